/**
 * Puts the reader's own data into words, for debugging. What the site's own code handed in may be of a kind that JSON does
 * not have, and reading it may throw.
 */
export function describeDatum(read: () => unknown): string {
  try {
    const datum = read();
    return datum === undefined ? 'missing' : (JSON.stringify(datum) ?? 'unwritable');
  } catch {
    return 'unwritable';
  }
}
