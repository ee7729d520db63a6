/** Reads what is stored in `localStorage`; `null` where there is nothing, and where storage is blocked. */
export function readLocal(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * Stores a text in `localStorage`, or takes it away.
 *
 * @returns Whether it is done: storage may be blocked or full.
 */
export function writeLocal(key: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    return false;
  }
  return true;
}
