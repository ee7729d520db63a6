/** A double of the endpoint's route `usage`: counts by reader, up to the limits of trackers. */
import type { Route } from './serve.js';

/** A counted view in a request. */
export interface Sent {
  readonly id: string;
  readonly tracker: string;
  readonly item: string;
  readonly at: number;
}

/** A request as it arrived. */
export interface Asked {
  readonly token?: string;
  readonly reader?: string;
  readonly carry?: boolean;
  readonly spend?: readonly Sent[];
}

/** The endpoint of a test. */
export interface UsageEndpoint {
  readonly route: Route;
  readonly asked: Asked[];
  /** The counted items of a reader by tracker; the reader is the `sub` of the token. */
  readonly counted: (sub: string) => Record<string, readonly string[]>;
  /** Counts something that another device has sent. */
  readonly count: (sub: string, tracker: string, items: readonly string[]) => void;
  /** Milliseconds that an answer takes; `down` breaks the connection. */
  fate: number | 'down' | { readonly status: number };
}

/**
 * Mounts such an endpoint. It believes any token.
 *
 * @param limits - By tracker, of unique items; a tracker without one is refused.
 */
export function aUsageEndpoint(limits: Readonly<Record<string, number>>): UsageEndpoint {
  const readers = new Map<string, Map<string, Sent>>();
  const asked: Asked[] = [];
  const entriesOf = (key: string): Map<string, Sent> => {
    if (!readers.has(key)) readers.set(key, new Map());
    return readers.get(key)!;
  };
  const itemsOf = (key: string, tracker: string): Set<string> =>
    new Set([...entriesOf(key).values()].filter((entry) => entry.tracker === tracker).map(({ item }) => item));
  const admits = (key: string, { tracker, item }: Sent): boolean => {
    const items = itemsOf(key, tracker);
    return items.has(item) || items.size < (limits[tracker] ?? 0);
  };
  const answer = ({ token, reader, carry, spend = [] }: Asked): object => {
    const key = token === undefined ? `anonymous ${reader}` : subOf(token);
    if (carry) for (const [id, entry] of entriesOf(`anonymous ${reader}`)) entriesOf(key).set(id, entry);
    const refused = spend.filter((entry) => {
      if (entriesOf(key).has(entry.id)) return false;
      if (!admits(key, entry)) return true;
      entriesOf(key).set(entry.id, entry);
      return false;
    });
    const trackers: Record<string, object[]> = {};
    for (const { id, tracker, item, at } of entriesOf(key).values()) (trackers[tracker] ??= []).push({ id, item, at });
    return { trackers, refused: refused.map(({ id }) => id) };
  };

  const endpoint: UsageEndpoint = {
    asked,
    fate: 0,
    counted: (sub) =>
      Object.fromEntries(
        [...new Set([...entriesOf(sub).values()].map(({ tracker }) => tracker))].map((tracker) => [
          tracker,
          [...entriesOf(sub).values()].filter((entry) => entry.tracker === tracker).map(({ item }) => item),
        ]),
      ),
    count: (sub, tracker, items) => {
      for (const item of items) {
        const id = `elsewhere-${entriesOf(sub).size}`;
        entriesOf(sub).set(id, { id, tracker, item, at: Date.now() });
      }
    },
    route: async (request, response) => {
      let text = '';
      for await (const part of request) text += String(part);
      const { fate } = endpoint;
      if (fate === 'down') return void request.socket.destroy();
      asked.push(JSON.parse(text) as Asked);
      if (typeof fate === 'object') return void response.writeHead(fate.status).end();
      await new Promise((done) => setTimeout(done, fate));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(asked.at(-1)!)));
    },
  };
  return endpoint;
}

function subOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { readonly sub: string };
  return claims.sub;
}
