import { TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { CountedView, Usage } from '../../usage/usage.js';
import { carryOverViews } from './carry-over-views.js';
import { countsHits } from './hits-prefix.js';
import type { Ledger } from './ledger.js';

/** The page view of a document. A second start of the SDK in the same document continues it. */
export interface PageView {
  path: string;
  /** Id of the page view; a new path begins a new one. */
  view: string;
  /** Ids of page views, by the ids of the views that were counted in them. */
  readonly views: Map<string, string>;
  /** Ids of the page views of other articles that this document shows. */
  readonly items?: Map<string, string>;
  /** The canonical address, and the path at which it was read first. */
  canonical?: { readonly address: string | null; readonly path: string };
}

/**
 * Gives the usage of a reader in the form that rules read.
 *
 * @param key - The reader's account.
 * @param reader - Id of the anonymous reader as long as nothing is stored.
 */
export function toUsage(
  ledger: Ledger,
  key: string,
  { view, views }: Pick<PageView, 'view' | 'views'>,
  reader: string,
): Usage {
  const trials = Object.create(null) as Record<string, readonly CountedView[]>;
  const timeTrials = Object.create(null) as Record<string, number>;
  for (const [tracker, stored] of carryOverViews(ledger, key)) {
    if (countsHits(tracker, stored)) continue;
    // No destructuring: this runs once a page, and code that runs for the first time destructures slowly.
    trials[tracker] = stored.map((one) => ({
      item: one[1],
      at: one[2],
      view: views.size ? views.get(one[0]) : undefined,
    }));
    if (!tracker.startsWith(TIME_TRIAL_PREFIX)) continue;
    const beginnings = stored.filter(([, item]) => item === '').map(([, , at]) => at);
    if (beginnings.length) timeTrials[tracker.slice(TIME_TRIAL_PREFIX.length)] = Math.min(...beginnings);
  }
  return { reader: ledger.reader ?? reader, view, latest: ledger.latest, trials, timeTrials };
}
