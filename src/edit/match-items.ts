import { isRecord } from '../lib/is-record.js';
import { isSameJson } from '../lib/is-same-json.js';
import { writeCompactly } from './write-compactly.js';

/** Members by which a config names the items of its lists, such as offers, groups, fields and keys. */
const NAMING_MEMBERS = ['id', 'name', 'kid', 'value'];

/**
 * Finds the items of a list again after it has changed: equal ones, then those of one id, then what is in the same gap
 * between them.
 *
 * @returns For each item its position before, each at most once; -1 for a new item.
 * @example matchItems([{ id: 'a', weight: 1 }, 'b'], ['c', 'b', { id: 'a', weight: 2 }]) // [-1, 1, 0]
 */
export function matchItems(before: readonly unknown[], after: readonly unknown[]): number[] {
  const matches = after.map(() => -1);
  let begin = 0;
  while (begin < before.length && begin < after.length && isSameJson(before[begin], after[begin])) {
    matches[begin] = begin;
    begin++;
  }
  let end = 0;
  const most = Math.min(before.length, after.length) - begin;
  while (end < most && isSameJson(before.at(-1 - end), after.at(-1 - end))) {
    end++;
    matches[after.length - end] = before.length - end;
  }
  const free = new Set(before.slice(begin, before.length - end).map((_, at) => begin + at));
  const open = after.slice(begin, after.length - end).map((_, at) => begin + at);
  for (const keyOf of [writeCompactly, nameOf]) {
    const places = groupByKey([...free], (at) => keyOf(before[at]));
    for (const at of open) {
      if (matches[at] !== -1) continue;
      const key = keyOf(after[at]);
      const match = key === null ? undefined : places.get(key)?.shift();
      if (match === undefined) continue;
      matches[at] = match;
      free.delete(match);
    }
  }
  for (const at of open) {
    if (matches[at] !== -1) continue;
    const next = at === 0 ? 0 : matches[at - 1]! + 1;
    // Behind a new item there is no gap to be in.
    if ((at === 0 || matches[at - 1] !== -1) && free.delete(next)) matches[at] = next;
  }
  return matches;
}

function groupByKey(places: readonly number[], keyOf: (at: number) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const at of places) {
    const key = keyOf(at);
    if (key === null) continue;
    const group = groups.get(key) ?? [];
    group.push(at);
    groups.set(key, group);
  }
  return groups;
}

/** The id of an item, with the member that it is in; `null` if it has none. */
export function nameOf(item: unknown): string | null {
  if (!isRecord(item)) return null;
  for (const member of NAMING_MEMBERS) {
    const name = Object.hasOwn(item, member) ? item[member] : undefined;
    if (typeof name === 'string' || typeof name === 'number') return `${member} ${name}`;
  }
  return null;
}
