/** Where the ledger is kept, and the name of the lock that tabs take turns by. */
export const KEY = 'zephr-usage';

/**
 * Does something while no other tab does the like. Where there are no Web Locks (plain http, old browsers, frames without
 * an origin) it is done at once.
 *
 * @see https://www.w3.org/TR/web-locks/
 */
export async function takeTurns(work: () => void): Promise<void> {
  try {
    await navigator.locks.request(KEY, work);
  } catch {
    work();
  }
}
