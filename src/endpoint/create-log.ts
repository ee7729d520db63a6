import { addressOfCode } from '../lib/address-of-code.js';
import type { LogEvent } from '../model/codes.js';

/** One line of the log. Holds names and numbers only: no token, claim, id or address. */
export interface LogEntry {
  /** ISO 8601, in UTC. */
  readonly time: string;
  readonly level: 'info' | 'warn' | 'error';
  /**
   * The kind of entry: `request` once a request; `secret-weak` and `store-memory` at start; `client-key-missing` and
   * `client-unknown` once; `rate-limited` at the first refusal of a window; outages once a minute for each cause. Of
   * `zephr serve` also `config-reloaded` and `config-refused`.
   */
  readonly event: LogEvent;
  /** Of a request: the path of a known route, else `other`. */
  readonly route?: string;
  /** Of a request: its method; an unknown method is `other`. */
  readonly method?: string;
  /** Of a request: its status. Of a message to a webhook: that of the receiver. */
  readonly status?: number;
  /** Time from the request to its answer, in milliseconds. */
  readonly ms?: number;
  /** Full result for the token or gift: `valid`, `expired`, `key-unknown` …, or the code of the error. */
  readonly outcome?: string;
  /** Of a message to a webhook: id of the webhook. */
  readonly webhook?: string;
  /** Of a request for keys: how many seals it was about. */
  readonly seals?: number;
  /** Of an error: its name, such as `StoreError`. */
  readonly error?: string;
  /** Of an error or an outage: its code, such as `file-locked` or `network`. Every entry of the level `error` has one. */
  readonly code?: string;
  /** Of an outage of a store: the code that its driver or server gave, such as `READONLY`, `53300` or `SQLITE_FULL`. */
  readonly driver?: string;
  /** Of an outage: how many entries of the same event and cause were left out since the last one. */
  readonly skipped?: number;
  /** Of a mistake in config or options: JSON pointer to it. */
  readonly pointer?: string;
  /** Of a warning: what to do. Of a config that is refused: its mistake. */
  readonly message?: string;
  /** Of a warning or an error: address of the page that explains its event. */
  readonly help?: string;
}

/** Takes an entry of the log. An exception that it throws is ignored. */
export type Log = (entry: LogEntry) => void;

/** Writes an entry; the time is added. */
export interface WriteLog {
  (
    entry: Omit<LogEntry, 'time'> &
      ({ readonly level: 'info' | 'warn' } | { readonly level: 'error'; readonly code: string }),
  ): void;
  /** Nothing takes entries of the level `info`, such as each request: they need not be made. */
  readonly isQuiet?: boolean;
}

/**
 * Makes the function that parts of the endpoint log with: it adds the time, and a log that throws does not break a response.
 *
 * @param log - The publisher's log, or the default one.
 * @param now - Milliseconds since 1970.
 * @param isQuiet - Whether `log` takes warnings and errors alone.
 */
export function createLog(log: Log, now: () => number, isQuiet = false): WriteLog {
  const write: WriteLog = (entry) => {
    if (isQuiet && entry.level === 'info') return;
    try {
      const help = entry.level === 'info' ? {} : { help: addressOfCode(entry.event) };
      log({ time: new Date(now()).toISOString(), ...entry, ...help });
    } catch {
      // A full or closed log is no reason to refuse a reader.
    }
  };
  return Object.assign(write, { isQuiet });
}
