import { parsePath } from './parse-path.js';

/**
 * Reads an id out of claims.
 *
 * @param path - A claim's name or a JSONPath; `undefined` reads nothing.
 * @returns Text that is not empty, a number as text, else `null`: a list or an object is nobody's id.
 */
export function readId(claims: unknown, path: string | undefined): string | null {
  const value = path === undefined ? undefined : parsePath(path)?.(claims);
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;
}
