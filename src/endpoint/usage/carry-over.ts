import { MAX_VIEWS_PER_TRACKER } from '../limits.js';
import type { CountedView } from '../store.js';
import { measureViews } from './measure-views.js';
import { sortViews } from './sort-views.js';

/**
 * Adds the views of an anonymous reader to those of the reader who signed in: each id once, over any limit of a trial.
 *
 * Above `MAX_VIEWS_PER_TRACKER` it drops views whose item is read again later first, then the earliest ones, so that no trial
 * of unique articles counts fewer articles than before. The earliest view of all stays: a time trial began with it.
 *
 * @param own - Views of the reader under one tracker.
 * @param others - Views of the anonymous reader under the same tracker.
 * @param room - Characters that are left of `MAX_READER_CHARACTERS`; views for which there is no room are left out.
 * @returns All of them, sorted.
 */
export function carryOver<View extends CountedView>(
  own: readonly View[],
  others: readonly View[],
  room: number,
): readonly View[] {
  const known = new Set(own.map(({ id }) => id));
  let left = room;
  const added = others.filter((view) => !known.has(view.id) && (left -= measureViews([view])) >= 0);
  const all = sortViews([...own, ...added]);
  let surplus = all.length - MAX_VIEWS_PER_TRACKER;
  if (surplus <= 0) return all;
  const latest = new Map(all.map((view) => [view.item, view]));
  const [first, ...rest] = all;
  const kept = rest.filter((view) => latest.get(view.item) === view || surplus-- <= 0);
  return [first!, ...kept.slice(1 - MAX_VIEWS_PER_TRACKER)];
}
