/**
 * Tells whether SQLite gives a text back as it was stored. One with U+0000 comes back cut, and half of a surrogate pair as
 * another character: two ids could become one.
 */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
