import { waitUntil } from '@open-wc/testing';

/** A busy machine may need seconds for what takes milliseconds; a test of a component has ten. */
const TIMEOUT_MS = 8000;

/**
 * Waits in a browser until something is so. The library's own wait gives up after a second, which is a moment on a busy machine.
 *
 * @param says - The sentence of the error where it never is.
 */
export const until = (isSo: () => unknown, says?: string): Promise<void> =>
  waitUntil(isSo, says, { timeout: TIMEOUT_MS });
