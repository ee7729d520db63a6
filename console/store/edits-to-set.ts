import type { Edit } from '../../src/edit/edit.js';
import { createEdit } from '../../src/edit/create-edit.js';
import { isSameJson } from '../../src/lib/is-same-json.js';
import { isRecord } from '../../src/lib/is-record.js';
import { readAt } from '../../src/edit/read-member.js';
import { own } from '../../src/lib/own.js';
import { setOwn } from '../../src/lib/set-own.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import { toPointer } from '../../src/lib/to-pointer.js';

/** Places that stay when they are empty: the features of a config, and each test reader, who may be without any member. */
const LEAST_STEPS: Readonly<Record<string, number>> = { features: 2, readers: 3 };

/**
 * Creates the edits that give a place of a config a value, whether its object is there or not: objects on the way that are
 * missing are made, and those that a removal leaves empty are removed with it.
 *
 * @param value - `undefined` removes what is there.
 * @returns None where the place has the value already.
 * @example editsToSet({ version: 1 }, '/jwt/cookie', 'sso') // [{ pointer: '/jwt', after: { cookie: 'sso' } }]
 */
export function editsToSet(config: unknown, pointer: string, value: unknown): Edit[] {
  const steps = splitPointer(pointer);
  const parents = steps.map((_, index) => readAt(config, steps.slice(0, index)));
  const before = readAt(config, steps);
  if (before === value || (value !== undefined && isSameJson(before, value))) return [];
  if (value === undefined) {
    let last = steps.length;
    const least = (own(LEAST_STEPS, steps[0]!) as number | undefined) ?? 1;
    while (last > least && isRecord(parents[last - 1]) && hasOneMember(parents[last - 1])) last--;
    return [createEdit(config, toText(steps.slice(0, last)), undefined)];
  }
  const missing = parents.findIndex((parent) => parent === undefined);
  if (missing < 0) return [createEdit(config, pointer, value)];
  const wrapped = steps.slice(missing).reduceRight<unknown>((inner, name) => {
    const object: Record<string, unknown> = {};
    setOwn(object, name, inner);
    return object;
  }, value);
  return [createEdit(config, toText(steps.slice(0, missing)), wrapped)];
}

function hasOneMember(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 1;
}

function toText(steps: readonly string[]): string {
  return steps.map(toPointer).join('');
}
