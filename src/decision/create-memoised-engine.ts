import type { UserState } from '../model/config.js';
import { USER_STATES } from '../model/user-states.js';
import type { Decision } from '../model/decision.js';
import type { Grants } from '../identity/grants.js';
import { NOBODY } from '../identity/identify.js';
import { createProgram } from '../rules/create-program.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { decideByRule, type Engine } from './create-engine.js';
import { freezeDecision, decideCached } from './decide-cached.js';

/** Decides as its engine does, and quicker what it has decided before. */
export interface MemoisedEngine {
  /** Decides one feature; reason `unknown-feature` when there is none of that name. */
  readonly decide: (feature: string, context: EvaluationContext) => Decision;
  /** Decides every feature of the config. */
  readonly decideAll: (context: EvaluationContext) => Record<string, Decision>;
}

/** Where a rule starts in the program; or that it was not asked for yet, that it was once, or that it has no place there. */
const NEW = 2 ** 31 - 1;
const MET = NEW - 1;
const UNFIT = NEW - 2;

/**
 * Makes a repeater. A rule that is asked for a second time becomes part of a program, and the decision of each way through
 * it is made once and given to whoever comes that way again, frozen: it depends on nothing else, the words of its trace
 * included. Worth its memory where one engine decides for many readers, or one page again and again.
 *
 * @param features - Names of the config's features, in order.
 */
export function createMemoisedEngine(engine: Engine, features: readonly string[]): MemoisedEngine {
  const numbers = new Map(features.map((feature, number) => [feature, number]));
  const program = createProgram();
  const starts = new Int32Array(features.length * USER_STATES.length).fill(NEW);
  const decisions: (Decision | undefined)[] = [];
  const blank = Object.fromEntries(features.map((feature) => [feature, undefined as unknown as Decision]));

  // Most features are granted by the same few products: whether the reader holds one is asked once for all of them.
  const grants: Grants[] = [];
  const groups = new Map<string, number>();
  const groupOf = features.map((feature) => {
    const values = engine.open(feature).grants;
    const key = JSON.stringify([...values]);
    if (!groups.has(key)) groups.set(key, grants.push(values) - 1);
    return groups.get(key)!;
  });
  /** By group: the state of the reader, and the pass that he had it in. */
  const states = new Float64Array(grants.length);
  /** The number of this pass. States of it are this number and more. */
  let base = 0;
  /** A pass is under way. Reading its data may run code that decides in turn: by another pass, so not by the program. */
  let isRunning = false;

  const begin = (context: EvaluationContext): void => {
    isRunning = true;
    program.begin(context);
    base += USER_STATES.length;
  };

  const decideNumber = (number: number, context: EvaluationContext): Decision => {
    const feature = features[number]!;
    const group = groupOf[number]!;
    try {
      let state = states[group]! - base;
      if (state < 0) {
        state = USER_STATES.indexOf(context.reader.stateFor(grants[group]!));
        states[group] = base + state;
      }
      const slot = number * USER_STATES.length + state;
      const start = starts[slot]!;
      if (start >= UNFIT || context.debug) return freezeDecision(decideSlowly(feature, slot, context));
      const place = program.run(start);
      return (decisions[place] ??= decideAsRun(feature, USER_STATES[state]!, context));
    } catch {
      return faultOf(feature, context);
    }
  };

  const decideAsRun = (feature: string, state: UserState, context: EvaluationContext): Decision => {
    const rule = engine.open(feature).ruleOf(state);
    program.copyExits(rule);
    return freezeDecision(decideByRule(feature, state, rule, context));
  };

  const decidePlainly = (feature: string, context: EvaluationContext): Decision => {
    try {
      return freezeDecision(engine.decide(feature, context));
    } catch {
      // The rule of a feature does not throw, but the claims of its reader may.
      if (numbers.has(feature)) return faultOf(feature, context);
      return freezeDecision(engine.decide(feature, { ...context, reader: NOBODY }));
    }
  };

  /** Where claims throw when they are looked at, nothing is known of the reader. */
  const faultOf = (feature: string, { reader }: EvaluationContext): Decision => {
    try {
      return freezeDecision(engine.fault(feature, reader));
    } catch {
      return freezeDecision(engine.fault(feature));
    }
  };

  const decideSlowly = (feature: string, slot: number, context: EvaluationContext): Decision => {
    const { mistake, ruleOf } = engine.open(feature);
    if (mistake || context.debug) return engine.decide(feature, context);
    const state = USER_STATES[slot % USER_STATES.length]!;
    const rule = ruleOf(state);
    if (starts[slot] === UNFIT) return decideCached(feature, state, rule, context);
    starts[slot] = starts[slot] === NEW ? MET : (program.add(rule) ?? UNFIT);
    return decideByRule(feature, state, rule, context);
  };

  return {
    decide: (feature, context) => {
      const number = numbers.get(feature);
      if (number === undefined || isRunning) return decidePlainly(feature, context);
      begin(context);
      try {
        return decideNumber(number, context);
      } finally {
        isRunning = false;
      }
    },
    decideAll: (context) => {
      // Copied with its names: adding a thousand of them to an empty object takes eight times as long.
      const all = { ...blank };
      if (isRunning) {
        for (const feature of features) all[feature] = decidePlainly(feature, context);
        return all;
      }
      begin(context);
      try {
        for (let number = 0; number < features.length; number++) all[features[number]!] = decideNumber(number, context);
      } finally {
        isRunning = false;
      }
      return all;
    },
  };
}
