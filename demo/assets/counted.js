import { readTokenCookie } from './cookie.js';
import { ofThisMonth, parseLedger, printLedger, readLedger } from './ledger.js';

/** The endpoint's count, asked by this panel: the SDK asks at the same address without a query. */
const ENDPOINT = '/zephr/usage';
const BY_PANEL = '?by=panel';
const TRACKER = 'stories';

/** Time between two looks at the ledger, in ms: a page gets no event for its own writes. */
const INTERVAL = 200;

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/**
 * Fills a column of the table.
 *
 * @param {'browser' | 'endpoint'} column
 * @param {Map<string, number> | null} counted - `null` where there is nothing to tell.
 */
function fillColumn(column, counted) {
  for (const row of document.querySelectorAll('[data-item]')) {
    const at = counted?.get(row.dataset.item);
    row.querySelector(`[data-in="${column}"]`).textContent = at === undefined ? '–' : time.format(at);
  }
  document.querySelector(`[data-total="${column}"]`).textContent = counted ? String(counted.size) : '–';
}

function showLedger(text, signedIn) {
  const counted = ofThisMonth(parseLedger(text, signedIn));
  fillColumn('browser', counted);
  for (const mark of document.querySelectorAll('[data-mark]')) {
    mark.textContent = counted.has(mark.dataset.mark) ? 'Read' : '';
  }
  document.querySelector('[data-raw="ledger"]').textContent = printLedger(text);
}

/** @returns {Promise<Map<string, number> | null>} `null` where the endpoint could not be asked. */
async function askEndpoint(token) {
  try {
    const response = await fetch(ENDPOINT + BY_PANEL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    return response.ok ? ofThisMonth((await response.json()).trackers[TRACKER] ?? []) : null;
  } catch {
    return null;
  }
}

/** Keeps the table of what is counted in step with the ledger and the endpoint. */
export function startCounted() {
  const note = document.querySelector('[data-endpoint-note]');
  let shown = '';
  let questions = 0;

  const look = () => {
    const signedIn = readTokenCookie() !== null;
    const text = readLedger();
    const next = `${signedIn} ${text}`;
    if (next !== shown) showLedger(text, signedIn);
    shown = next;
  };

  const ask = async () => {
    const question = ++questions;
    const { state, foreignUserId } = await window.Zephr.identity();
    const counted = state === 'registered' ? await askEndpoint(readTokenCookie()) : null;
    if (question !== questions) return;
    fillColumn('endpoint', counted);
    if (state !== 'registered') note.textContent = 'The endpoint counts readers with an id, so not this one.';
    else if (counted) note.textContent = `The endpoint counts for reader ${foreignUserId}, on all his devices.`;
    else note.textContent = 'The endpoint is out of reach. The browser counts on, and tells it later.';
  };

  setInterval(look, INTERVAL);
  look();

  document.addEventListener('zephr-identity', ask);
  // The SDK tells the endpoint what was read after the story is shown, and says nothing of it.
  new PerformanceObserver((list) => {
    if (list.getEntries().some(({ name }) => name.endsWith(ENDPOINT))) void ask();
  }).observe({ type: 'resource' });
  window.Zephr.ready.then(ask, () => {});
}
