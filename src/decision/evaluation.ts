import type { Decision } from '../model/decision.js';
import type { PendingEffects } from '../usage/pending-effects.js';
import type { TimeTrialState } from '../usage/time-trial-state.js';

/** A decision, and what it would count. A value: the caller decides whether the effects are committed. */
export interface Evaluation {
  readonly decision: Decision;
  readonly effects: PendingEffects;
  /** The time trials that the decision met. */
  readonly timeTrials: readonly TimeTrialState[];
  /** Thrown while the rule was evaluated: then the decision is the fallback of the feature. */
  readonly _thrown?: unknown;
}

/** Creates the evaluation of a decision that counts nothing. */
export function withoutEffects(decision: Decision): Evaluation {
  return { decision, effects: { spends: [], timeTrials: [] }, timeTrials: [] };
}
