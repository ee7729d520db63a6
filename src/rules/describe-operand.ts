/**
 * Puts the reader's own data into words, for debugging. What the site's own code handed in may be of a kind that JSON does
 * not have, and reading it may throw.
 */
export function describeOperand(read: () => unknown): string {
  try {
    const operand = read();
    return operand === undefined ? 'missing' : (JSON.stringify(operand) ?? 'unwritable');
  } catch {
    return 'unwritable';
  }
}
