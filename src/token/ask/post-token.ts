import type { RawToken } from '../../model/token.js';
import { sleep } from '../../lib/sleep.js';
import { ANSWER_TIMEOUT_MS, ATTEMPT_JITTER_MS, ATTEMPT_PAUSE_MS, SECOND_ATTEMPT_MS } from '../limits.js';
import { readAnswer, type Answer } from './read-answer.js';

/** The part of `fetch` that asking needs. */
export type PostJson = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly credentials: 'include' | 'omit';
    readonly redirect: 'error';
    readonly cache: 'no-store';
    readonly signal: AbortSignal;
  },
) => Promise<{ readonly status: number; text(): Promise<string> }>;

/** A request without an answer. */
export interface Failure {
  /** The cause, in words for the publisher's developer. */
  readonly failed: string;
  /** Whether a second attempt could help. */
  readonly passing: boolean;
}

/**
 * Asks an endpoint what a token is worth, and once more where it does not answer in time or fails. There is no third attempt.
 *
 * The token goes in the body, never in an address, and a redirect is not followed.
 *
 * @param token - Empty where the page can read none and the browser's cookies have to do.
 * @param credentials - Whether the browser sends its cookies.
 * @returns The first answer that counts. Never rejects.
 */
export async function postToken(
  url: string,
  token: RawToken,
  credentials: boolean | undefined,
  fetch: PostJson,
): Promise<Answer | Failure> {
  const abort = new AbortController();
  const attempt = (): Promise<Answer | Failure> =>
    postOnce(fetch, url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(token ? { token } : {}),
      credentials: credentials ? 'include' : 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: abort.signal,
    });
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A `fetch` that was handed in may ignore signals.
  const limit = new Promise<Failure>((resolve) => {
    timer = setTimeout(() => resolve({ failed: 'no answer', passing: true }), ANSWER_TIMEOUT_MS);
  });
  try {
    const first = attempt();
    const early = await Promise.race([first, sleep(withJitter(SECOND_ATTEMPT_MS))]);
    if (early && isFinal(early)) return early;
    if (early) await sleep(withJitter(ATTEMPT_PAUSE_MS));
    const second = attempt();
    return await Promise.race([
      // An attempt that fails leaves the other one time to answer.
      first.then((found) => (isFinal(found) ? found : second)),
      second.then((found) => (isFinal(found) ? found : first)),
      limit,
    ]);
  } finally {
    clearTimeout(timer);
    // Of the attempt that is not waited for.
    abort.abort();
  }
}

async function postOnce(fetch: PostJson, ...request: Parameters<PostJson>): Promise<Answer | Failure> {
  try {
    const response = await fetch(...request);
    const { status } = response;
    if (status !== 200) return { failed: `status ${status}`, passing: status >= 500 };
    return readAnswer(await response.text()) ?? { failed: 'no answer of an endpoint', passing: false };
  } catch (error) {
    return { failed: String(error), passing: true };
  }
}

function isFinal(answer: Answer | Failure): boolean {
  return !('passing' in answer && answer.passing);
}

function withJitter(ms: number): number {
  return ms + Math.random() * ATTEMPT_JITTER_MS;
}
