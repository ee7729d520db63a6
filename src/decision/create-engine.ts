import type { Config, FeatureConfig, OutcomeConfig, UserState } from '../model/config.js';
import type { Decision, DecisionReason } from '../model/decision.js';
import { type ConfigError, isConfigError } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkOutcome } from '../config/check-outcome.js';
import { checkShape, isAmount } from '../config/check-shape.js';
import { findRule } from '../config/find-rule.js';
import { USER_STATE } from '../config/user-state.js';
import { fail } from '../config/fail.js';
import { grantsOfFeature, type Grants } from '../identity/grants.js';
import { NOBODY, type Reader } from '../identity/identify.js';
import { compileRule } from '../rules/compile-rule.js';
import {
  createTerminal,
  createShowTerminal,
  type CompiledRule,
  type Operand,
  type Terminal,
  type CompiledCondition,
  type PathEntry,
} from '../rules/compiled-rule.js';
import { describeWay, evaluateRule } from '../rules/evaluate-rule.js';
import { LACKING, type NodeRegistry } from '../rules/node-registry.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';

/** Decides features of one config. A feature is compiled when it is first asked for. */
export interface Engine {
  readonly decide: (feature: string, context: EvaluationContext) => Decision;
  /** What a feature shows when it cannot be decided: its fallback. */
  readonly fault: (feature: string, reader?: Reader) => Decision;
  /** Checks what features share. Throws a `ConfigError` for a mistake there: in a sub rule, a split test. */
  readonly check: () => void;
  /** Makes a feature ready, unless it is. */
  readonly open: (feature: string) => CompiledFeature;
}

/** A feature made ready. */
export interface CompiledFeature {
  /** Values of the product claim that make a customer of it. */
  readonly grants: Grants;
  /** The mistake inside it that makes it a fault, or that there is no such feature; else `null`. */
  readonly mistake: ConfigError | null;
  /** The rule of a state. One that stands in for another is compiled when it is asked for. */
  readonly ruleOf: (state: UserState) => CompiledRule;
}

const HIDDEN: OutcomeConfig = { content: 'hide' };

/**
 * Makes the engine of a config that `checkConfig` has let through. Deciding never throws: a mistake inside a feature, or
 * whatever else breaks in it, ends in its fallback with reason `fault`, and the other features go on. Only with a palette
 * that is not whole it throws `LACKING`, when a feature needs more.
 *
 * It remembers the last pass, so that what was read and answered there serves its other features.
 */
export function createEngine(config: Config, registry: NodeRegistry): Engine {
  const common = {
    config,
    registry,
    compileRule,
    operands: new Map<string, Operand>(),
    conditions: new Map<string, CompiledCondition>(),
  };
  const compiled = new Map<string, CompiledFeature>();

  const ruleFor = (feature: string, state: UserState): CompiledRule => {
    const found = findRule(config.features[feature]!, state);
    return found
      ? compileRule(found.rule, `${pointerTo(feature)}/rules/${found.writtenFor}`, {
          ...common,
          feature,
          state,
          subRules: new Map(),
        })
      : { start: createShowTerminal(), hasExtensions: false };
  };

  const open = (feature: string): CompiledFeature => {
    let entry = compiled.get(feature);
    if (!entry) {
      const rules: Partial<Record<UserState, CompiledRule>> = {};
      const ruleOf = (state: UserState): CompiledRule => (rules[state] ??= ruleFor(feature, state));
      let mistake: ConfigError | null = null;
      try {
        checkFeature(feature, config);
        for (const state of Object.keys(config.features[feature]!.rules ?? {}) as UserState[]) ruleOf(state);
      } catch (error) {
        if (!isConfigError(error)) throw error;
        mistake = error;
      }
      entry = { grants: grantsOfFeature(feature, config), mistake, ruleOf };
      compiled.set(feature, entry);
    }
    return entry;
  };

  const fault = (feature: string, reader = NOBODY): Decision =>
    createDecision(feature, reader.stateFor(grantsOfFeature(feature, config)), fallbackOf(feature, config), 'fault');

  return {
    fault,
    check: () => registry.check?.(common),
    open,
    decide: (feature, context) => {
      const { reader } = context;
      if (own(config.features, feature) === undefined)
        return createDecision(
          feature,
          reader.stateFor(new Set()),
          createTerminal('unknown-feature', HIDDEN),
          'unknown-feature',
        );
      try {
        const { grants, mistake, ruleOf } = open(feature);
        const userState = reader.stateFor(grants);
        if (!mistake) return decideByRule(feature, userState, ruleOf(userState), context);
      } catch (error) {
        if (error === LACKING) throw error;
        // Falls through to the fallback: whatever broke must not reach the page.
      }
      return fault(feature, reader);
    },
  };
}

/** The decision where not even a config could be read. */
export function createFaultDecision(feature: string): Decision {
  return createDecision(feature, 'anonymous', createTerminal('fault', HIDDEN), 'fault');
}

function checkFeature(id: string, config: Config): void {
  const feature = own(config.features, id);
  const at = pointerTo(id);
  if (feature === undefined) fail('feature-unknown', at);
  checkShape(feature, { rules: isRecord, target: isRecord, pending: { timeout: isAmount } }, at);
  const { rules = {}, fallback = 'show' } = feature as FeatureConfig;
  for (const name of Object.keys(rules)) {
    if (!USER_STATE.test(name)) fail('state-unknown', `${at}/rules${toPointer(name)}`);
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

/** Walks through a rule and makes the decision of where it ends. */
export function decideByRule(
  feature: string,
  userState: UserState,
  rule: CompiledRule,
  context: EvaluationContext,
): Decision {
  const path: PathEntry[] = [];
  return createDecision(feature, userState, evaluateRule(rule, context, path), 'rule', path, context);
}

/** Where a decision keeps what puts its way into words. */
const WORDS = Symbol();

/** One for all decisions: with a getter of its own each would have a shape of its own, and be slow to make and to read. */
const TRACE = {
  enumerable: true,
  get(this: { readonly [WORDS]: () => Decision['trace'] }): Decision['trace'] {
    return this[WORDS]();
  },
};

function createDecision(
  feature: string,
  userState: UserState,
  { id, outcome }: Terminal,
  reason: DecisionReason,
  path: readonly PathEntry[] = [],
  context?: EvaluationContext,
): Decision {
  const { content, label = id, components = [], zone = 'inline' } = outcome;
  const decision = {
    feature,
    userState,
    outcomeId: id,
    outcomeLabel: label,
    access: content === 'show',
    content: typeof content === 'string' ? content : { keep: { ...content.keep } },
    components: [...components],
    zone,
    trials: {},
    splitTests: {},
    reason,
  };
  for (const { node } of path) node.condition.extension?.addExtras?.(context!, decision);
  // Only a pass that may tell the reader's own data is held on to with the decision.
  const debugContext = context?.debug && context;
  let trace: Decision['trace'] | undefined;
  // Own and enumerable like all the others; put into words when somebody reads it.
  return Object.defineProperties(decision, {
    [WORDS]: { value: () => (trace ??= Object.freeze(describeWay(path, debugContext))) },
    trace: TRACE,
  }) as unknown as Decision;
}
