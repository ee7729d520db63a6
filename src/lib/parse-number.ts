/** One way to read each text, so that matching is linear in its length. */
const NUMERIC = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** Longest text that can be a number: more than any double needs. Longer texts are not looked at. */
export const MAX_NUMBER_CHARACTERS = 64;

/** A number, or short text that is one in decimal notation; `NaN` for anything else (`""`, `"0x10"`, `true`). */
export function parseNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.length <= MAX_NUMBER_CHARACTERS && NUMERIC.test(value)
    ? Number(value)
    : NaN;
}
