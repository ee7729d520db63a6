import { CommanderError, type Command } from 'commander';
import type { ExitCount } from '../../cards/count-traffic.js';
import { ConsoleRefusal } from '../../console/console-refusal.js';
import { toDay } from '../../endpoint/events/create-event-counter.js';
import { openRedisStore } from '../../endpoint/redis/open-redis-store.js';
import type { AsyncEventStore, Counts } from '../../endpoint/store.js';
import { DAY_MS } from '../../lib/day.js';
import { toAddresses } from '../serve/to-addresses.js';
import { withKnownStore, withStore } from '../with-store.js';
import { listCounts } from './collect-report.js';

/** Reads how many decisions took each exit in the last days, today among them. */
export type ReadTraffic = (days: number) => Promise<readonly ExitCount[]>;

/**
 * Makes the function that reads traffic from the store of an endpoint, which is opened for each question.
 *
 * @returns `null` where no store is named. The function rejects with a `ConsoleRefusal` `counts-unreadable`.
 */
export function createTrafficReader(
  { store, redis }: { readonly store?: string; readonly redis?: string },
  command: Command,
): ReadTraffic | null {
  if (store === undefined && redis === undefined) return null;
  return async (days) => {
    const last = Array.from({ length: days }, (_, index) => toDay(Date.now() - index * DAY_MS));
    const read = (opened: AsyncEventStore): Promise<Readonly<Record<string, Counts>>> => opened.readCounts(last);
    try {
      const counts = await (redis === undefined
        ? withKnownStore(store!, command, read)
        : withStore(() => openRedisStore(toAddresses(redis)), command, read));
      return listCounts(counts).flatMap(({ event, by, feature, userState, id: node, value: exit, count: decisions }) =>
        event === 'decision' && by === 'exit' ? [{ feature, userState, node, exit, decisions }] : [],
      );
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      throw new ConsoleRefusal(503, 'counts-unreadable', error.message.replace(/^error: /, ''));
    }
  };
}
