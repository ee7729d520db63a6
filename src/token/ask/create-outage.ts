import { VERIFY_RETRY_MS } from '../limits.js';

/** The functions that an outage needs from outside. */
export interface OutagePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once, when the browser may reach the endpoint again. */
  readonly onReconnect: (callback: () => void) => void;
  /** The endpoint may be in reach again. */
  readonly again: () => void;
}

/** Whether the endpoint is in reach, and since when it is not. */
export interface Outage {
  /** Whether the endpoint failed a moment ago, so that asking again can wait. */
  readonly _isRecent: () => boolean;
  readonly _begin: (detail: string) => void;
  readonly _end: () => void;
}

/**
 * Makes the state of an endpoint: in reach, out of reach since some time, or out of reach while the browser is back, when it
 * may be asked at once.
 *
 * @param report - Called with the detail of the first failure of each outage.
 */
export function createOutage({ now, onReconnect, again }: OutagePorts, report: (detail: string) => void): Outage {
  /** When it failed last; 0 once the browser is back, `null` while it is in reach. */
  let failedAt: number | null = null;
  let isWaiting = false;
  const onBack = (): void => {
    isWaiting = false;
    if (failedAt === null) return;
    failedAt = 0;
    again();
  };
  return {
    _isRecent: () => {
      const ago = now() - (failedAt ?? 0);
      return ago >= 0 && ago < VERIFY_RETRY_MS;
    },
    _begin: (detail) => {
      if (failedAt === null) report(detail);
      failedAt = now();
      if (isWaiting) return;
      isWaiting = true;
      onReconnect(onBack);
    },
    _end: () => {
      failedAt = null;
    },
  };
}
