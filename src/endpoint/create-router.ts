import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { getPath } from 'hono/utils/url';
import type { Caller } from './caller.js';
import { createPostAnswerer, type AnswerPost, type PostAnswer, type PostRoute } from './create-post-answerer.js';
import type { WriteLog } from './create-log.js';
import { DEFAULT_BASE } from './default-base.js';
import { describeError } from './describe-error.js';
import { logRequest } from './log-request.js';
import { allowOrigins, type AllowedOrigins } from './protect/allow-origins.js';
import { findClient, findClientAddress, type ClientNaming } from './protect/find-client.js';
import { limitRate, type RateLimit } from './protect/limit-rate.js';
import { octetsOf } from './protect/read-body.js';
import { RESPONSE_HEADERS } from './protect/secure-responses.js';
import { INTERNAL_ERROR, Refusal } from './refusal.js';
import type { RouteAnswer } from './route-answer.js';
import type { RouterEnv } from './router-env.js';

/** The sender of a request without a body. */
export interface Visitor extends Pick<Caller, 'headers' | 'address'> {
  /** Reads a parameter of the address of the request. */
  readonly query: (name: string) => string | undefined;
}

/** Answers a request without a body. `id` is the step `:id` of the path, where the route has one. */
export type GetRoute = (visitor: Visitor, id: string) => RouteAnswer | Promise<RouteAnswer | Refusal>;

/** The routes by path, and the protection in front of them. */
export interface RouterOptions extends ClientNaming {
  /** The path instead of `DEFAULT_BASE`. */
  readonly base: string;
  readonly posts: Readonly<Record<string, PostRoute>>;
  readonly gets: Readonly<Record<string, GetRoute>>;
  /** Largest bodies in octets, by path; others are at most `MAX_BODY_BYTES`. */
  readonly maxBodyBytes: Readonly<Record<string, number>>;
  /** Paths of routes whose body may be `text/plain`. */
  readonly takingText: readonly string[];
  /** Paths of routes without a rate limit. */
  readonly unlimited: readonly string[];
  /** Paths of routes that ask the caller's gate: a client over the limit reaches them with a valid token. */
  readonly byToken: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly rateLimit: RateLimit | false | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: WriteLog;
}

/** The two ways into the routes: any request, and one with a body that a server has read itself. */
export interface Router {
  readonly fetch: (request: Request, connection: unknown) => Promise<Response>;
  readonly answerPost: AnswerPost;
}

/**
 * Creates the router: requests with a body go to the function that answers them, all others through Hono.
 *
 * @throws {EndpointError} `origin-invalid`, `option-invalid`.
 */
export function createRouter(options: RouterOptions): Router {
  const { log, clientKey, clientOf } = options;
  const place = (path: string): string => options.base + path.slice(DEFAULT_BASE.length);
  const placeAll = <Route>(routes: Readonly<Record<string, Route>>): Record<string, Route> =>
    Object.fromEntries(Object.entries(routes).map(([path, route]) => [place(path), route]));
  const [posts, gets] = [placeAll(options.posts), placeAll(options.gets)];
  const maxBodyBytes = placeAll(options.maxBodyBytes);
  const unlimited = options.unlimited.map(place);
  const origins = allowOrigins(options.allowedOrigins);
  const admit = limitRate({ ...options, byToken: options.byToken.map(place) });
  const answerPost = createPostAnswerer({
    ...{ posts: new Map(Object.entries(posts)), maxBodyBytes, takingText: options.takingText.map(place) },
    ...{ admit, origins, log, clientKey, clientOf },
  });

  const router = new Hono<RouterEnv>();
  router.use(logRequests(log, [...Object.keys(posts), ...Object.keys(gets)]));
  router.use(setHeaders(origins));
  if (origins) router.on('OPTIONS', '*', origins.preflight);
  if (admit)
    router.use(async (context, next) => {
      const { path, raw } = context.req;
      if (unlimited.includes(path)) return next();
      const head = { headers: raw.headers, toRequest: () => raw };
      const admitted = admit(raw.headers, findClient(head, context.env.connection, options), path);
      return admitted instanceof Refusal ? refuse(context, admitted) : next();
    });

  for (const path of Object.keys(posts)) router.all(path, (context) => refuseMethod(context, 'POST'));
  for (const [path, answer] of Object.entries(gets)) {
    router.get(path, async (context) => {
      const { raw } = context.req;
      const { headers } = raw;
      const address = (): ReturnType<Visitor['address']> =>
        findClientAddress({ headers, toRequest: () => raw }, context.env.connection, options);
      const query = (name: string): string | undefined => context.req.query(name);
      return respond(context, await answer({ headers, address, query }, context.req.param('id') ?? ''));
    });
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
  return {
    answerPost,
    fetch: async (request, connection) => {
      const { headers } = request;
      const answered =
        request.method === 'POST' &&
        answerPost({
          ...{ path: getPath(request), headers, connection },
          readOctets: octetsOf(request, connection),
          toRequest: () => request,
        });
      return answered ? toResponse(await answered) : router.fetch(request, { connection });
    },
  };
}

function toResponse({ status, headers, text }: PostAnswer): Response {
  return new Response(status === 204 ? null : text, { status, headers });
}

/** Logs each request after it was answered. */
function logRequests(log: WriteLog, routes: readonly string[]): MiddlewareHandler<RouterEnv> {
  // An id in a path gives access to what it names, so the log has the route in its place.
  const patterns = routes.map((route) => [new RegExp(`^${route.replace(':id', '[^/]+')}$`), route] as const);
  return async (context, next) => {
    const begunAt = performance.now();
    await next();
    const { method, path } = context.req;
    const [outcome, seals] = [context.get('outcome'), context.get('seals')];
    const route = patterns.find(([pattern]) => pattern.test(path))?.[1] ?? null;
    logRequest(log, { route, method, status: context.res.status, begunAt, outcome, seals });
  };
}

/** Sets the headers of every response. */
function setHeaders(origins: AllowedOrigins | null): MiddlewareHandler<RouterEnv> {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    for (const [name, value] of Object.entries(RESPONSE_HEADERS)) headers.set(name, value);
    if (!origins || context.req.method === 'OPTIONS') return;
    for (const [name, value] of Object.entries(origins.headersFor(context.req.header('origin') ?? null)))
      headers.set(name, value);
  };
}

function respond(context: Context<RouterEnv>, answer: RouteAnswer | Refusal): Response {
  if (answer instanceof Refusal) return refuse(context, answer);
  context.set('outcome', answer.outcome);
  context.set('seals', answer.seals);
  return answer.status === 204 ? context.body(null, 204) : context.json(answer.body, answer.status ?? 200);
}

function refuse(context: Context<RouterEnv>, { status, code, message, headers }: Refusal): Response {
  context.set('outcome', code);
  return context.json({ error: { code, message } }, status, headers);
}

function refuseMethod(context: Context<RouterEnv>, allowed: string): Response {
  return refuse(context, new Refusal(405, 'method-not-allowed', `This route takes ${allowed}.`, { Allow: allowed }));
}
