import { isRecord } from '../../lib/is-record.js';
import { isPrerendering } from '../browser.js';
import { VISITS_KEY } from '../storage-keys.js';
import { VISIT_PAUSE_MS } from './limits.js';

const VERSION = 1;

/** The present visit of a reader. */
export interface VisitCount {
  /** Its number, from 1 on. */
  readonly count: number;
  /** The moment of its first page view, in milliseconds since 1970. */
  readonly start: number;
}

/**
 * Counts the reader's visits to this site with this browser, the present one included. Every call is a page view of it;
 * tabs share what is stored, so they are one visit. Three numbers are kept, how many visits, when this one began and when its last
 * page view was: nothing that would tell one reader from another.
 *
 * @param now - Milliseconds since 1970. Where the device's clock was set back by more than half an hour, a visit begins.
 * @param isPreview - Whether nothing may be stored.
 * @returns `undefined` where the browser keeps nothing for this site.
 */
export function countVisits(now: number, isPreview?: boolean): VisitCount | undefined {
  try {
    const stored = readStored(localStorage.getItem(VISITS_KEY));
    const goesOn = stored !== null && Math.abs(now - stored.last) <= VISIT_PAUSE_MS;
    const count = goesOn ? stored.count : (stored?.count ?? 0) + 1;
    const start = goesOn ? stored.start : now;
    // Nobody has seen that page yet, and may be nobody ever does.
    if (!isPrerendering() && !isPreview)
      localStorage.setItem(VISITS_KEY, JSON.stringify({ version: VERSION, count, start, last: now }));
    return { count, start };
  } catch {
    return undefined;
  }
}

/** Reads the stored count; `null` for text that another version of the SDK or other code has written. */
function readStored(text: string | null): (VisitCount & { readonly last: number }) | null {
  const value: unknown = parse(text);
  if (!isRecord(value) || value['version'] !== VERSION) return null;
  // Earlier releases kept no start: then the visit has lasted since that page view at least.
  const { count, last, start = last } = value;
  return Number.isSafeInteger(count) && [last, start].every(Number.isFinite) && Number(count) > 0
    ? { count: Number(count), start: Number(start), last: Number(last) }
    : null;
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
