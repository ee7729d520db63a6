import { StoreError } from '../store-error.js';
import type { StoredView } from '../usage/count-view.js';
import type { ReaderViews } from '../usage/reader-views.js';

/** A view in a text: `[id, item, at, until]`, where 0 is never. */
type ViewTuple = readonly [id: string, item: string, at: number, until: number];

/** Writes the views of a reader as JSON: a list of `[tracker, views]`. It has no U+0000 and no half of a surrogate pair. */
export function writeViews(views: ReaderViews): string {
  const lists = [...views].map(([tracker, all]) => [
    tracker,
    all.map(({ id, item, at, until }): ViewTuple => [id, item, at, until ?? 0]),
  ]);
  return JSON.stringify(lists);
}

/**
 * Reads what `writeViews` wrote.
 *
 * @throws {StoreError} `store-failed` for another text. Its message does not quote it.
 */
export function readViews(text: string | null): ReaderViews {
  if (text === null) return new Map();
  try {
    const lists = JSON.parse(text) as (readonly [string, readonly ViewTuple[]])[];
    return new Map(lists.map(([tracker, all]) => [tracker, all.map(toView)]));
  } catch {
    throw new StoreError('store-failed', 'The store holds a text under the key of a reader that it has not written.');
  }
}

function toView([id, item, at, until]: ViewTuple): StoredView {
  return { id, item, at, until: until || null };
}
