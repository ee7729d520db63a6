import { isRecord } from './is-record.js';
import { own } from './own.js';

/**
 * Returns whether two values are the same JSON, whatever the order of members. The first may be nested as deeply as files
 * are that are read (`MOST_LEVELS`); the second is followed no further.
 */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item: unknown, index) => isSameJson(item, (other as unknown[])[index]))
    );
  }
  if (!isRecord(one)) return Object.is(one, other);
  return (
    isRecord(other) &&
    Object.keys(one).length === Object.keys(other).length &&
    Object.keys(one).every((name) => Object.hasOwn(other, name) && isSameJson(own(one, name), own(other, name)))
  );
}
