import { ignore } from './ignore.js';

/**
 * Waits for work, but not without end.
 *
 * @param ms - Time limit in milliseconds.
 * @param what - Name of the file or the answer, for the message.
 * @param onLate - Called when the work is done after all.
 * @throws {Error} (rejects) When the limit is over, and whatever the work rejects with.
 */
export function within<Result>(ms: number, what: string, work: Promise<Result>, onLate?: () => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${what} did not arrive within ${ms} ms`));
      work.then(onLate, ignore);
    }, ms);
    void work.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
