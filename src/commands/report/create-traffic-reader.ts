import { CommanderError, type Command } from 'commander';
import type { ExitCount } from '../../cards/count-traffic.js';
import { ConsoleRefusal } from '../../console/console-refusal.js';
import { toDay } from '../../endpoint/events/create-event-counter.js';
import { DAY_MS } from '../../lib/day.js';
import { listCounts } from './collect-report.js';
import { type CountPlace, withCountStore } from './with-count-store.js';

/** Reads how many decisions took each exit in the last days, today among them. */
export type ReadTraffic = (days: number) => Promise<readonly ExitCount[]>;

/**
 * Makes the function that reads traffic from the store of an endpoint, which is opened for each question.
 *
 * @returns `null` where no store is named. The function rejects with a `ConsoleRefusal` `counts-unreadable`.
 */
export function createTrafficReader({ store, redis }: Partial<CountPlace>, command: Command): ReadTraffic | null {
  if (store === undefined && !redis) return null;
  return async (days) => {
    const last = Array.from({ length: days }, (_, index) => toDay(Date.now() - index * DAY_MS));
    try {
      const counts = await withCountStore({ store: store ?? '', redis }, command, (opened) => opened.readCounts(last));
      return listCounts(counts).flatMap(({ event, by, feature, userState, id: node, value: exit, count: decisions }) =>
        event === 'decision' && by === 'exit' ? [{ feature, userState, node, exit, decisions }] : [],
      );
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      throw new ConsoleRefusal(503, 'counts-unreadable', error.message.replace(/^error: /, ''));
    }
  };
}
