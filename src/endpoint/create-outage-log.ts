import type { LogEvent } from '../model/codes.js';
import type { LogEntry, WriteLog } from './create-log.js';
import { MAX_KINDS_OF_OUTAGES, OUTAGE_LOG_WINDOW_MS } from './limits.js';

/** Logs that a store or a key set cannot be used. */
export type LogOutage = (
  event: LogEvent,
  cause: Pick<LogEntry, 'error' | 'driver' | 'webhook' | 'status'> & { readonly code: string },
) => void;

/** The entries about one kind of outage. */
interface LoggedOutage {
  at: number;
  skipped: number;
}

/**
 * Makes the function that logs outages as warnings: one entry a minute for each event and cause, however many requests meet
 * it. The next entry says how many were left out.
 *
 * @param now - Milliseconds since 1970.
 */
export function createOutageLog(log: WriteLog, now: () => number): LogOutage {
  const outages = new Map<string, LoggedOutage>();
  return (event, cause) => {
    const key = `${event} ${cause.error} ${cause.code} ${cause.driver} ${cause.webhook}`;
    const moment = now();
    const known = outages.get(key);
    if (known && Math.abs(moment - known.at) < OUTAGE_LOG_WINDOW_MS) {
      known.skipped++;
      return;
    }
    if (outages.size >= MAX_KINDS_OF_OUTAGES) outages.clear();
    outages.set(key, { at: moment, skipped: 0 });
    log({ level: 'warn', event, ...cause, ...(known?.skipped && { skipped: known.skipped }) });
  };
}
