import { findValue } from './find-value.js';
import { own } from './own.js';

/**
 * Collects what the members of one name hold, at any depth of a value.
 *
 * @returns Each value once; `undefined` among them where an object has no such member.
 * @example collectMembers({ features: { a: { type: 'trial' } } }, 'type') // Set { undefined, 'trial' }
 */
export function collectMembers(root: unknown, name: string): Set<unknown> {
  const found = new Set<unknown>();
  findValue(root, (value) => void found.add(own(value, name)));
  return found;
}
