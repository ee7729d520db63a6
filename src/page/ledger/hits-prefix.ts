import { TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { StoredView } from './ledger.js';

/** Prefix of the trackers that count page views in time trials. They change no decision, and stay in this browser. */
export const HITS_PREFIX = `hits:${TIME_TRIAL_PREFIX}`;

/** Whether a tracker counts page views in a time trial. That of a trial may have such a name, but its views have items. */
export function countsHits(tracker: string, views: readonly StoredView[]): boolean {
  return tracker.startsWith(HITS_PREFIX) && views.every(([, item]) => item === '');
}
