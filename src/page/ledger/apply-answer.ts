import type { Sent } from '../endpoint/ask-usage.js';
import { accountOf, addViews, type Account, type StoredView } from './ledger.js';
import type { Change } from './ledger-store.js';

/** The reader's account as the endpoint's answer to a report describes it. */
export interface AccountAnswer {
  /** Views that count: those of all devices, and the accepted ones of the report, even if the answer leaves them out as old. */
  readonly counted: readonly Sent[];
  /** Ids of views that do not count. */
  readonly refused: ReadonlySet<string>;
  /** Views that the request reported. */
  readonly reported: readonly Sent[];
  /** Whether the request carried over the views that were made before signing in. */
  readonly carried: boolean;
}

/**
 * Applies an answer of the endpoint to the reader's account: views from other devices are added, refused views are removed,
 * and reported ones leave the queue.
 *
 * @param key - The reader's account.
 */
export function applyAnswer(key: string, { counted, refused, reported, carried }: AccountAnswer): Change {
  return {
    isIn: (ledger) => {
      const account = accountOf(ledger, key);
      const ids = idsIn(account.trackers);
      return (
        counted.every(({ id }) => account.refused.has(id) || ids.has(id)) &&
        [...refused].every((id) => account.refused.has(id)) &&
        !reported.some(({ id }) => account.queue.has(id)) &&
        (account.carried || !carried)
      );
    },
    apply: (ledger) => {
      const account = accountOf(ledger, key);
      account.carried ||= carried;
      for (const id of refused) account.refused.add(id);
      if (refused.size) removeViews(account, refused);
      for (const tracker of new Set(counted.map((view) => view.tracker))) {
        const ofTracker = counted.filter((view) => view.tracker === tracker);
        addViews(
          account,
          tracker,
          ofTracker.map(({ id, item, at }) => [id, item, at]),
        );
      }
      for (const { id } of reported) account.queue.delete(id);
    },
  };
}

function removeViews({ trackers }: Account, ids: ReadonlySet<string>): void {
  for (const [tracker, views] of trackers) {
    trackers.set(
      tracker,
      views.filter(([id]) => !ids.has(id)),
    );
  }
}

/** The ids of all views, of whichever tracker. */
export function idsIn(trackers: ReadonlyMap<string, readonly StoredView[]>): ReadonlySet<string> {
  return new Set([...trackers.values()].flatMap((views) => views.map(([id]) => id)));
}
