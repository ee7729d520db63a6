import type { Context, MiddlewareHandler } from 'hono';
import { rateLimiter, type RateLimitInfo } from 'hono-rate-limiter';
import { EndpointError } from '../endpoint-error.js';
import { DEFAULT_RATE_LIMIT } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { RouterEnv } from '../router-env.js';
import { createHitStore } from './create-hit-store.js';
import { findClient } from './find-client.js';

/** Requests that one client may send in a window of so many milliseconds. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** Options and ports of the rate limit. */
export interface RateOptions {
  readonly rateLimit: RateLimit | false | undefined;
  readonly clientKey: ((request: Request) => string) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly refuse: (context: Context<RouterEnv>, refusal: Refusal) => Response;
}

/**
 * Limits the requests of each client in a fixed window. Reads the connection from the context's `env`.
 *
 * @returns `null` without a limit.
 * @throws {EndpointError} `option-invalid`.
 */
export function limitRate({ rateLimit, clientKey, now, refuse }: RateOptions): MiddlewareHandler<RouterEnv> | null {
  if (rateLimit === false) return null;
  const { limit, windowMs } = rateLimit ?? DEFAULT_RATE_LIMIT;
  for (const [name, value] of Object.entries({ limit, windowMs }))
    if (!(typeof value === 'number' && value > 0 && value < Infinity))
      throw new EndpointError('option-invalid', `/rateLimit/${name}`, 'must be a number above 0.');
  const refuseUntil = (context: Context<RouterEnv>, { resetTime }: RateLimitInfo): Response => {
    const seconds = Math.max(1, Math.ceil(((resetTime?.getTime() ?? 0) - now()) / 1000));
    const message = `More than ${limit} requests in ${windowMs / 1000} seconds.`;
    return refuse(context, new Refusal(429, 'rate-limited', message, { 'Retry-After': String(seconds) }));
  };
  return rateLimiter<RouterEnv>({
    limit,
    windowMs,
    // Of the limiter's headers only Retry-After is sent, by the endpoint's clock.
    standardHeaders: false,
    store: createHitStore(windowMs, now),
    keyGenerator: (context) => findClient(context.req.raw, context.env.connection, clientKey),
    handler: (context) => refuseUntil(context, context.get('rateLimit')),
  });
}
