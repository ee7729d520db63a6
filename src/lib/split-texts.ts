/**
 * Splits a text, and each text of a list, into its parts. Values that are not texts stay. Empty parts do not count.
 *
 * @returns The parts of all, in order; `undefined` for `undefined`.
 * @example splitTexts('openid articles:read', ' ') // ['openid', 'articles:read']
 */
export function splitTexts(value: unknown, separator: string): unknown[] | undefined {
  if (value === undefined) return undefined;
  const split = (item: unknown): unknown => (typeof item === 'string' ? item.split(separator).filter(Boolean) : [item]);
  return [value].flat().flatMap(split);
}
