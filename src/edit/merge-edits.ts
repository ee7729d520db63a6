import { isRecord } from '../lib/is-record.js';
import { isSameJson } from '../lib/is-same-json.js';
import { setOwn } from '../lib/set-own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { toPointer } from '../lib/to-pointer.js';
import { applyEdits } from './apply-edits.js';
import type { Edit } from './edit.js';
import { editsBetween, isOneThing } from './edits-between.js';
import { MAX_MERGED_LEVELS } from './limits.js';
import { nameOf } from './match-items.js';
import { readAt } from './read-member.js';

/** A place that both sides changed, each in another way. Missing members: there was, or is, nothing. */
export interface MergeConflict {
  readonly pointer: string;
  readonly base?: unknown;
  readonly mine?: unknown;
  readonly theirs?: unknown;
}

/** The result of a merge. */
export interface MergedEdits {
  /** Edits of mine that apply to the config with their edits. Places of conflicts stay as theirs. */
  readonly edits: readonly Edit[];
  readonly conflicts: readonly MergeConflict[];
}

/** Three values of one place; `undefined` where nothing is. */
interface Triple {
  readonly pointer: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * Merges two lists of edits of one config by the places that they change. Items of lists are compared by their ids.
 *
 * @param base - The config that both lists are for.
 * @returns The edits that bring mine into the config with theirs, and the places where both want something else.
 * @throws {EditError} If an edit does not apply to the base.
 */
export function mergeEdits(base: unknown, mine: readonly Edit[], theirs: readonly Edit[]): MergedEdits {
  const [ours, others] = [applyEdits(base, mine), applyEdits(base, theirs)];
  const conflicts: MergeConflict[] = [];
  const merged = mergeValues({ pointer: '', base, mine: ours, theirs: others }, conflicts);
  return { edits: editsBetween(others, merged), conflicts };
}

/** The edit that gives a place of a conflict the value of mine, in the config with theirs and the merged edits. */
export function keepMine(config: unknown, { pointer, mine }: MergeConflict): Edit {
  const theirs = readAt(config, splitPointer(pointer));
  return {
    pointer,
    ...(theirs === undefined ? {} : { before: theirs }),
    ...(mine === undefined ? {} : { after: mine }),
  };
}

/** Merges values. Where they cannot be merged the result is theirs, and a conflict is added. */
function mergeValues(triple: Triple, conflicts: MergeConflict[]): unknown {
  const { base, mine, theirs } = triple;
  if (Object.is(base, mine) || isSameJson(mine, theirs) || isSameJson(base, mine)) return theirs;
  if (isSameJson(base, theirs)) return mine;
  const canMerge = splitPointer(triple.pointer).length < MAX_MERGED_LEVELS;
  if (
    canMerge &&
    isRecord(base) &&
    isRecord(mine) &&
    isRecord(theirs) &&
    isOneThing(base, mine) &&
    isOneThing(base, theirs)
  ) {
    return mergeObjects(triple, base, mine, theirs, conflicts);
  }
  if (canMerge && Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    const merged = mergeLists(triple.pointer, [base, mine, theirs], conflicts);
    if (merged) return merged;
  }
  conflicts.push(describeConflict(triple));
  return theirs;
}

function describeConflict({ pointer, base, mine, theirs }: Triple): MergeConflict {
  return {
    pointer,
    ...(base === undefined ? {} : { base }),
    ...(mine === undefined ? {} : { mine }),
    ...(theirs === undefined ? {} : { theirs }),
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

function mergeObjects(
  { pointer }: Triple,
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  conflicts: MergeConflict[],
): JsonObject {
  const merged: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const read = (side: JsonObject): unknown => (Object.hasOwn(side, name) ? side[name] : undefined);
    const triple = { pointer: pointer + toPointer(name), base: read(base), mine: read(mine), theirs: read(theirs) };
    const value = mergeValues(triple, conflicts);
    if (value !== undefined) setOwn(merged, name, value);
  }
  return merged;
}

/** Merges lists whose items have ids or are texts, each once; `null` for others, and where both sides change the order. */
function mergeLists(
  pointer: string,
  [base, mine, theirs]: readonly [unknown[], unknown[], unknown[]],
  conflicts: MergeConflict[],
): unknown[] | null {
  const sides = [base, mine, theirs].map(nameItems);
  const [old, ours, others] = sides;
  if (!old || !ours || !others) return null;
  const orders = [ours, others].map((side) => [...side.keys()].filter((key) => old.has(key)));
  const kept = [...old.keys()].filter((key) => ours.has(key) && others.has(key));
  const isMoved = orders.map((order) => order.filter((key) => kept.includes(key)).some((key, at) => key !== kept[at]));
  if (isMoved[0] && isMoved[1]) return null;
  const [first, second] = isMoved[0] ? [ours, others] : [others, ours];
  const keys = insertKeys([...first.keys()], [...second.keys()]);
  const merged: unknown[] = [];
  for (const key of keys) {
    const triple = {
      pointer: `${pointer}/${merged.length}`,
      base: old.get(key),
      mine: ours.get(key),
      theirs: others.get(key),
    };
    const found: MergeConflict[] = [];
    const value = mergeValues(triple, found);
    // An item that one side removed and the other changed has no place of its own.
    if (found.length > 0 && (triple.mine === undefined || triple.theirs === undefined)) return null;
    conflicts.push(...found);
    if (value !== undefined) merged.push(value);
  }
  return merged;
}

/** Items by their names; `null` where one has none, or two have the same. */
function nameItems(items: readonly unknown[]): Map<string, unknown> | null {
  const named = new Map<string, unknown>();
  for (const item of items) {
    const key = typeof item === 'object' ? nameOf(item) : JSON.stringify(item);
    if (key === null || named.has(key)) return null;
    named.set(key, item);
  }
  return named;
}

/** Puts the keys that only the second list has behind those that they are behind there. */
function insertKeys(first: readonly string[], second: readonly string[]): string[] {
  const keys = [...first];
  second.forEach((key, at) => {
    if (keys.includes(key)) return;
    const previous = at === 0 ? -1 : keys.indexOf(second[at - 1]!);
    keys.splice(previous + 1, 0, key);
  });
  return keys;
}
