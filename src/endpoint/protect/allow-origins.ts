import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { isOrigin } from '../../lib/is-origin.js';
import { EndpointError } from '../endpoint-error.js';
import { PREFLIGHT_MAX_AGE_S } from '../limits.js';

const EXPOSED_HEADER = 'Retry-After';
const PREFLIGHT = {
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['Content-Type', 'Authorization', 'X-Zephr-Jwt', 'X-Blaize-Jwt'],
  exposeHeaders: [EXPOSED_HEADER],
  maxAge: PREFLIGHT_MAX_AGE_S,
};

/** Which pages of other origins may read the responses. */
export interface AllowedOrigins {
  /** Answers a preflight request. */
  readonly preflight: MiddlewareHandler;
  /** Gives the headers of a response to any other request. */
  readonly headersFor: (origin: string | null) => Readonly<Record<string, string>>;
}

/**
 * Lets pages of other origins read the responses: listed origins with cookies, and with `*` all others without.
 *
 * @param origins - Origins as browsers write them, such as `https://www.news.example`.
 * @returns `null` without any origin: only pages of the endpoint's own origin can read the responses.
 * @throws {EndpointError} `origin-invalid`.
 * @see Fetch, "CORS protocol": https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function allowOrigins(origins: readonly string[]): AllowedOrigins | null {
  origins.forEach(checkOrigin);
  if (!origins.length) return null;
  const isListed = (origin: string): boolean => origin !== '*' && origins.includes(origin);
  const others = origins.includes('*') ? '*' : null;
  const forListed = cors({ ...PREFLIGHT, origin: (origin) => origin, credentials: true });
  const forOthers = cors({ ...PREFLIGHT, origin: () => others });
  return {
    preflight: (context, next) => (isListed(context.req.header('origin') ?? '') ? forListed : forOthers)(context, next),
    // The same headers as `cors` sets, which would copy the body.
    headersFor: (origin) => {
      const allowed = origin !== null && isListed(origin) ? origin : others;
      if (allowed === null) return { Vary: 'Origin' };
      return {
        Vary: 'Origin',
        'Access-Control-Allow-Origin': allowed,
        'Access-Control-Expose-Headers': EXPOSED_HEADER,
        ...(allowed !== '*' && { 'Access-Control-Allow-Credentials': 'true' }),
      };
    },
  };
}

function checkOrigin(origin: unknown, index: number): void {
  if (origin === '*' || isOrigin(origin)) return;
  throw new EndpointError(
    'origin-invalid',
    `/allowedOrigins/${index}`,
    'is not an origin: write scheme, host and, where it is not the usual one, port, such as "https://www.news.example", or "*".',
  );
}
