import { isRecord } from '../lib/is-record.js';
import { splitPointer } from '../lib/split-pointer.js';
import type { Edit } from './edit.js';
import { readAt, readMember } from './read-member.js';

/**
 * Creates the edit that gives a place of a config a value.
 *
 * @param config - The config that the edit is for: `before` and the place of a removed member are read from it.
 * @param after - The new value; `undefined` removes what is there.
 * @param index - Where a new member goes among the others. Default: to the end.
 * @example createEdit(config, '/features/articles/title', 'Articles')
 */
export function createEdit(config: unknown, pointer: string, after: unknown, index?: number): Edit {
  const steps = splitPointer(pointer);
  const before = readAt(config, steps);
  const last = steps.pop() ?? '';
  const parent = readAt(config, steps);
  const place = before === undefined ? index : after === undefined ? placeOf(parent, last) : undefined;
  return {
    pointer,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(place === undefined ? {} : { index: place }),
  };
}

/** Creates the edit that puts an item into a list. */
export function createInsertion(pointer: string, after: unknown): Edit {
  return { pointer, after };
}

/**
 * Creates the edits that move a member or an item: to another name, another object or list, or another position.
 *
 * @param to - The pointer that it has afterwards.
 * @param index - Where a member goes among the others. Default: a member that is only renamed keeps its place, others go
 *   to the end.
 */
export function createMove(config: unknown, from: string, to: string, index?: number): Edit[] {
  const steps = splitPointer(from);
  const value = readAt(config, steps);
  const name = steps.pop() ?? '';
  const parent = readAt(config, steps);
  const isRenamed = isRecord(parent) && from.slice(0, from.lastIndexOf('/')) === to.slice(0, to.lastIndexOf('/'));
  const place = index ?? (isRenamed ? placeOf(parent, name) : undefined);
  const removal: Edit = { pointer: from, before: value, ...withIndex(placeOf(parent, name)) };
  return [removal, { pointer: to, after: value, ...withIndex(place) }];
}

/** Position of a member among those of its object; `undefined` for items and for the last member. */
export function placeOf(parent: unknown, name: string): number | undefined {
  if (!isRecord(parent) || readMember(parent, name) === undefined) return undefined;
  const names = Object.keys(parent);
  const place = names.indexOf(name);
  return place === names.length - 1 ? undefined : place;
}

/** The member `index` of an edit, if there is one. */
export function withIndex(index: number | undefined): Pick<Edit, 'index'> {
  return index === undefined ? {} : { index };
}
