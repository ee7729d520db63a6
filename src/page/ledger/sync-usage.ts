import type { JwtConfig } from '../../model/config.js';
import type { RawToken } from '../../model/token.js';
import { isPrerendering } from '../browser.js';
import { createEndpointClient } from '../endpoint/create-endpoint-client.js';
import { askUsage, type Sent, type UsageAnswer, type UsageQuestion } from '../endpoint/ask-usage.js';
import type { Keeper } from './keep-ledger.js';
import { accountOf, addEntries, ANONYMOUS, type Account, type Entry } from './ledger.js';
import { trackersOf } from './usage-of.js';

/** Characters of sightings that are sent in one go: with a long token they stay below what an endpoint takes (16 KiB). */
const MOST_TEXT = 6000;

const NO_ANSWER: UsageAnswer = { entries: [], refused: [] };

/** What keeps the count of a reader with a mapped id the same on all his devices. */
export interface Sync {
  /** Asks ahead, before anybody knows whose token it is. Never rejects. */
  readonly ask: (token: RawToken) => Promise<void>;
  /** The reader is known: what the endpoint has answered by now goes into his account, and he is asked about unless he was. */
  readonly meet: (key: string, token: RawToken | undefined) => void;
  /** Sends what waits to be sent. */
  readonly send: () => void;
  /**
   * Whether the endpoint has refused anything of a tracker in this document. What the page's own rules grant all the same,
   * as its config is not the endpoint's, is counted here alone: else it would be refused again and again.
   */
  readonly refuses: (tracker: string) => boolean;
  /** The endpoint may be in reach again. */
  readonly retry: () => void;
}

/**
 * Makes the counterpart of the endpoint's `usage`. What is counted here waits in the ledger until the endpoint has taken
 * it, be it on a later page view; what it refuses is counted no more.
 *
 * @param onNews - Something is known that decisions were made without.
 */
export function createSync(
  { verifyEndpoint, credentials }: JwtConfig,
  get: typeof fetch,
  keeper: Keeper,
  onNews: () => void,
): Sync {
  /** Accounts that the endpoint has told of. */
  const told = new Set<string>();
  /** What was sent in this document: nothing goes twice, whatever becomes of it. */
  const sent = new Set<string>();
  const refusing = new Set<string>();
  let early: { readonly token: RawToken; answer?: UsageAnswer | number } | null = null;
  let reader: { readonly key: string; readonly token: RawToken } | null = null;
  let busy = false;
  let down = false;

  const client = createEndpointClient(verifyEndpoint!, get);
  const ask = (question: UsageQuestion): Promise<UsageAnswer | number> => askUsage(client, question, credentials);

  /** @returns Whether there was anything new in it. */
  const take = (key: string, { entries, refused }: UsageAnswer, spent: readonly Sent[], carried: boolean): boolean => {
    told.add(key);
    const known = idsIn(trackersOf(keeper.look(), key));
    const gone = new Set(refused);
    for (const { id, tracker } of spent) if (gone.has(id)) refusing.add(tracker);
    // What was taken and is too old to be told of counts all the same.
    const counted = [...entries, ...spent].filter(({ id }) => !gone.has(id));
    const isIn = (account: Account): boolean => {
      const ids = idsIn(account.trackers);
      return (
        counted.every(({ id }) => account.refused.has(id) || ids.has(id)) &&
        refused.every((id) => account.refused.has(id)) &&
        !spent.some(({ id }) => account.queue.has(id)) &&
        (account.carried || !carried)
      );
    };
    if (!isIn(accountOf(keeper.held(), key))) {
      keeper.change({
        isIn: (ledger) => isIn(accountOf(ledger, key)),
        apply: (ledger) => {
          const account = accountOf(ledger, key);
          account.carried ||= carried;
          for (const id of refused) account.refused.add(id);
          for (const [tracker, list] of gone.size ? account.trackers : []) {
            account.trackers.set(
              tracker,
              list.filter(([id]) => !gone.has(id)),
            );
          }
          for (const tracker of new Set(counted.map((entry) => entry.tracker))) {
            const ofIt = counted.filter((entry) => entry.tracker === tracker);
            addEntries(
              account,
              tracker,
              ofIt.map(({ id, item, at }) => [id, item, at]),
            );
          }
          for (const { id } of spent) account.queue.delete(id);
        },
      });
    }
    return refused.some((id) => known.has(id)) || counted.some(({ id }) => !known.has(id));
  };

  /** What the endpoint has not heard of: what was read as this reader, and before he signed in. */
  const toSend = (key: string): Sent[] => {
    const { trackers, queue } = accountOf(keeper.held(), key);
    const all = [...trackersOf(keeper.held(), key)].flatMap(([tracker, list]) => {
      const heard = new Set(trackers.get(tracker)?.filter(([id]) => !queue.has(id)));
      return list
        .filter((entry) => !heard.has(entry) && !sent.has(entry[0]))
        .map(([id, item, at]) => ({ id, tracker, item, at }));
    });
    let length = 0;
    return all.filter((entry, index) => (length += JSON.stringify(entry).length) < MOST_TEXT || index === 0);
  };

  const send = async (): Promise<void> => {
    if (busy || down || !reader || isPrerendering()) return;
    const { key, token } = reader;
    const spend = toSend(key);
    const ledger = keeper.held();
    const carry = !accountOf(ledger, key).carried && ledger.reader !== null;
    if (!spend.length && !carry && told.has(key)) return;
    busy = true;
    const answer = await ask({
      ...(token && { token }),
      ...(carry && { reader: ledger.reader!, carry }),
      ...(spend.length && { spend }),
    });
    busy = false;
    down = typeof answer === 'number';
    // What it cannot read now it never will. Anything else it may take later.
    if (answer === 400 || answer === 413) take(key, NO_ANSWER, spend, false);
    if (typeof answer === 'number') return;
    for (const { id } of spend) sent.add(id);
    if (take(key, answer, spend, carry) && reader?.key === key) onNews();
    void send();
  };

  return {
    ask: async (token) => {
      const asking: { token: RawToken; answer?: UsageAnswer | number } = { token };
      early = asking;
      asking.answer = await ask({ ...(token && { token }) });
      // Late: the page has gone on without it.
      if (reader?.token === token && early === asking) {
        early = null;
        if (typeof asking.answer === 'object' && take(reader.key, asking.answer, [], false)) onNews();
        void send();
      }
    },
    meet: (key, token) => {
      reader = key === ANONYMOUS || token === undefined ? null : { key, token };
      if (!reader) return;
      if (early?.token === token) {
        // On its way: whoever waits for it goes on then.
        if (early!.answer === undefined) return;
        if (typeof early!.answer === 'object') take(key, early!.answer, [], false);
        early = null;
      }
      void send();
    },
    send: () => void send(),
    refuses: (tracker) => refusing.has(tracker),
    retry: () => {
      down = false;
      void send();
    },
  };
}

function idsIn(trackers: ReadonlyMap<string, readonly Entry[]>): ReadonlySet<string> {
  return new Set([...trackers.values()].flatMap((list) => list.map(([id]) => id)));
}
