const KEY = 'zephr-usage';
const TRACKER = 'stories';
/** The account of the reader without an id. */
const ANONYMOUS = '';

/** @returns {string | null} What the SDK keeps in this browser; `null` while that is nothing. */
export function readLedger() {
  return localStorage.getItem(KEY);
}

/** Takes away all that was counted in this browser. */
export function clearLedger() {
  localStorage.removeItem(KEY);
}

/** Text that was edited by hand may not be JSON: the SDK discards it and reports that. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {string | null} text
 * @returns {string} The ledger, to be looked at.
 */
export function printLedger(text) {
  return text === null ? 'nothing yet' : JSON.stringify(parse(text), null, 1);
}

/** @returns {number} When the calendar month began that trials count in; milliseconds since 1970. */
function startOfMonth() {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
}

/**
 * Finds what counts of this month.
 *
 * @param {{ item: string, at: number }[]} entries
 * @returns {Map<string, number>} By path of the story: when it was counted first.
 */
export function ofThisMonth(entries) {
  const found = new Map();
  for (const { item, at } of entries) {
    if (at >= startOfMonth()) found.set(item, Math.min(at, found.get(item) ?? at));
  }
  return found;
}

/**
 * Reads the stories in the ledger: those of the anonymous reader, and of readers with an id while one is signed in. The
 * format is the SDK's own; only a demo looks into it.
 *
 * @param {string | null} text
 * @param {boolean} signedIn
 * @returns {{ item: string, at: number }[]}
 */
export function parseLedger(text, signedIn) {
  return Object.entries(parse(text)?.accounts ?? {})
    .filter(([account]) => signedIn || account === ANONYMOUS)
    .flatMap(([, { seen }]) => seen?.[TRACKER] ?? [])
    .map(([, item, at]) => ({ item, at }));
}
