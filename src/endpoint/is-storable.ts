/**
 * Tells whether every store returns a text unchanged. SQLite ends a text at U+0000, and UTF-8 cannot hold half of a
 * surrogate pair, so two such ids could become one.
 */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
