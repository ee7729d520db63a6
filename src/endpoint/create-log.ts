/** One line of the log. None holds a token, a claim, an id or an address: names and numbers only. */
export interface LogEntry {
  /** ISO 8601, in UTC. */
  readonly time: string;
  readonly level: 'info' | 'warn' | 'error';
  /**
   * `request` (one a request), `secret-weak` (at start), `key-unusable`, `user-store-failed`, `gift-store-failed`,
   * `usage-store-failed`, `assertion-failed`, `internal`.
   */
  readonly event: string;
  /** Of a request: the path of a known route, else `other`. */
  readonly route?: string;
  /** Of a request; a method that is not known is `other`. */
  readonly method?: string;
  readonly status?: number;
  /** How long the answer took, in milliseconds. */
  readonly ms?: number;
  /** What came of the token or gift, in full: `valid`, `expired`, `key-unknown` …, or the code of the error. */
  readonly outcome?: string;
  /** Of an error: its class. */
  readonly error?: string;
  /** Of a mistake in config or options: where it stands. */
  readonly pointer?: string;
  /** Of a warning: what to do. */
  readonly message?: string;
}

/** Takes what happened. It may throw: nothing comes of it. */
export type Log = (entry: LogEntry) => void;

/** Writes an entry, the time put in. */
export type WriteLog = (entry: Omit<LogEntry, 'time'>) => void;

/**
 * Puts the time to what is logged, and keeps a log that throws from breaking an answer.
 *
 * @param now - Milliseconds since 1970.
 */
export function createLog(log: Log, now: () => number): WriteLog {
  return (entry) => {
    try {
      log({ time: new Date(now()).toISOString(), ...entry });
    } catch {
      // A log that is full or closed is no reason to refuse a reader.
    }
  };
}

/** The class of what was thrown. Its message may quote anything. */
export function errorNameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
