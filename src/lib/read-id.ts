import { own } from './own.js';

/**
 * Reads an id out of claims.
 *
 * @param name - A claim's name; `undefined` reads nothing.
 * @returns Text that is not empty, a safe integer as text, else `null`. Of other numbers several ids look the same: JSON
 *   gives 2^53 for 2^53 + 1, and `Infinity` for everything above 1e308. Lists and objects are not ids either.
 * @example readId({ sub: 7 }, 'sub') // '7'
 */
export function readId(claims: unknown, name: string | undefined): string | null {
  const value = name === undefined ? undefined : own(claims, name);
  return Number.isSafeInteger(value) || (typeof value === 'string' && value !== '') ? String(value) : null;
}
