/**
 * Puts an operand into words for debugging: the reader's own data.
 *
 * @param read - Reads the operand. Data from the site's own code may throw when they are read.
 * @returns JSON; `missing` for `undefined`; `unwritable` for what JSON cannot write and for what throws.
 */
export function describeOperand(read: () => unknown): string {
  try {
    const operand = read();
    return operand === undefined ? 'missing' : (JSON.stringify(operand) ?? 'unwritable');
  } catch {
    return 'unwritable';
  }
}
