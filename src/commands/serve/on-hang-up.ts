/**
 * Calls a function at each SIGHUP. A command in a terminal gets that signal when the terminal is closed, and ends by it as
 * any other.
 *
 * @returns A function that ends it.
 */
export function onHangUp(report: () => void): () => void {
  if (process.stdout.isTTY || process.stderr.isTTY) return () => {};
  process.on('SIGHUP', report);
  return () => process.off('SIGHUP', report);
}
