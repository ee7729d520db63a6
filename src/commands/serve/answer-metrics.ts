import { createHash, timingSafeEqual } from 'node:crypto';
import type { RefusalCode } from '../../model/codes.js';
import type { WriteLog } from '../../endpoint/create-log.js';
import type { Endpoint } from '../../endpoint/endpoint-function.js';
import { logRequest } from '../../endpoint/log-request.js';
import type { Metrics } from './create-metrics.js';

/** The token of the route comes from the environment: other programs can read arguments. */
export const METRICS_TOKEN_VARIABLE = 'ZEPHR_METRICS_TOKEN';

/** The numbers that a route gives, and who gets them. */
export interface MetricsRoute {
  readonly metrics: Metrics;
  /** The path of the route. */
  readonly path: string;
  /** The token that a request needs; `undefined` where the path is closed to others in another way. */
  readonly token: string | undefined;
  readonly log: WriteLog;
}

/** Puts the route of the numbers before an endpoint. It has no rate limit, as a scrape must not fail under load. */
export function answerMetrics(endpoint: Endpoint, { metrics, path, token, log }: MetricsRoute): Endpoint {
  return async (request, connection) => {
    // Only a request for this route has its address parsed.
    if (!request.url.includes(path) || new URL(request.url).pathname !== path) return endpoint(request, connection);
    const begunAt = performance.now();
    const response = await answer(request, metrics, token);
    response.headers.set('Cache-Control', 'no-store');
    response.headers.set('X-Content-Type-Options', 'nosniff');
    const method = isRead(request) ? request.method : 'other';
    const { status } = response;
    logRequest(log, { route: path, method, status, begunAt, outcome: undefined, seals: undefined });
    return response;
  };
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

async function answer(request: Request, metrics: Metrics, token: string | undefined): Promise<Response> {
  if (!isRead(request)) return refuse(405, 'method-not-allowed', 'This route takes GET, HEAD.', { Allow: 'GET, HEAD' });
  if (token !== undefined && !isToken(request.headers.get('authorization') ?? '', token))
    return refuse(401, 'metrics-token', `This route needs the token of ${METRICS_TOKEN_VARIABLE}.`, {
      'WWW-Authenticate': 'Bearer',
    });
  const { type, text } = await metrics.write();
  return new Response(text, { headers: { 'Content-Type': type } });
}

function refuse(status: number, code: RefusalCode, message: string, headers: Record<string, string>): Response {
  return Response.json({ error: { code, message } }, { status, headers });
}

/** Compares in a time that says nothing about the token. */
function isToken(given: string, token: string): boolean {
  const [one, other] = [given, `Bearer ${token}`].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(one!, other!);
}
