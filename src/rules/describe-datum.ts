/**
 * Puts the reader's own data into words, for debugging. What the site's own code handed in may be of a kind that JSON does
 * not have.
 */
export function describeDatum(datum: unknown): string {
  if (datum === undefined) return 'missing';
  try {
    return JSON.stringify(datum) ?? 'unwritable';
  } catch {
    return 'unwritable';
  }
}
