import { NODE_TYPES } from '../config/known-names.js';
import { isRecord } from '../lib/is-record.js';
import { toPointer } from '../lib/to-pointer.js';
import type { Edit } from './edit.js';
import { placeOf, withIndex } from './create-edit.js';
import { isSameJson } from '../lib/is-same-json.js';
import { matchItems } from './match-items.js';

/** Two values of one place. */
interface Pair {
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Finds the edits that turn one config into another: no more than differs, in the order of the config. Items of lists are
 * found again by their ids; a node or an outcome that became something else is replaced as a whole. The order of an
 * object's members is not compared.
 *
 * Works with a list instead of recursion, so the configs may be nested to any depth.
 *
 * @example editsBetween({ limit: 3 }, { limit: 5 }) // [{ pointer: '/limit', before: 3, after: 5 }]
 */
export function editsBetween(before: unknown, after: unknown): Edit[] {
  const edits: Edit[] = [];
  const open: Pair[] = [{ pointer: '', before, after }];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    if (Object.is(pair.before, pair.after)) continue;
    if (Array.isArray(pair.before) && Array.isArray(pair.after)) {
      if (!isSameJson(pair.before, pair.after))
        open.push(...compareLists(pair.pointer, pair.before, pair.after, edits).reverse());
    } else if (isRecord(pair.before) && isRecord(pair.after) && isOneThing(pair.before, pair.after)) {
      open.push(...compareObjects(pair.pointer, pair.before, pair.after, edits).reverse());
    } else if (!isSameJson(pair.before, pair.after)) {
      edits.push(pair);
    }
  }
  return edits;
}

/** Whether an object is still the same thing with other members. */
export function isOneThing(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): boolean {
  const [was, is] = [kindOf(before), kindOf(after)];
  if (was !== is) return false;
  // A node of another type may ask something else at the same place; a component of another type is another component.
  return was !== 'component' || before['type'] === after['type'];
}

/** The kind of an object of a rule: `node`, `component`, `start` of a graph, `content` of an outcome, `exit` of a sub rule, or `other`. */
export function kindOf(value: Readonly<Record<string, unknown>>): string {
  const has = (name: string): boolean => Object.hasOwn(value, name);
  // A node whose exits are open, as while a rule is built, is one by its type.
  if (has('type')) return ['yes', 'no', 'exits'].some(has) || isNodeType(value['type']) ? 'node' : 'component';
  return ['start', 'content', 'exit'].find(has) ?? 'other';
}

function isNodeType(type: unknown): boolean {
  return (NODE_TYPES as readonly unknown[]).includes(type);
}

/** Adds the edits of the object itself, and returns the members that are to be compared. */
function compareObjects(
  pointer: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  edits: Edit[],
): Pair[] {
  // From the end, so that each knows its place among all.
  for (const name of Object.keys(before).reverse()) {
    if (Object.hasOwn(after, name)) continue;
    edits.push({ pointer: pointer + toPointer(name), before: before[name], ...withIndex(placeOf(before, name)) });
  }
  const names = Object.keys(after);
  const lastKept = names.findLastIndex((name) => Object.hasOwn(before, name));
  names.forEach((name, at) => {
    if (Object.hasOwn(before, name)) return;
    const index = at > lastKept ? undefined : at;
    edits.push({ pointer: pointer + toPointer(name), after: after[name], ...withIndex(index) });
  });
  return names
    .filter((name) => Object.hasOwn(before, name))
    .map((name) => ({ pointer: pointer + toPointer(name), before: before[name], after: after[name] }));
}

/** Adds the edits of the list itself, and returns the items that are to be compared. */
function compareLists(pointer: string, before: unknown[], after: unknown[], edits: Edit[]): Pair[] {
  const matches = matchItems(before, after);
  const staying = findLongestRise(matches);
  const kept = new Set(staying.map((at) => matches[at]!));
  for (let at = before.length - 1; at >= 0; at--) {
    if (!kept.has(at)) edits.push({ pointer: `${pointer}/${at}`, before: before[at] });
  }
  const stays = new Set(staying);
  after.forEach((item, at) => {
    if (!stays.has(at)) edits.push({ pointer: `${pointer}/${at}`, after: item });
  });
  return staying.map((at) => ({ pointer: `${pointer}/${at}`, before: before[matches[at]!], after: after[at] }));
}

/**
 * Finds the most items whose order has not changed: a longest rising run of numbers, gaps allowed.
 *
 * @param matches - Numbers from 0, each at most once; -1 is not looked at.
 * @returns Their places.
 */
function findLongestRise(matches: readonly number[]): number[] {
  /** By length: the place of the run's last number, which is the smallest one possible. */
  const ends: number[] = [];
  const previous = matches.map(() => -1);
  matches.forEach((match, at) => {
    if (match < 0) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (matches[ends[middle]!]! < match) low = middle + 1;
      else high = middle;
    }
    previous[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  });
  const rise: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) rise.push(at);
  return rise.reverse();
}
