import { own } from '../lib/own.js';
import { setOwn } from '../lib/set-own.js';
import type { CountedView, Usage } from '../usage/usage.js';

/** Name of the page view that is decided, in place of its id. */
const THIS_VIEW = 'this page view';

/**
 * Cuts counts to those of some trackers. Articles have numbers in place of their names: which stories a person has read is not
 * part of why they see a wall. The article of this page keeps its name, and every count and moment stays.
 *
 * @param article - The article that this page counts as, as trials write it.
 */
export function cutUsage(usage: Usage, trackers: Iterable<string>, article: string): Usage {
  const { item, view, latest, timeZone } = usage;
  const numbers = new Map<string, string>([[article, article]]);
  const nameOf = (name: string): string => {
    if (!numbers.has(name)) numbers.set(name, `article ${numbers.size}`);
    return numbers.get(name)!;
  };
  const trials: Record<string, readonly CountedView[]> = {};
  const timeTrials: Record<string, number> = {};
  for (const tracker of trackers) {
    const views = own(usage.trials, tracker);
    if (Array.isArray(views))
      setOwn(
        trials,
        tracker,
        (views as readonly CountedView[]).map((one) => ({
          item: nameOf(String(one.item)),
          at: one.at,
          ...(view !== undefined && one.view === view && { view: THIS_VIEW }),
        })),
      );
    const start = own(usage.timeTrials, tracker);
    if (start !== undefined) setOwn(timeTrials, tracker, start as number);
  }
  return {
    ...(item !== undefined && { item }),
    ...(view !== undefined && { view: THIS_VIEW }),
    ...(latest !== undefined && { latest }),
    ...(timeZone !== undefined && { timeZone }),
    trials,
    timeTrials,
  };
}
