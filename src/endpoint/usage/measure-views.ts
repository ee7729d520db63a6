import { MAX_READER_CHARACTERS, VIEW_OVERHEAD_CHARACTERS } from '../limits.js';
import type { CountedView } from '../store.js';

/** Gives the characters that a store keeps for some views (`MAX_READER_CHARACTERS`). */
export function measureViews(views: readonly Pick<CountedView, 'id' | 'item'>[]): number {
  return views.reduce((sum, { id, item }) => sum + id.length + item.length + VIEW_OVERHEAD_CHARACTERS, 0);
}

/** Gives the characters that are left for further views of a reader who has these lists. */
export function findRoom(lists: Iterable<readonly CountedView[]>): number {
  return [...lists].reduce((room, views) => room - measureViews(views), MAX_READER_CHARACTERS);
}
