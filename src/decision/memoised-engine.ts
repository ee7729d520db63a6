import type { UserState } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import { USER_STATES } from '../model/user-states.js';
import { setOwn } from '../lib/set-own.js';
import type { Grants } from '../identity/grants.js';
import { NOBODY } from '../identity/identify.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { Program } from '../rules/program.js';
import type { Engine } from './create-engine.js';
import { evaluateCached, evaluateFrozen } from './evaluate-cached.js';
import { withoutEffects, type Evaluation } from './evaluation.js';
import { freezeDecision } from './freeze-decision.js';

/** In place of a rule's start in the program: the rule was not evaluated yet. */
const NEVER_RUN = 2 ** 31 - 1;
/** In place of a rule's start in the program: the rule was evaluated once. */
const RUN_ONCE = NEVER_RUN - 1;
/** In place of a rule's start in the program: the rule does not fit into one. */
const UNFIT = NEVER_RUN - 2;

/**
 * Decides as its plain engine does, and faster what it has decided before. A rule that is asked for a second time becomes
 * part of a program, and the decision of each path through it is made once, frozen, and returned for that path again: it
 * depends on nothing else, the words of its trace included. Worth its memory where one engine decides for many readers.
 */
export class MemoisedEngine {
  readonly #engine: Engine;
  readonly #features: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #program = new Program();
  /** By feature and user state: start of the rule in the program, or `NEVER_RUN`, `RUN_ONCE`, `UNFIT`. */
  readonly #starts: Int32Array;
  /** By terminal of the program. */
  readonly #decisions: (Decision | undefined)[] = [];
  readonly #blank: Readonly<Record<string, Decision>>;
  /** Most features are granted by the same few products: the reader is asked once for all features of one group. */
  readonly #grants: readonly Grants[];
  /** By feature: its group. */
  readonly #groups: readonly number[];
  /** By group: the user state, and the context that it was found in. */
  readonly #states: Float64Array;
  /** Number of this context. States of it are this number and more. */
  #base = 0;
  /** Reading operands may run code that decides in turn: with another context, so not by the program. */
  #isRunning = false;

  /**
   * @param engine - An engine with a complete registry.
   * @param features - Names of the config's features, in order.
   */
  constructor(engine: Engine, features: readonly string[]) {
    this.#engine = engine;
    this.#features = features;
    this.#numbers = new Map(features.map((feature, number) => [feature, number]));
    this.#starts = new Int32Array(features.length * USER_STATES.length).fill(NEVER_RUN);
    this.#blank = Object.fromEntries(features.map((feature) => [feature, undefined as unknown as Decision]));
    const grants: Grants[] = [];
    const groups = new Map<string, number>();
    this.#groups = features.map((feature) => {
      const values = engine.open(feature)!.grants;
      const key = JSON.stringify([...values]);
      if (!groups.has(key)) groups.set(key, grants.push(values) - 1);
      return groups.get(key)!;
    });
    this.#grants = grants;
    this.#states = new Float64Array(grants.length);
  }

  /** Decides one feature; reason `unknown-feature` when the config has no feature of that name. */
  decide(feature: string, context: EvaluationContext): Decision {
    const number = this.#numbers.get(feature);
    if (number === undefined || this.#isRunning) return this.#evaluatePlainly(feature, context).decision;
    this.#begin(context);
    try {
      return this.#decide(number, context);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Decides every feature of the config. */
  decideAll(context: EvaluationContext): Record<string, Decision> {
    const features = this.#features;
    // Copied with its names: adding a thousand of them to an empty object takes eight times as long.
    const all = { ...this.#blank };
    if (this.#isRunning) {
      for (const feature of features) all[feature] = this.#evaluatePlainly(feature, context).decision;
      return all;
    }
    this.#begin(context);
    try {
      for (let number = 0; number < features.length; number++) all[features[number]!] = this.#decide(number, context);
    } finally {
      this.#isRunning = false;
    }
    return all;
  }

  /** Decides some features by name, as `decide` does, in one context. */
  decideSome(names: Iterable<string>, context: EvaluationContext): Record<string, Decision> {
    const some: Record<string, Decision> = {};
    const isNested = this.#isRunning;
    if (!isNested) this.#begin(context);
    try {
      for (const name of names) {
        const number = isNested ? undefined : this.#numbers.get(name);
        const decision =
          number === undefined ? this.#evaluatePlainly(name, context).decision : this.#decide(number, context);
        // Several times as fast as `setOwn`, which a name that every object has needs.
        if (name in some) setOwn(some, name, decision);
        else some[name] = decision;
      }
    } finally {
      this.#isRunning = isNested;
    }
    return some;
  }

  /** Decides one feature, and returns what the decision would count. */
  evaluate(feature: string, context: EvaluationContext): Evaluation {
    const number = this.#numbers.get(feature);
    if (number === undefined || this.#isRunning) return this.#evaluatePlainly(feature, context);
    this.#begin(context);
    try {
      const state = this.#findState(number, context);
      const start = this.#starts[number * USER_STATES.length + state]!;
      if (start >= UNFIT || context.debug) return this.#evaluateRule(number, state, context);
      return withoutEffects(this.#decideByProgram(start, number, state, context));
    } catch {
      return withoutEffects(this.#createFault(feature, context));
    } finally {
      this.#isRunning = false;
    }
  }

  #begin(context: EvaluationContext): void {
    this.#isRunning = true;
    this.#program.begin(context);
    this.#base += USER_STATES.length;
  }

  #decide(number: number, context: EvaluationContext): Decision {
    try {
      const state = this.#findState(number, context);
      const start = this.#starts[number * USER_STATES.length + state]!;
      if (start >= UNFIT || context.debug) return this.#evaluateRule(number, state, context).decision;
      return this.#decideByProgram(start, number, state, context);
    } catch {
      return this.#createFault(this.#features[number]!, context);
    }
  }

  #findState(number: number, context: EvaluationContext): number {
    const group = this.#groups[number]!;
    const known = this.#states[group]! - this.#base;
    if (known >= 0) return known;
    const state = USER_STATES.indexOf(context.reader._stateFor(this.#grants[group]!));
    this.#states[group] = this.#base + state;
    return state;
  }

  #decideByProgram(start: number, number: number, state: number, context: EvaluationContext): Decision {
    const terminal = this.#program.run(start);
    return (this.#decisions[terminal] ??= this.#decideAsRun(number, USER_STATES[state]!, context));
  }

  /** Decides by the rule that the program has just run, with the exits that it has taken. */
  #decideAsRun(number: number, state: UserState, context: EvaluationContext): Decision {
    const feature = this.#features[number]!;
    const rule = this.#engine.open(feature)!._ruleOf(state);
    this.#program.copyExits(rule);
    return evaluateFrozen(feature, state, rule, context).decision;
  }

  /** Evaluates a rule that is not part of the program, and adds it when it is asked for again. */
  #evaluateRule(number: number, stateNumber: number, context: EvaluationContext): Evaluation {
    const feature = this.#features[number]!;
    const slot = number * USER_STATES.length + stateNumber;
    const { _mistake: mistake, _ruleOf: ruleOf } = this.#engine.open(feature)!;
    if (mistake || context.debug) return freeze(this.#engine._evaluate(feature, context)!);
    const state = USER_STATES[stateNumber]!;
    const rule = ruleOf(state);
    const starts = this.#starts;
    if (starts[slot] === UNFIT) return evaluateCached(feature, state, rule, context);
    starts[slot] = starts[slot] === NEVER_RUN ? RUN_ONCE : (this.#program.add(rule) ?? UNFIT);
    return evaluateFrozen(feature, state, rule, context);
  }

  #evaluatePlainly(feature: string, context: EvaluationContext): Evaluation {
    try {
      return freeze(this.#engine._evaluate(feature, context)!);
    } catch {
      // Evaluating a feature does not throw, but reading the claims of its reader may.
      if (this.#numbers.has(feature)) return withoutEffects(this.#createFault(feature, context));
      return freeze(this.#engine._evaluate(feature, { ...context, reader: NOBODY })!);
    }
  }

  /** Creates the fallback of a feature. Where claims throw when they are read, the reader counts as unknown. */
  #createFault(feature: string, { reader }: EvaluationContext): Decision {
    try {
      return freezeDecision(this.#engine.fault(feature, reader));
    } catch {
      return freezeDecision(this.#engine.fault(feature));
    }
  }
}

function freeze(evaluation: Evaluation): Evaluation {
  freezeDecision(evaluation.decision);
  return evaluation;
}
