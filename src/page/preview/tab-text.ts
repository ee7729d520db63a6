/** Reads what is stored in `sessionStorage`; `null` where there is nothing, and where storage is blocked. */
export function readTab(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Stores a text in `sessionStorage`, or removes it. Where storage is blocked or full, a preview lasts until the next page. */
export function writeTab(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Blocked or full.
  }
}
