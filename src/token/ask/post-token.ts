import type { RawToken } from '../../model/token.js';
import { requestJson, type JsonRequest } from '../../lib/request/request-json.js';
import type { RequestFetch } from '../../lib/request/request-text.js';
import { sleep } from '../../lib/sleep.js';
import { ANSWER_TIMEOUT_MS, ATTEMPT_JITTER_MS, ATTEMPT_PAUSE_MS, SECOND_ATTEMPT_MS } from '../limits.js';
import { readAnswer, type Answer } from './read-answer.js';

/** A request without an answer. */
export interface Failure {
  /** The cause, in words for the publisher's developer. */
  readonly failed: string;
  /** Whether a second attempt could help. */
  readonly passing: boolean;
}

const NO_ENDPOINT: Failure = {
  failed: 'its answer is not that of a verify endpoint. Is the address right?',
  passing: false,
};

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
  fetch: RequestFetch,
): Promise<Answer | Failure> {
  const abort = new AbortController();
  const attempt = (): Promise<Answer | Failure> =>
    postOnce(fetch, url, {
      post: token ? { token } : {},
      credentials: credentials ? 'include' : 'omit',
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

async function postOnce(...request: [fetch: RequestFetch, url: string, JsonRequest]): Promise<Answer | Failure> {
  try {
    const { status, value } = await requestJson(...request);
    if (status !== 200)
      return {
        failed: `status ${status}${status === 404 ? '. Is a verify endpoint (zephr serve) there?' : ''}`,
        passing: status >= 500,
      };
    return readAnswer(value) ?? NO_ENDPOINT;
  } catch (error) {
    // An answer that is not JSON, or too much of it.
    if (error instanceof SyntaxError || error instanceof RangeError) return NO_ENDPOINT;
    return { failed: String(error), passing: true };
  }
}

function isFinal(answer: Answer | Failure): boolean {
  return !('passing' in answer && answer.passing);
}

function withJitter(ms: number): number {
  return ms + Math.random() * ATTEMPT_JITTER_MS;
}
