import type { Config, FeatureConfig, UserState } from '../model/config.js';
import type { Decision, DecisionReason } from '../model/decision.js';
import { ConfigError } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkOutcome } from '../config/check-outcome.js';
import { checkShape } from '../config/check-shape.js';
import { USER_STATE } from '../config/user-state.js';
import { fail } from '../config/fail.js';
import { NOBODY, userStateOf, type Reader } from '../identity/identify.js';
import { compileRule, SHOW, type CompiledRule, type Ending } from '../rules/compile-rule.js';
import { describePath, evaluateRule } from '../rules/evaluate-rule.js';
import { LACKING, type Palette, type Workshop } from '../rules/palette.js';
import type { Pass } from '../rules/pass.js';

/** Decides features of one config. A feature is compiled when it is first asked for. */
export interface Engine {
  /** Names of the config's features, in order. */
  readonly features: readonly string[];
  readonly decide: (feature: string, pass: Pass) => Decision;
  /** What a feature shows when it cannot be decided: its fallback. */
  readonly fault: (feature: string, reader?: Reader) => Decision;
  /** The mistake inside a feature that makes it a fault, or that there is no such feature; else `null`. */
  readonly mistakeIn: (feature: string) => ConfigError | null;
}

type CompiledFeature = Readonly<Record<UserState, CompiledRule>>;

const FAULT: Ending = { id: 'fault', outcome: { content: 'hide' } };
const NOWHERE: Ending = { id: 'unknown-feature', outcome: { content: 'hide' } };

/**
 * Makes the engine of a config that `checkConfig` has let through. Deciding never throws: a mistake inside a feature, or
 * whatever else breaks in it, ends in its fallback with reason `fault`, and the other features go on. Only with a palette
 * that is not whole it throws `LACKING`, when a feature needs more.
 */
export function createEngine(config: Config, palette: Palette): Engine {
  const workshop = { config, palette };
  const compiled = new Map<string, CompiledFeature | ConfigError>();

  const compile = (feature: string): CompiledFeature | ConfigError => {
    let entry = compiled.get(feature);
    if (!entry) {
      try {
        entry = compileFeature(feature, workshop);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        entry = error;
      }
      compiled.set(feature, entry);
    }
    return entry;
  };

  const fault = (feature: string, reader = NOBODY): Decision =>
    aDecision(feature, userStateOf(reader, feature), fallbackOf(feature, config), 'fault');

  const decide = (feature: string, pass: Pass): Decision => {
    const userState = userStateOf(pass.reader, feature);
    if (!Object.hasOwn(config.features, feature)) return aDecision(feature, userState, NOWHERE, 'unknown-feature');
    try {
      const rules = compile(feature);
      if (!(rules instanceof ConfigError)) {
        const rule = rules[userState];
        const question = { ...pass, userState };
        const evaluation = evaluateRule(rule, question);
        return aDecision(feature, userState, evaluation.ending, 'rule', () => describePath(rule, evaluation, question));
      }
    } catch (error) {
      if (error === LACKING) throw error;
      // Falls through to the fallback: whatever broke must not reach the page.
    }
    return fault(feature, pass.reader);
  };

  return {
    features: Object.keys(config.features),
    decide,
    fault,
    mistakeIn: (feature) => {
      const entry = compile(feature);
      return entry instanceof ConfigError ? entry : null;
    },
  };
}

/** The decision where not even a config could be read. */
export function aFaultDecision(feature: string): Decision {
  return aDecision(feature, 'anonymous', FAULT, 'fault');
}

function compileFeature(id: string, workshop: Workshop): CompiledFeature {
  const { config } = workshop;
  const at = `/features${toPointer(id)}`;
  const feature = own(config.features, id) as FeatureConfig | undefined;
  if (feature === undefined) fail('feature-unknown', at);
  checkShape(feature, { rules: isRecord }, at);
  const { rules = {} } = feature;
  for (const name of Object.keys(rules)) {
    if (!USER_STATE.test(name)) fail('state-unknown', `${at}/rules${toPointer(name)}`);
  }
  if (feature.fallback !== undefined && feature.fallback !== 'show') {
    checkOutcome(feature.fallback, `${at}/fallback`, config.components);
  }
  const ruleOf = (state: UserState): CompiledRule | null => {
    const rule = own(rules, state);
    return rule === undefined ? null : compileRule(rule, `${at}/rules/${state}`, workshop);
  };
  const open: CompiledRule = { start: ~0, nodes: [], endings: [SHOW] };
  const anonymous = ruleOf('anonymous') ?? open;
  return { anonymous, registered: ruleOf('registered') ?? anonymous, customer: ruleOf('customer') ?? open };
}

function fallbackOf(id: string, config: Config): Ending {
  const fallback = own(config.features[id], 'fallback');
  if (fallback === 'show') return SHOW;
  try {
    const outcome = checkOutcome(fallback, '', config.components);
    return { id: outcome.id ?? `/features${toPointer(id)}/fallback`, outcome };
  } catch {
    return FAULT;
  }
}

function aDecision(
  feature: string,
  userState: UserState,
  { id, outcome }: Ending,
  reason: DecisionReason,
  describe: () => Decision['trace'] = () => [],
): Decision {
  let trace: Decision['trace'] | null = null;
  const { content, label = id, components = [], zone = 'inline' } = outcome;
  return {
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
    // Own and enumerable like all the others; put into words when somebody reads them.
    get trace() {
      return (trace ??= describe());
    },
  };
}
