import type { Effects, Spend, TimeTrialStart } from '../model/effects.js';
import { own } from '../lib/own.js';
import { readTrial, type Trial } from './read-trial.js';
import type { Usage } from './usage.js';

/** A spend with what is needed to judge it again when others have counted meanwhile. */
export interface PendingSpend extends Spend {
  readonly trial: Trial;
  /** Id of the page view, where it is known. */
  readonly view: string | undefined;
  /** The moment of the decision in milliseconds since 1970; `at` is later where the clock was set back. */
  readonly now: number;
}

/** Effects that can be judged again before they are committed. */
export interface PendingEffects extends Effects {
  readonly spends: readonly PendingSpend[];
}

/** Prefix of the trackers that time trials have in a ledger. A counted view of one is the trial's start; the earliest counts. */
export const TIME_TRIAL_PREFIX = 'time:';

/**
 * Returns whether a spend would still be granted, and would still have to be counted.
 *
 * @param usage - Everything that was counted meanwhile, without this spend.
 */
export function isSpendDue({ trial, item, now }: PendingSpend, usage: Usage): boolean {
  return readTrial(trial, usage, item, now).spends;
}

/** Returns whether a time trial has still not begun. */
export function isStartDue({ tracker }: TimeTrialStart, { timeTrials }: Usage): boolean {
  return own(timeTrials, tracker) === undefined;
}

/**
 * Finds the moment at which a page view counts. A clock that was set back does not count into a window that is over, where
 * the reader would have the view back when the clock is right again.
 *
 * @param now - Milliseconds since 1970.
 */
export function countingMoment(now: number, { latest }: Usage): number {
  return typeof latest === 'number' && latest > now ? latest : now;
}
