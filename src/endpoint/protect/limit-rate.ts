import type { WriteLog } from '../create-log.js';
import { EndpointError } from '../endpoint-error.js';
import type { HeaderReader } from '../header-reader.js';
import { DEFAULT_RATE_LIMIT } from '../limits.js';
import { Refusal } from '../refusal.js';
import { createHitStore } from './create-hit-store.js';
import { UNKNOWN_CLIENT, type ClientNaming } from './find-client.js';
import { findForwardingHeader } from './find-forwarding-header.js';
import { ReaderLimit } from './reader-limit.js';
import type { RequestGate } from './request-gate.js';

/** Requests that one client may send in a window of so many milliseconds. */
export interface RateLimit {
  /** Number of requests. */
  readonly limit: number;
  /** Length of the window. */
  readonly windowMs: number;
}

/** Options and ports of the rate limit. */
export interface RateOptions extends ClientNaming {
  readonly rateLimit: RateLimit | false | undefined;
  /** Paths of routes that verify the reader's token. A client over the limit is refused there only without a valid one. */
  readonly byToken: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: WriteLog;
}

/**
 * Counts a request for its client, and opens its gate or refuses it.
 *
 * @param client - Key of the client (`findClient`).
 * @param path - Path of the route.
 */
export type AdmitRequest = (headers: HeaderReader, client: string, path: string) => RequestGate | Refusal;

/**
 * Limits the requests of each client in a fixed window. Requests with a valid token count for its reader instead
 * (`ReaderLimit`): forged tokens use up the limit of a client, such as a proxy that the endpoint does not know, and no
 * reader's.
 *
 * @returns `null` without a limit.
 * @throws {EndpointError} `option-invalid`.
 */
export function limitRate(options: RateOptions): AdmitRequest | null {
  const { rateLimit, byToken, now, log } = options;
  if (rateLimit === false) return null;
  const { limit, windowMs } = rateLimit ?? DEFAULT_RATE_LIMIT;
  for (const [name, value] of Object.entries({ limit, windowMs }))
    if (!(typeof value === 'number' && value > 0 && value < Infinity))
      throw new EndpointError('option-invalid', `/rateLimit/${name}`, 'must be a number above 0.');
  const message = `More than ${limit} requests in ${windowMs / 1000} seconds.`;
  const isProxyUnknown = options.clientKey === undefined && options.clientOf === undefined;
  const warn = createWarnings(isProxyUnknown, message, { windowMs, now, log });
  const createRefusal = ({ resetTime }: { readonly resetTime: Date }): Refusal => {
    warn.ofRefusal();
    const seconds = Math.max(1, Math.ceil((resetTime.getTime() - now()) / 1000));
    return new Refusal(429, 'rate-limited', message, { 'Retry-After': String(seconds) });
  };
  const clients = createHitStore(windowMs, now);
  const readers = new ReaderLimit({ limit, windowMs, now, createRefusal });
  return (headers, client, path) => {
    warn.ofHeaders(headers);
    warn.ofClient(client);
    const counted = clients.increment(client);
    if (counted.totalHits <= limit) return readers.openFor(() => clients.decrement(client));
    const refuse = (): Refusal => createRefusal(counted);
    return byToken.includes(path) ? readers.openFor(null, refuse) : refuse();
  };
}

interface WarningPorts {
  readonly windowMs: number;
  readonly now: () => number;
  readonly log: WriteLog;
}

/** Creates the warnings about clients: of a proxy that is not known once, of refusals once a window. */
function createWarnings(
  isProxyUnknown: boolean,
  message: string,
  { windowMs, now, log }: WarningPorts,
): {
  readonly ofHeaders: (headers: HeaderReader) => void;
  readonly ofClient: (client: string) => void;
  readonly ofRefusal: () => void;
} {
  let isLookingForProxy = isProxyUnknown;
  let isUnknownReported = false;
  let quietUntil = -Infinity;
  const advice = isProxyUnknown
    ? ' Behind a proxy, say by "trustProxy" or "clientKey" (zephr serve: --client-header) which header names the client.'
    : '';
  return {
    ofHeaders: (headers) => {
      const header = isLookingForProxy ? findForwardingHeader(headers) : null;
      if (header === null) return;
      isLookingForProxy = false;
      log({
        level: 'warn',
        event: 'client-key-missing',
        pointer: '/clientKey',
        message: `A request has the header ${header}. If a proxy sets it, all its clients share one limit: say by "trustProxy" or "clientKey" (zephr serve: --client-header) which header names the client.`,
      });
    },
    ofClient: (client) => {
      if (client !== UNKNOWN_CLIENT || isUnknownReported) return;
      isUnknownReported = true;
      log({
        level: 'warn',
        event: 'client-unknown',
        pointer: isProxyUnknown ? '/clientKey' : '/trustProxy',
        message: isProxyUnknown
          ? 'This runtime gives no address of the client, so all clients share one limit: say by "trustProxy" or "clientKey" which header names the client, or hand the connection to the endpoint.'
          : 'A request has no client in the header that "trustProxy", "clientKey" or --client-header reads: such requests share one limit.',
      });
    },
    ofRefusal: () => {
      const moment = now();
      // A clock that was set back must not silence it for long.
      if (moment < quietUntil && quietUntil - moment <= windowMs) return;
      quietUntil = moment + windowMs;
      log({ level: 'warn', event: 'rate-limited', message: `A client is refused. ${message}${advice}` });
    },
  };
}
