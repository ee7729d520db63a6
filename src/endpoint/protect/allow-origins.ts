import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { EndpointError } from '../endpoint-error.js';

const COMMON = {
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['Content-Type', 'Authorization', 'X-Zephr-Jwt', 'X-Blaize-Jwt'],
  exposeHeaders: ['Retry-After'],
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
  const listed = new Set(origins.filter((origin) => origin !== '*'));
  const forListed = cors({ ...COMMON, origin: (origin) => origin, credentials: true });
  const forOthers = cors({ ...COMMON, origin: origins.includes('*') ? () => '*' : () => null });
  return (context, next) => (listed.has(context.req.header('origin') ?? '') ? forListed : forOthers)(context, next);
}

function checkOrigin(origin: unknown, index: number): void {
  if (origin === '*' || (typeof origin === 'string' && URL.canParse(origin) && isOrigin(origin))) return;
  throw new EndpointError(
    'origin-invalid',
    `/allowedOrigins/${index}`,
    'is no origin: write scheme, host and, where it is not the usual one, port, such as "https://www.news.example", or "*".',
  );
}

function isOrigin(text: string): boolean {
  const { origin, protocol } = new URL(text);
  return origin === text && (protocol === 'https:' || protocol === 'http:');
}
