import { Hono, type Context } from 'hono';
import { Refusal, type RouteAnswer } from './refusal.js';
import type { RouterEnv } from './router-env.js';
import { errorNameOf, type WriteLog } from './create-log.js';
import { allowOrigins } from './protect/allow-origins.js';
import { limitRate, type RateLimit } from './protect/limit-rate.js';
import { readBody } from './protect/read-body.js';
import { secureResponses } from './protect/secure-responses.js';

/** What a route answers to a body that is a JSON object, and to headers. */
export type PostRoute = (body: object, headers: Headers) => Promise<RouteAnswer | Refusal>;
/** What a route answers to headers. */
export type GetRoute = (headers: Headers) => RouteAnswer;

/** The routes by path, and what stands before them. */
export interface RouterOptions {
  readonly posts: Readonly<Record<string, PostRoute>>;
  readonly gets: Readonly<Record<string, GetRoute>>;
  /** Paths of routes that no client is kept from. */
  readonly unlimited: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly rateLimit: RateLimit | false | undefined;
  readonly clientKey: ((request: Request) => string) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: WriteLog;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/**
 * Makes the router: every answer is JSON, has the protecting headers, is stored nowhere and is logged by route, status and
 * outcome. Whatever throws becomes a 500 that says nothing.
 */
export function createRouter(options: RouterOptions): Hono<RouterEnv> {
  const { posts, gets, unlimited, log } = options;
  const app = new Hono<RouterEnv>();
  const known = new Set([...Object.keys(posts), ...Object.keys(gets)]);

  app.use(async (context, next) => {
    const begun = performance.now();
    await next();
    const { status, headers } = context.res;
    headers.set('Cache-Control', 'no-store');
    const { method, path } = context.req;
    const outcome = context.get('outcome');
    log({
      level: status >= 500 ? 'error' : 'info',
      event: 'request',
      route: known.has(path) ? path : 'other',
      method: METHODS.has(method) ? method : 'other',
      status,
      ms: Math.round((performance.now() - begun) * 1000) / 1000,
      ...(outcome !== undefined && { outcome }),
    });
  });
  app.use(secureResponses());
  const origins = allowOrigins(options.allowedOrigins);
  if (origins) app.use(origins);
  const limit = limitRate({ ...options, refuse });
  if (limit) app.use((context, next) => (unlimited.includes(context.req.path) ? next() : limit(context, next)));

  for (const [path, answer] of Object.entries(posts)) {
    app.post(path, async (context) => {
      const { raw } = context.req;
      const body = await readBody(raw, context.env.connection);
      return body instanceof Refusal ? refuse(context, body) : give(context, await answer(body, raw.headers));
    });
    app.all(path, (context) => refuseMethod(context, 'POST'));
  }
  for (const [path, answer] of Object.entries(gets)) {
    app.get(path, (context) => give(context, answer(context.req.raw.headers)));
    app.all(path, (context) => refuseMethod(context, 'GET, HEAD'));
  }
  app.notFound((context) => refuse(context, new Refusal(404, 'not-found', 'There is no such route.')));
  app.onError((error, context) => {
    log({ level: 'error', event: 'internal', error: errorNameOf(error) });
    return refuse(context, INTERNAL_ERROR);
  });
  return app;
}

/** What is answered where something broke that must not. */
export const INTERNAL_ERROR = new Refusal(500, 'internal', 'Something went wrong here.');

function give(context: Context<RouterEnv>, answer: RouteAnswer | Refusal): Response {
  if (answer instanceof Refusal) return refuse(context, answer);
  context.set('outcome', answer.outcome);
  return context.json(answer.body);
}

function refuse(context: Context<RouterEnv>, { status, code, message, headers }: Refusal): Response {
  context.set('outcome', code);
  return context.json({ error: { code, message } }, status, headers);
}

function refuseMethod(context: Context<RouterEnv>, allowed: string): Response {
  return refuse(context, new Refusal(405, 'method-not-allowed', `This route takes ${allowed}.`, { Allow: allowed }));
}
