import type { RulePlace, RuleView } from '../../src/cards/card.js';
import { listOpenExits } from '../../src/cards/list-open-exits.js';
import { readRule } from '../../src/cards/read-rule.js';
import { compileConfig, type CompiledConfig } from '../../src/decision/compile-config.js';
import { applyEdits } from '../../src/edit/apply-edits.js';
import { createEdit } from '../../src/edit/create-edit.js';
import { own } from '../../src/lib/own.js';
import { setOwn } from '../../src/lib/set-own.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import { readAt } from '../../src/edit/read-member.js';
import type { Config } from '../../src/model/config.js';
import { USER_STATES } from '../../src/model/user-states.js';
import { keepMappings } from '../parts/find-states.js';

const SILENT = { describe: (nodes: readonly object[]) => new Map(nodes.map((node) => [node, ''])) } as never;

/** Members that rules name. */
const NAMED_BY_RULES = ['components', 'outcomes', 'sites', 'splitTests', 'subRules', 'usage', 'customElements'];

/**
 * Compiles one feature of a config that is being edited: mistakes elsewhere do not matter, and an open exit shows the content.
 *
 * @returns `null` where the feature has other mistakes.
 */
export function compileFeature(config: unknown, feature: string): CompiledConfig | null {
  const alone = keepFeature(config, feature);
  return compile(alone) ?? compile(closeExits(alone, feature));
}

function keepFeature(config: unknown, feature: string): unknown {
  const named = keepNamed(config);
  const rules = own(own(own(config, 'features'), feature), 'rules');
  const kept: Record<string, unknown> = { ...named.features };
  setOwn(kept, feature, rules === undefined ? {} : { rules });
  return { ...named, features: kept };
}

/** The parts of a config that readers are mapped by and that rules name, without the rules of features. */
export function keepNamed(config: unknown): Config {
  const named = NAMED_BY_RULES.flatMap((name) => {
    const value = own(config, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...keepMappings(config), ...Object.fromEntries(named) };
}

function compile(config: unknown): CompiledConfig | null {
  try {
    return compileConfig(config);
  } catch {
    return null;
  }
}

/** The config with the content behind each open exit. */
function closeExits(config: unknown, feature: string): unknown {
  const subRules = Object.keys((own(config, 'subRules') as object | undefined) ?? {});
  const places: RulePlace[] = [
    ...USER_STATES.map((state) => ({ feature, state })),
    ...subRules.map((subRule) => ({ subRule })),
  ];
  return places.reduce((closed, place) => closeRule(closed, readRule(closed, place, SILENT)), config);
}

function closeRule(config: unknown, view: RuleView): unknown {
  if (!view.isOwn) return config;
  return listOpenExits(view).reduce((closed, { row: { pointer, name } }) => {
    const folder = pointer.slice(0, pointer.lastIndexOf('/'));
    const step = view.exits === null ? 'show' : { exit: view.exits[0] ?? '' };
    const isThere = readAt(closed, splitPointer(folder)) !== undefined;
    const edit = isThere
      ? createEdit(closed, pointer, step)
      : createEdit(closed, folder, Object.fromEntries([[name, step]]));
    return applyEdits(closed, [edit]);
  }, config);
}
