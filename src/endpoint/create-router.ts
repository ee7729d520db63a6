import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { Caller } from './caller.js';
import type { WriteLog } from './create-log.js';
import { describeError } from './describe-error.js';
import { allowOrigins } from './protect/allow-origins.js';
import { findClient } from './protect/find-client.js';
import { gateOf, limitRate, type RateLimit } from './protect/limit-rate.js';
import { readBody } from './protect/read-body.js';
import { secureResponses } from './protect/secure-responses.js';
import { Refusal } from './refusal.js';
import type { RouteAnswer } from './route-answer.js';
import type { RouterEnv } from './router-env.js';

/** Answers a request whose body is a JSON object. */
export type PostRoute = (body: object, caller: Caller) => Promise<RouteAnswer | Refusal>;
/** Answers a request without a body. `id` is the step `:id` of the path, where the route has one. */
export type GetRoute = (headers: Headers, id: string) => RouteAnswer | Promise<RouteAnswer | Refusal>;

/** The path that the routes have in the code, instead of the path of the publisher. */
export const DEFAULT_BASE = '/zephr';

/** The routes by path, and the protection in front of them. */
export interface RouterOptions {
  /** The path instead of `DEFAULT_BASE`. */
  readonly base: string;
  readonly posts: Readonly<Record<string, PostRoute>>;
  readonly gets: Readonly<Record<string, GetRoute>>;
  /** Largest bodies in octets, by path; others are at most `MAX_BODY_BYTES`. */
  readonly maxBodyBytes: Readonly<Record<string, number>>;
  /** Paths of routes without a rate limit. */
  readonly unlimited: readonly string[];
  /** Paths of routes that ask the caller's gate: a client over the limit reaches them with a valid token. */
  readonly byToken: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly rateLimit: RateLimit | false | undefined;
  readonly clientKey: ((request: Request) => string) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: WriteLog;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** The refusal of a request in which the endpoint itself fails. */
export const INTERNAL_ERROR = new Refusal(500, 'internal', 'The endpoint failed. Its log has the cause.');

/**
 * Makes the router. Every response is JSON, carries the protecting headers and is stored by no cache; the log gets its
 * route, status and outcome. An exception becomes a 500 without details.
 */
export function createRouter(options: RouterOptions): Hono<RouterEnv> {
  const { log } = options;
  const place = (path: string): string => options.base + path.slice(DEFAULT_BASE.length);
  const placeAll = <Route>(routes: Readonly<Record<string, Route>>): Record<string, Route> =>
    Object.fromEntries(Object.entries(routes).map(([path, route]) => [place(path), route]));
  const [posts, gets] = [placeAll(options.posts), placeAll(options.gets)];
  const maxBodyBytes = placeAll(options.maxBodyBytes);
  const unlimited = options.unlimited.map(place);
  const router = new Hono<RouterEnv>();

  router.use(logRequests(log, [...Object.keys(posts), ...Object.keys(gets)]));
  router.use(secureResponses());
  const origins = allowOrigins(options.allowedOrigins);
  if (origins) router.use(origins);
  const limit = limitRate({ ...options, byToken: options.byToken.map(place), refuse });
  if (limit) router.use((context, next) => (unlimited.includes(context.req.path) ? next() : limit(context, next)));

  for (const [path, answer] of Object.entries(posts)) {
    router.post(path, async (context) => {
      const { raw } = context.req;
      const body = await readBody(raw, context.env.connection, maxBodyBytes[path]);
      const gate = gateOf(context);
      // A client over the limit sends no valid token with it.
      if (body instanceof Refusal) return refuse(context, gate.beforeVerifying([]) ?? body);
      const client = findClient(raw, context.env.connection, options.clientKey);
      return respond(context, await answer(body, { headers: raw.headers, gate, client }));
    });
    router.all(path, (context) => refuseMethod(context, 'POST'));
  }
  for (const [path, answer] of Object.entries(gets)) {
    router.get(path, async (context) =>
      respond(context, await answer(context.req.raw.headers, context.req.param('id') ?? '')),
    );
    router.all(path, (context) => refuseMethod(context, 'GET, HEAD'));
  }
  router.notFound((context) =>
    refuse(
      context,
      new Refusal(404, 'not-found', `This route does not exist. The routes begin with ${options.base}/ ("base").`),
    ),
  );
  router.onError((error, context) => {
    log({ level: 'error', event: 'internal', ...describeError(error, 'internal') });
    return refuse(context, INTERNAL_ERROR);
  });
  return router;
}

/** Logs each request after it was answered, and keeps its response out of caches. */
function logRequests(log: WriteLog, routes: readonly string[]): MiddlewareHandler<RouterEnv> {
  // An id in a path gives access to what it names, so the log has the route in its place.
  const patterns = routes.map((route) => [new RegExp(`^${route.replace(':id', '[^/]+')}$`), route] as const);
  return async (context, next) => {
    const begunAt = performance.now();
    await next();
    const { status, headers } = context.res;
    headers.set('Cache-Control', 'no-store');
    const { method, path } = context.req;
    const [outcome, seals] = [context.get('outcome'), context.get('seals')];
    // An outage of a store has entries of its own, which do not grow with the requests that meet it.
    const isError = status >= 500 && status !== 503;
    log({
      ...(isError ? { level: 'error', code: outcome ?? 'internal' } : { level: 'info' }),
      event: 'request',
      route: patterns.find(([pattern]) => pattern.test(path))?.[1] ?? 'other',
      method: METHODS.has(method) ? method : 'other',
      status,
      ms: Math.round((performance.now() - begunAt) * 1000) / 1000,
      ...(outcome !== undefined && { outcome }),
      ...(seals !== undefined && { seals }),
    });
  };
}

function respond(context: Context<RouterEnv>, answer: RouteAnswer | Refusal): Response {
  if (answer instanceof Refusal) return refuse(context, answer);
  context.set('outcome', answer.outcome);
  context.set('seals', answer.seals);
  return context.json(answer.body, answer.status ?? 200);
}

function refuse(context: Context<RouterEnv>, { status, code, message, headers }: Refusal): Response {
  context.set('outcome', code);
  return context.json({ error: { code, message } }, status, headers);
}

function refuseMethod(context: Context<RouterEnv>, allowed: string): Response {
  return refuse(context, new Refusal(405, 'method-not-allowed', `This route takes ${allowed}.`, { Allow: allowed }));
}
