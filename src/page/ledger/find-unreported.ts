import type { Sent } from '../endpoint/ask-usage.js';
import { carryOverViews } from './carry-over-views.js';
import { countsHits } from './hits-prefix.js';
import { accountOf, type Ledger } from './ledger.js';
import { MAX_REPORT_LENGTH } from './limits.js';

/**
 * Finds the views that the endpoint does not know: those in the queue of the reader's account, and those that the reader
 * made before signing in.
 *
 * @param key - The reader's account.
 * @param sent - Ids of views that this document has sent: none is sent twice.
 * @param isCarried - Whether to find those that the reader made before signing in, and no others.
 * @returns As many as one request holds (`MAX_REPORT_LENGTH`), and at least one.
 */
export function findUnreported(ledger: Ledger, key: string, sent: ReadonlySet<string>, isCarried: boolean): Sent[] {
  const { trackers, queue } = accountOf(ledger, key);
  const all = [...carryOverViews(ledger, key)].flatMap(([tracker, views]) => {
    if (countsHits(tracker, views)) return [];
    const reported = new Set(trackers.get(tracker)?.filter(([id]) => !queue.has(id)));
    return views
      .filter((view) => !reported.has(view) && !sent.has(view[0]) && !(isCarried && queue.has(view[0])))
      .map(([id, item, at]) => ({ id, tracker, item, at }));
  });
  let length = 0;
  return all.filter((view, index) => (length += JSON.stringify(view).length) < MAX_REPORT_LENGTH || index === 0);
}
