import { own } from './own.js';

/**
 * Reads an id out of claims.
 *
 * @param name - A claim's name; `undefined` reads nothing.
 * @returns Text that is not empty, a number as text, else `null`: a list or an object is not an id.
 */
export function readId(claims: unknown, name: string | undefined): string | null {
  const value = name === undefined ? undefined : own(claims, name);
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;
}
