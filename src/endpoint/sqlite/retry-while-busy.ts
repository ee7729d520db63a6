import { setTimeout as wait } from 'node:timers/promises';
import { isBusy } from './sqlite-errors.js';

/** Pause between two tries, in ms. */
const RETRY_DELAY_MS = 10;

/**
 * Tries something again while another process holds the lock of the file, without waiting in the thread.
 *
 * @param timeout - After how many milliseconds it rejects with the last error.
 */
export async function retryWhileBusy<Result>(use: () => Result, timeout: number): Promise<Result> {
  for (const until = performance.now() + timeout; ;) {
    try {
      return use();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await wait(RETRY_DELAY_MS);
    }
  }
}
