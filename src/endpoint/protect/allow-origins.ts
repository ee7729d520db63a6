import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { EndpointError } from '../endpoint-error.js';

const EXPOSED = 'Retry-After';
const PREFLIGHT = {
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['Content-Type', 'Authorization', 'X-Zephr-Jwt', 'X-Blaize-Jwt'],
  exposeHeaders: [EXPOSED],
  maxAge: 600,
};

/**
 * Lets pages of other origins read the answers (Fetch, "CORS protocol"): those that are listed with cookies, and with `*`
 * all others without.
 *
 * @param origins - Such as `https://www.news.example`, as browsers write them.
 * @returns `null` where there are none: then only pages of the endpoint's own origin can.
 * @throws {EndpointError} `origin-invalid`.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler | null {
  origins.forEach(checkOrigin);
  if (!origins.length) return null;
  const isListed = (origin: string): boolean => origin !== '*' && origins.includes(origin);
  const others = origins.includes('*') ? '*' : null;
  const forListed = cors({ ...PREFLIGHT, origin: (origin) => origin, credentials: true });
  const forOthers = cors({ ...PREFLIGHT, origin: () => others });
  return async (context, next) => {
    const { method } = context.req;
    const origin = context.req.header('origin') ?? '';
    if (method === 'OPTIONS') return (isListed(origin) ? forListed : forOthers)(context, next);
    await next();
    // The same as `cors` does here, which copies the body to do it.
    const { headers } = context.res;
    headers.append('Vary', 'Origin');
    const allowed = isListed(origin) ? origin : others;
    if (allowed === null) return;
    headers.set('Access-Control-Allow-Origin', allowed);
    headers.set('Access-Control-Expose-Headers', EXPOSED);
    if (allowed !== '*') headers.set('Access-Control-Allow-Credentials', 'true');
  };
}

function checkOrigin(origin: unknown, index: number): void {
  if (origin === '*' || (typeof origin === 'string' && URL.canParse(origin) && isOrigin(origin))) return;
  throw new EndpointError(
    'origin-invalid',
    `/allowedOrigins/${index}`,
    'is no origin: write scheme, host and, where it is not the usual one, port, such as "https://www.news.example", or "*".',
  );
}

/** A star is a sound host of an address, and no browser has it. */
function isOrigin(text: string): boolean {
  const { origin, protocol } = new URL(text);
  return origin === text && !text.includes('*') && (protocol === 'https:' || protocol === 'http:');
}
