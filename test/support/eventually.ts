/** A busy machine may need seconds for what takes milliseconds. */
const TIMEOUT_MS = 8000;
const PAUSE_MS = 25;

/**
 * Asks again and again until an answer is true.
 *
 * @throws {Error} (rejects) Where it never is.
 */
export async function eventually(isSo: () => unknown): Promise<void> {
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`never true: ${String(isSo)}`);
}
