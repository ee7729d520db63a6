import { isConfigError } from '../model/config-error.js';
import { checkShape, isAmount, isText, TEXTS, type Kind } from '../config/check-shape.js';
import { checkSites } from '../config/check-sites.js';
import { isRecord } from '../lib/is-record.js';
import { compileSubRule } from './nodes/sub-rule.js';
import type { CompileContext, SharedCompileContext } from './node-registry.js';

const isGiven: Kind = (value) => value !== undefined;
const isWeight: Kind = (value) => isAmount(value) && Number.isFinite(value);
const isList: Kind = (value) => Array.isArray(value) && value.length > 0;

/**
 * Checks what features share of the rarer parts of a config, whether a feature uses it or not: sites, sub rules and
 * split tests.
 * A node type that the config `requires`, or whose file did not arrive, is reported by the features that meet it instead.
 *
 * @throws {ConfigError} At the first mistake.
 */
export function checkSubRules(compileContext: SharedCompileContext): void {
  const { subRules, splitTests } = compileContext.config;
  checkSites(compileContext.config);
  checkShape(
    { subRules, splitTests },
    {
      splitTests: [isRecord, { 'groups!': [isList, { 'id!': isText, 'weight!': isWeight }] }],
      subRules: [isRecord, { 'start!': isGiven, 'exits!': TEXTS }],
    },
    '',
  );
  const compiled: CompileContext['subRules'] = new Map();
  for (const id of Object.keys(subRules ?? {})) {
    try {
      compileSubRule(id, { ...compileContext, feature: '', state: 'anonymous', subRules: compiled });
    } catch (error) {
      if (!(isConfigError(error) && /^(node-type-required|chunk-unreachable)$/.test(error.code))) throw error;
      compiled.clear();
    }
  }
}
