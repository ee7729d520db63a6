import { murmur3 } from '../../lib/murmur3.js';

/**
 * Names the account of a reader with a mapped id. The name is a hash, so that the id itself is not stored: with an id one
 * can find its account, but an account does not reveal the id.
 *
 * @returns 64 bits as 16 hexadecimal digits.
 */
export function hashReader(foreignUserId: string): string {
  const octets = new TextEncoder().encode(foreignUserId);
  return [0, 1].map((seed) => murmur3(octets, seed).toString(16).padStart(8, '0')).join('');
}
