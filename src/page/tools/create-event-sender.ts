import { resolveAddress } from '../browser.js';
import { EVENTS_PER_BEACON, MAX_BATCH_BYTES, MAX_UNSENT_EVENTS } from './limits.js';

/** Sends events in batches. */
export interface EventSender {
  readonly add: (event: Readonly<Record<string, unknown>>) => void;
  /** Sends the waiting events, also before the page is left. */
  readonly flush: () => void;
  /** Drops the waiting events. */
  readonly drop: () => void;
}

/**
 * Makes a sender that collects events and sends them as JSON, `{ "version": 1, "events": [...] }`, by a beacon, which
 * outlives the page. Without `sendBeacon`, and when its queue is full, it sends a `keepalive` request. An endpoint of another
 * origin gets `text/plain`, which needs no preflight request.
 *
 * @param endpoint - Address of the analytics.
 * @param maySend - Whether events may be sent by now; until then they wait.
 */
export function createEventSender(endpoint: string, maySend: () => boolean): EventSender {
  /** Events as JSON. */
  let waiting: string[] = [];

  const flush = (): void => {
    while (waiting.length && maySend()) {
      let count = Math.min(waiting.length, EVENTS_PER_BEACON);
      // An event that is too long alone is sent alone.
      while (count > 1 && new Blob(waiting.slice(0, count)).size > MAX_BATCH_BYTES) count--;
      send(endpoint, `{"version":1,"events":[${waiting.splice(0, count).join()}]}`);
    }
  };

  return {
    add: (event) => {
      waiting = [...waiting, JSON.stringify(event)].slice(-MAX_UNSENT_EVENTS);
      if (waiting.length >= EVENTS_PER_BEACON) flush();
    },
    flush,
    drop: () => {
      waiting = [];
    },
  };
}

function send(endpoint: string, text: string): void {
  const address = resolveAddress(endpoint);
  const isOwn = address.origin === location.origin;
  const body = new Blob([text], { type: isOwn ? 'application/json' : 'text/plain;charset=UTF-8' });
  try {
    if (navigator.sendBeacon(address, body)) return;
  } catch {
    // The browser has no beacons.
  }
  fetch(address, { method: 'POST', body, keepalive: true, credentials: 'include' }).catch(() => undefined);
}
