import { murmur3 } from '../../lib/murmur3.js';

/**
 * Names the account of a reader with a mapped id: by a hash, so that the id itself is not stored. Whoever knows an id can
 * find its account; nobody reads an id off one.
 *
 * @returns 64 bits in 16 hexadecimal digits.
 */
export function hashReader(foreignUserId: string): string {
  const octets = new TextEncoder().encode(foreignUserId);
  return [0, 1].map((seed) => murmur3(octets, seed).toString(16).padStart(8, '0')).join('');
}
