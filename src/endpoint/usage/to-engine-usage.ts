import { setOwn } from '../../lib/set-own.js';
import { TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { CountedView, Usage } from '../../usage/usage.js';
import type { UsageByTracker } from '../store.js';

/** The page view that a decision is for. */
export interface MeteredView {
  /** Random id of an anonymous reader, who falls into split-test groups by it. */
  readonly reader: string | null;
  /** The article that the page view counts as. */
  readonly item: string;
  /** Id of the page view. */
  readonly view: string;
  /** Whether a counted view of the article was counted in this page view. */
  readonly isOwn: (tracker: string, id: string) => boolean;
}

/** Gives the counted views of a store in the form that rules read. */
export function toEngineUsage(counted: UsageByTracker, { reader, item, view, isOwn }: MeteredView): Usage {
  const trials: Record<string, readonly CountedView[]> = {};
  const timeTrials: Record<string, number> = {};
  for (const [tracker, views] of Object.entries(counted)) {
    const asCounted = views.map((one) =>
      one.item === item && isOwn(tracker, one.id)
        ? { item: one.item, at: one.at, view }
        : { item: one.item, at: one.at },
    );
    setOwn(trials, tracker, asCounted);
    if (!tracker.startsWith(TIME_TRIAL_PREFIX)) continue;
    const beginnings = views.filter((one) => one.item === '').map(({ at }) => at);
    if (beginnings.length) setOwn(timeTrials, tracker.slice(TIME_TRIAL_PREFIX.length), Math.min(...beginnings));
  }
  return { ...(reader !== null && { reader }), item, view, trials, timeTrials };
}
