import { own } from '../lib/own.js';
import { splitPointer } from '../lib/split-pointer.js';

/**
 * Sorts items by their pointers into the order of a config: an object before its members, members in their order, and missing
 * members last.
 *
 * @param config - The value that the pointers refer to.
 */
export function sortByPlace<Item extends { readonly pointer: string }>(
  items: readonly Item[],
  config: unknown,
): Item[] {
  const ranks = new Map<object, Map<string, number>>();
  const rankOf = (parent: unknown, name: string): number => {
    if (typeof parent !== 'object' || parent === null) return 0;
    const members = ranks.get(parent) ?? new Map(Object.keys(parent).map((key, index) => [key, index]));
    ranks.set(parent, members);
    return members.get(name) ?? members.size;
  };
  const placeOf = (pointer: string): number[] => {
    let value = config;
    return splitPointer(pointer).map((name) => {
      const rank = rankOf(value, name);
      value = own(value, name);
      return rank;
    });
  };
  return items
    .map((item) => ({ item, place: placeOf(item.pointer) }))
    .sort((one, other) => compare(one.place, other.place))
    .map(({ item }) => item);
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((rank, index) => rank !== other[index]);
  return at < 0 ? one.length - other.length : one[at]! - (other[at] ?? -1);
}
