import type { Config, FeatureConfig, UserState } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import { type ConfigError, isConfigError } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkOutcome } from '../config/check-outcome.js';
import { checkShape, isAmount } from '../config/check-shape.js';
import { USER_STATE_PATTERN } from '../config/user-state-pattern.js';
import { fail } from '../config/fail.js';
import { findRule } from '../config/find-rule.js';
import { grantsOfFeature, type Grants, type GrantsOf } from '../identity/grants.js';
import { NOBODY, type Reader } from '../identity/identify.js';
import { compileRule } from '../rules/compile-rule.js';
import { createShowTerminal, createTerminal, type CompiledRule, type Terminal } from '../rules/compiled-rule.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import type { SharedCompileContext, NodeRegistry } from '../rules/node-registry.js';
import { createDecision, HIDDEN } from './create-decision.js';
import { evaluateFeature } from './evaluate-feature.js';
import { withoutEffects, type Evaluation } from './evaluation.js';

/** The plain engine: decides the features of one config. A feature is compiled when it is first asked for. */
export interface Engine {
  /**
   * Decides a feature. Commits nothing.
   *
   * @param as - Decides by the rule of this user state. Default: the reader's own.
   * @returns `null` where the registry is incomplete and the feature needs more.
   */
  readonly _evaluate: (feature: string, context: EvaluationContext, as?: UserState) => Evaluation | null;
  /** Creates the decision of a feature that cannot be decided: its fallback. */
  readonly fault: (feature: string, reader?: Reader) => Decision;
  /** Checks what features share. Throws a `ConfigError` for a mistake there: in a sub rule, a split test. */
  readonly _check: () => void;
  /**
   * Compiles a feature, unless it is compiled.
   *
   * @returns `null` where the registry is incomplete, or lacks what is read of the page, and the feature needs more.
   */
  readonly open: (feature: string) => CompiledFeature | null;
}

/** A compiled feature. */
export interface CompiledFeature {
  /** Values of the product claim that make a reader its customer. */
  readonly grants: Grants;
  /** The mistake that makes the feature a fault, or that the config does not have the feature. */
  readonly _mistake: ConfigError | null;
  /** The rule of a user state. A rule that is used for another state too is compiled for that state when it is needed. */
  readonly _ruleOf: (state: UserState) => CompiledRule;
}

/**
 * Creates the engine of a config that `checkConfig` has accepted. Deciding never throws: a mistake in a feature, or any
 * error while it is evaluated, ends in its fallback with reason `fault`, and the other features go on.
 *
 * The engine remembers the last context, so what was read and evaluated in it serves other features.
 *
 * @param registry - Node types and operators. With an incomplete one, features that need more are `null`.
 * @param grantsOf - An index of all features, where all are compiled. Default: looks through the products for each, as a page
 *   asks for some features, and an index of thousands takes longer.
 */
export function createEngine(
  config: Config,
  registry: NodeRegistry,
  grantsOf: GrantsOf = (feature) => grantsOfFeature(feature, config),
): Engine {
  const shared: SharedCompileContext = {
    config,
    _registry: registry,
    _grantsOf: grantsOf,
    _compileRule: compileRule,
    _operands: new Map(),
    conditions: new Map(),
  };
  const compiled = new Map<string, CompiledFeature>();

  const open = (feature: string): CompiledFeature | null => {
    const known = compiled.get(feature);
    if (known) return known;
    const entry = registry._lacks?.(feature) ? null : compileFeature(feature, shared);
    if (entry) compiled.set(feature, entry);
    return entry;
  };

  const fault = (feature: string, reader = NOBODY): Decision =>
    createDecision(feature, reader._stateFor(grantsOf(feature)), fallbackOf(feature, config), 'fault');

  return {
    fault,
    _check: () => registry.check?.(shared),
    open,
    _evaluate: (feature, context, as) => {
      const { reader } = context;
      if (own(config.features, feature) === undefined) return withoutEffects(unknownFeature(feature, reader));
      let thrown: unknown;
      try {
        const entry = open(feature);
        if (!entry) return null;
        const userState = as ?? reader._stateFor(entry.grants);
        if (!entry._mistake) {
          const evaluation = evaluateFeature(feature, userState, entry._ruleOf(userState), context);
          if (context._isIncomplete) return null;
          // A reader whose token could not be checked, for a cause that is not theirs, is not a stranger.
          const isStranger = reader.token.status !== 'unreachable' || !('fallback' in config.features[feature]!);
          if (isStranger || evaluation.decision.access) return evaluation;
        }
      } catch (error) {
        thrown = error;
        // Falls through to the fallback: an error in a feature must not reach the page.
      }
      return { ...withoutEffects(fault(feature, reader)), _thrown: thrown };
    },
  };
}

function compileFeature(feature: string, shared: SharedCompileContext): CompiledFeature | null {
  const { config } = shared;
  const rules: Partial<Record<UserState, CompiledRule | null>> = {};
  // The rules that are compiled later need what those compiled here need: they are there too.
  const ruleOf = (state: UserState): CompiledRule => (rules[state] ??= compileFor(feature, state, shared))!;
  let mistake: ConfigError | null = null;
  try {
    shared._registry._refuse?.(shared);
    checkFeature(feature, config);
    for (const state of Object.keys(config.features[feature]!.rules ?? {}) as UserState[]) {
      if (!(ruleOf(state) as CompiledRule | null)) return null;
    }
  } catch (error) {
    if (!isConfigError(error)) throw error;
    mistake = error;
  }
  return { grants: shared._grantsOf(feature), _mistake: mistake, _ruleOf: ruleOf };
}

function compileFor(feature: string, state: UserState, shared: SharedCompileContext): CompiledRule | null {
  const found = findRule(shared.config.features[feature]!, state);
  if (!found) return { start: createShowTerminal(), _hasExtensions: false };
  const at = `${pointerTo(feature)}/rules/${found._writtenFor}`;
  return compileRule(found.rule, at, { ...shared, feature, state, subRules: new Map() });
}

function checkFeature(id: string, config: Config): void {
  const feature = own(config.features, id);
  const at = pointerTo(id);
  if (feature === undefined) fail('feature-unknown', at);
  checkShape(feature, { rules: isRecord, target: isRecord, pending: { timeout: isAmount } }, at);
  const { rules = {}, fallback = 'show' } = feature as FeatureConfig;
  for (const name of Object.keys(rules)) {
    if (!USER_STATE_PATTERN.test(name)) fail('state-unknown', `${at}/rules${toPointer(name)}`);
  }
  if (fallback !== 'show') checkOutcome(fallback, `${at}/fallback`, config.components);
}

function pointerTo(feature: string): string {
  return `/features${toPointer(feature)}`;
}

function fallbackOf(id: string, config: Config): Terminal {
  const fallback = own(config.features[id], 'fallback');
  if (fallback === 'show') return createShowTerminal();
  try {
    const outcome = checkOutcome(fallback, '', config.components);
    return createTerminal(outcome.id ?? `${pointerTo(id)}/fallback`, outcome);
  } catch {
    return createTerminal('fault', HIDDEN);
  }
}

function unknownFeature(feature: string, reader: Reader): Decision {
  const terminal = createTerminal('unknown-feature', HIDDEN);
  return createDecision(feature, reader._stateFor(new Set()), terminal, 'unknown-feature');
}
