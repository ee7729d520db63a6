/** Sends events in batches. */
export interface Sender {
  readonly add: (event: Readonly<Record<string, unknown>>) => void;
  /** Sends what there is: the page may be on its way out. */
  readonly flush: () => void;
  /** Drops what there is. */
  readonly drop: () => void;
}

/** How many events make a batch. A beacon holds 64 KiB, and an event some hundred bytes. */
const BATCH = 20;
/** Most events that wait, the oldest are dropped. */
const MOST = 100;

/**
 * Collects events and sends them as JSON, `{ "version": 1, "events": [...] }`, by a beacon, which outlives the page; where the
 * browser has none, or takes no more, by a request that is kept alive. An endpoint of another origin gets them as
 * `text/plain`, so that the browser need not ask first.
 *
 * @param endpoint - Its address.
 * @param mayAsk - Whether they may be sent by now; until then they wait.
 */
export function sendEvents(endpoint: string, mayAsk: () => boolean): Sender {
  let waiting: Readonly<Record<string, unknown>>[] = [];

  const flush = (): void => {
    while (waiting.length && mayAsk()) {
      const events = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      send(endpoint, JSON.stringify({ version: 1, events }));
    }
  };

  return {
    add: (event) => {
      waiting = [...waiting, event].slice(-MOST);
      if (waiting.length >= BATCH) flush();
    },
    flush,
    drop: () => {
      waiting = [];
    },
  };
}

function send(endpoint: string, text: string): void {
  const isOwn = new URL(endpoint, location.href).origin === location.origin;
  const body = new Blob([text], { type: isOwn ? 'application/json' : 'text/plain;charset=UTF-8' });
  try {
    if (navigator.sendBeacon(endpoint, body)) return;
  } catch {
    // There is none.
  }
  fetch(endpoint, { method: 'POST', body, keepalive: true, credentials: 'include' }).catch(() => undefined);
}
