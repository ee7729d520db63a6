import type { CountedView } from '../store.js';

/** Sorts views from the earliest to the latest; views of one moment by id, so that all stores give the same order. */
export function sortViews<View extends CountedView>(views: readonly View[]): View[] {
  return views.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
}
