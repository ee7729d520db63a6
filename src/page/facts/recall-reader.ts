import { DAY_MS } from '../../lib/day.js';
import { isPrerendering } from '../browser.js';
import type { Permission } from '../ledger/ledger-store.js';
import { RECOGNISED_KEY } from '../storage-keys.js';
import { RECOGNISED_DAYS } from './limits.js';

/** The circumstances in which a reader is remembered. */
export interface RecallSettings {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the token names the reader now. */
  readonly isSignedIn: boolean;
  readonly permission: Permission;
  /** Whether nothing may be stored. */
  readonly isPreview: boolean;
}

/**
 * Tells whether a reader was signed in with this browser in the last 180 days, and remembers one who is. Only the day of the last
 * visit is kept: it is the same for all readers of that day.
 *
 * @returns `undefined` where the reader does not let the browser store it, or the browser stores nothing.
 */
export function recallReader({ now, isSignedIn, permission, isPreview }: RecallSettings): boolean | undefined {
  try {
    if (permission !== 'granted') {
      if (permission === 'denied' && !isPreview) localStorage.removeItem(RECOGNISED_KEY);
      return undefined;
    }
    const today = Math.floor(now / DAY_MS);
    const stored = localStorage.getItem(RECOGNISED_KEY);
    const day = stored !== null && /^\d{1,6}$/.test(stored) ? Number(stored) : NaN;
    const isRecent = today - day <= RECOGNISED_DAYS;
    if (isSignedIn && day !== today && !isPreview && !isPrerendering())
      localStorage.setItem(RECOGNISED_KEY, String(today));
    return isSignedIn || isRecent;
  } catch {
    return undefined;
  }
}
