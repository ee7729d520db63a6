import type { Decision } from '../model/decision.js';
import type { Effects } from '../model/effects.js';
import type { Evaluation } from './evaluation.js';

/** A decision, and what it would count. Both are plain frozen values that can be cloned. */
export interface Evaluated {
  readonly decision: Decision;
  readonly effects: Effects;
}

/** Leaves only what is public of an evaluation. Two nodes of one tracker count once. */
export function toPublicEvaluation({ decision, effects: { spends, timeTrials } }: Evaluation): Evaluated {
  const effects = {
    spends: freezeAll(firstOfTracker(spends).map(({ tracker, item, at }) => ({ tracker, item, at }))),
    timeTrials: freezeAll(firstOfTracker(timeTrials).map(({ tracker, at }) => ({ tracker, at }))),
  };
  return Object.freeze({ decision, effects: Object.freeze(effects) });
}

function firstOfTracker<Effect extends { readonly tracker: string }>(effects: readonly Effect[]): Effect[] {
  return effects.filter(({ tracker }, index) => effects.findIndex((other) => other.tracker === tracker) === index);
}

function freezeAll<Effect extends object>(effects: readonly Effect[]): readonly Readonly<Effect>[] {
  return Object.freeze(effects.map((effect) => Object.freeze(effect)));
}
