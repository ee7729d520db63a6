import { sleep } from './sleep.js';

/**
 * Waits for work, but not for ever.
 *
 * @param ms - Time limit in milliseconds. The work goes on after it.
 * @throws {Error} (rejects) When the limit is over, and whatever the work rejects with.
 */
export function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  return Promise.race([
    work,
    sleep(ms).then((): never => {
      throw new Error(`no answer within ${ms} ms`);
    }),
  ]);
}
