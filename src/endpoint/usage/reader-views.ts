import { own } from '../../lib/own.js';
import { MAX_REMEMBERED_IDS, VIEW_ID_MEMORY_MS } from '../limits.js';
import type { SpendOptions, SpendResult, TrackedView, Variant } from '../store.js';
import { carryOver } from './carry-over.js';
import { countView, type StoredView } from './count-view.js';
import { findRoom, measureViews } from './measure-views.js';
import { keepLastSpend, LAST_SPEND_TRACKER, placeAfter, readLastSpend } from './last-spend.js';

/** Views of one reader, by tracker. Those that no window needs any more are first in each list: their ids still count. */
export type ReaderViews = ReadonlyMap<string, readonly StoredView[]>;

/** A list of views by the name of its tracker. */
export type TrackerViews = readonly [tracker: string, views: readonly StoredView[]];

/** Forgets the views that no window needs and no page sends again. Gives the same object where it forgets nothing. */
export function forgetViews(views: ReaderViews, now: number): ReaderViews {
  const left = [...views].map(([tracker, all]): TrackerViews => {
    const [over, needed] = splitViews(all, now);
    const remembered = over
      .filter(({ until }) => tracker !== LAST_SPEND_TRACKER && until! > now - VIEW_ID_MEMORY_MS)
      .slice(-MAX_REMEMBERED_IDS);
    return [tracker, remembered.length < over.length ? [...remembered, ...needed] : all];
  });
  if (left.every(([tracker, all]) => all === views.get(tracker))) return views;
  return new Map(left.filter(([, all]) => all.length));
}

/**
 * Counts views of one reader up to the limits of trials, as `UsageStore.spend` does, for stores that hold all views of a reader
 * together.
 *
 * @param now - Milliseconds since 1970.
 * @returns The new views, the same object where nothing changed, and the refused ids.
 */
export function spendViews(
  views: ReaderViews,
  spends: readonly TrackedView[],
  variants: Readonly<Record<string, readonly Variant[]>>,
  { isCarried = false }: SpendOptions,
  now: number,
): SpendResult & { readonly views: ReaderViews } {
  const changed = new Map<string, readonly StoredView[]>();
  const lastSpend = isCarried ? -Infinity : readLastSpend(views.get(LAST_SPEND_TRACKER), now);
  const used: Variant[] = [];
  const refused: string[] = [];
  let room = findRoom(views.values());
  for (const spend of spends) {
    const { tracker, id } = spend;
    const known = changed.get(tracker) ?? views.get(tracker) ?? [];
    // A view that was counted in a window that is over, and that the page sends again.
    if (known.some((view) => view.id === id)) continue;
    const ofTracker = (own(variants, tracker) ?? []) as readonly Variant[];
    used.push(...ofTracker);
    const [over, before] = splitViews(known, now);
    const counted = countView(before, placeAfter(spend, lastSpend, ofTracker), ofTracker, room);
    if (counted.isRefused) refused.push(id);
    if (counted.views === before) continue;
    room += measureViews(before) - measureViews(counted.views);
    changed.set(tracker, [...over, ...counted.views]);
  }
  const kept = keepLastSpend(views.get(LAST_SPEND_TRACKER), used, now);
  if (kept) changed.set(LAST_SPEND_TRACKER, [kept]);
  return { refused, views: changed.size ? new Map([...views, ...changed]) : views };
}

/** Adds the views of another reader, each id once, over any limit. */
export function carryViews(views: ReaderViews, others: readonly TrackerViews[], now: number): ReaderViews {
  const merged = new Map(views);
  for (const [tracker, added] of others) {
    const [over, before] = splitViews(merged.get(tracker) ?? [], now);
    merged.set(tracker, [...over, ...carryOver(before, added, findRoom(merged.values()))]);
  }
  return merged;
}

/** Gives the views that a window needs, by tracker. */
export function countedViews(views: ReaderViews, now: number): TrackerViews[] {
  return [...views]
    .filter(([tracker]) => tracker !== LAST_SPEND_TRACKER)
    .map(([tracker, all]) => [tracker, splitViews(all, now)[1]]);
}

/** Splits views into those that no window needs any more, and the others. */
function splitViews(
  views: readonly StoredView[],
  now: number,
): [over: readonly StoredView[], needed: readonly StoredView[]] {
  const isNeeded = ({ until }: StoredView): boolean => until === null || until > now;
  return views.every(isNeeded) ? [[], views] : [views.filter((view) => !isNeeded(view)), views.filter(isNeeded)];
}
