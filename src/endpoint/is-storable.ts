/**
 * Tells whether a store gives a text back as it was: SQLite cuts one with U+0000, and UTF-8 has no half of a surrogate pair.
 * Two ids could become one.
 */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
