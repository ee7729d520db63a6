/** Where the ledger is kept, and the name of the lock that tabs take turns by. */
export const KEY = 'zephr-usage';

/** Reads what is stored; `null` where there is nothing, and where storage is blocked. */
export function readStored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * Stores a text, or takes it away.
 *
 * @returns Whether it is stored: storage may be blocked or full.
 */
export function writeStored(text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}

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
