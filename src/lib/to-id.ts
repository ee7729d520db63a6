/**
 * Makes an id of a claim's value.
 *
 * @returns Text that is not empty, a safe integer as text, else `null`. Of other numbers several ids look the same: JSON
 *   gives 2^53 for 2^53 + 1, and `Infinity` for everything above 1e308. Lists and objects are not ids either.
 * @example toId(7) // '7'
 */
export function toId(value: unknown): string | null {
  return Number.isSafeInteger(value) || (typeof value === 'string' && value !== '') ? String(value) : null;
}
