import type { ReadWebhook } from './read-webhooks.js';
import type { SignMessage } from './create-signer.js';

/** A message on its way to a webhook. */
export interface WebhookMessage {
  /** The same for each attempt, so that a receiver can leave out what it has. */
  readonly id: string;
  readonly body: string;
}

/** The result of an attempt: a receiver that has the message, that is gone for good, or that may take it later. */
export type Attempt =
  | { readonly result: 'delivered' }
  | { readonly result: 'gone' }
  | {
      readonly result: 'failed';
      readonly code: 'timeout' | 'network' | 'status';
      readonly status?: number;
      /** The wait that the receiver asks for, in milliseconds. */
      readonly retryAfterMs: number;
    };

/** Ports of an attempt. */
export interface SendPorts {
  readonly sign: SignMessage;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Time limit of the attempt in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the attempt early. */
  readonly signal: AbortSignal;
}

const GONE = 410;

/**
 * Sends a message once. The answer counts by its status alone: its body is not read, and a redirect is not followed. Never rejects.
 */
export async function sendMessage(
  { url }: ReadWebhook,
  { id, body }: WebhookMessage,
  { sign, now, signal, timeoutMs }: SendPorts,
): Promise<Attempt> {
  const ending = new AbortController();
  let isLate = false;
  const end = (): void => ending.abort();
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, timeoutMs);
  signal.addEventListener('abort', end);
  try {
    const seconds = Math.floor(now() / 1000);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': await sign(id, seconds, body),
    };
    // Workers refuse `redirect: 'error'`.
    const init = { method: 'POST', headers, body, redirect: 'manual', signal: ending.signal } as const;
    const response = await fetch(url, init);
    const { status, ok } = response;
    response.body?.cancel().catch(() => undefined);
    if (ok) return { result: 'delivered' };
    if (status === GONE) return { result: 'gone' };
    return { result: 'failed', code: 'status', status, retryAfterMs: readRetryAfter(response.headers, now()) };
  } catch {
    return { result: 'failed', code: isLate ? 'timeout' : 'network', retryAfterMs: 0 };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Reads `Retry-After`, seconds or a date (RFC 9110, section 10.2.3), as milliseconds from now; 0 without one. */
function readRetryAfter(headers: Headers, now: number): number {
  const text = headers.get('retry-after') ?? '';
  const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return wait > 0 ? wait : 0;
}
