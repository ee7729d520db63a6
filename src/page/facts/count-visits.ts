import { isRecord } from '../../lib/is-record.js';
import { isPrerendering } from '../browser.js';
import { VISITS_KEY } from '../storage-keys.js';
import { VISIT_PAUSE_MS } from './limits.js';

const VERSION = 1;

/**
 * Counts the reader's visits to this site with this browser, the present one included. Every call is a page view of it;
 * tabs share what is stored, so they are one visit. Two numbers are kept, how many visits and when the last page view
 * was: nothing that would tell one reader from another.
 *
 * @param now - Milliseconds since 1970. Where the device's clock was set back by more than half an hour, a visit begins.
 * @param isPreview - Whether nothing may be stored.
 * @returns `undefined` where the browser keeps nothing for this site.
 */
export function countVisits(now: number, isPreview?: boolean): number | undefined {
  try {
    const stored = readStored(localStorage.getItem(VISITS_KEY));
    const goesOn = stored !== null && Math.abs(now - stored.last) <= VISIT_PAUSE_MS;
    const count = goesOn ? stored.count : (stored?.count ?? 0) + 1;
    // Nobody has seen that page yet, and may be nobody ever does.
    if (!isPrerendering() && !isPreview)
      localStorage.setItem(VISITS_KEY, JSON.stringify({ version: VERSION, count, last: now }));
    return count;
  } catch {
    return undefined;
  }
}

/** Reads the stored count; `null` for text that another version of the SDK or other code has written. */
function readStored(text: string | null): { readonly count: number; readonly last: number } | null {
  const value: unknown = parse(text);
  if (!isRecord(value) || value['version'] !== VERSION) return null;
  const { count, last } = value;
  return Number.isSafeInteger(count) && Number.isFinite(last) && Number(count) > 0
    ? { count: Number(count), last: Number(last) }
    : null;
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
