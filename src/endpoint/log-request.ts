import type { WriteLog } from './create-log.js';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** A request that was answered. */
export interface AnsweredRequest {
  /** Path of the route; `null` for a path that is not one. */
  readonly route: string | null;
  readonly method: string;
  readonly status: number;
  /** By `performance.now()`. */
  readonly begunAt: number;
  readonly outcome: string | undefined;
  readonly seals: number | undefined;
}

/** Logs a request after it was answered. */
export function logRequest(log: WriteLog, { route, method, status, begunAt, outcome, seals }: AnsweredRequest): void {
  // An outage of a store has entries of its own, which do not grow with the requests that meet it.
  const isError = status >= 500 && status !== 503;
  if (log.isQuiet && !isError) return;
  log({
    ...(isError ? { level: 'error', code: outcome ?? 'internal' } : { level: 'info' }),
    event: 'request',
    route: route ?? 'other',
    method: METHODS.has(method) ? method : 'other',
    status,
    ms: Math.round((performance.now() - begunAt) * 1000) / 1000,
    ...(outcome !== undefined && { outcome }),
    ...(seals !== undefined && { seals }),
  });
}
