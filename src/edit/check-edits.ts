import { isRecord } from '../lib/is-record.js';
import { type Edit, EditError } from './edit.js';
import { MAX_EDITS, MAX_VALUE_LEVELS } from './limits.js';

/** A JSON pointer (RFC 6901, section 3): `~` is written `~0`, and a slash in a name `~1`. */
const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;

/**
 * Checks edits that come from outside: from a file, a link or another process.
 *
 * @param value - Anything at all.
 * @returns The same edits, without members that an edit does not have.
 * @throws {EditError} `edit-malformed` or `edit-too-large`.
 */
export function checkEdits(value: unknown): Edit[] {
  const whole = { pointer: '', position: null };
  if (!Array.isArray(value)) throw new EditError('edit-malformed', whole, 'edits must be a list.');
  if (value.length > MAX_EDITS)
    throw new EditError('edit-too-large', whole, `at most ${MAX_EDITS} edits are taken at once, not ${value.length}.`);
  return value.map(checkEdit);
}

function checkEdit(value: unknown, position: number): Edit {
  const { pointer, before, after, index } = isRecord(value) ? value : {};
  const place = { pointer: typeof pointer === 'string' ? pointer : '', position };
  const refuse = (detail: string): never => {
    throw new EditError('edit-malformed', place, `edit ${position}: ${detail}`);
  };
  if (typeof pointer !== 'string' || !POINTER.test(pointer)) return refuse('"pointer" must be a JSON pointer.');
  if (before === undefined && after === undefined) return refuse('"before", "after" or both are needed.');
  if (index !== undefined && !(Number.isSafeInteger(index) && (index as number) >= 0))
    return refuse('"index" must be a whole number from 0.');
  if (isNestedTooDeeply([before, after]))
    throw new EditError('edit-too-large', place, `a value has more than ${MAX_VALUE_LEVELS} levels.`);
  return {
    pointer,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(index === undefined ? {} : { index: index as number }),
  };
}

function isNestedTooDeeply(values: readonly unknown[]): boolean {
  const isFull = (value: unknown): value is object => typeof value === 'object' && value !== null;
  let level = values.filter(isFull);
  for (let levels = 0; level.length > 0; levels++) {
    if (levels > MAX_VALUE_LEVELS) return true;
    level = level.flatMap((value) => Object.values(value).filter(isFull));
  }
  return false;
}
