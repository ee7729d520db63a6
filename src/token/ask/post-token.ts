import type { RawToken } from '../../model/token.js';
import { sleep } from '../../lib/sleep.js';
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

/** No answer, and why, in words for the publisher's developer. */
export interface Failure {
  readonly failed: string;
  /** Whether asking once more could help. */
  readonly passing: boolean;
}

/** Milliseconds after which a question without an answer is asked a second time; the first may still be answered. */
const PATIENCE = 600;
/** Milliseconds before a question that failed is asked again. */
const PAUSE = 100;
/** Milliseconds up to which either wait is longer by chance, so that pages do not all come back at once. */
const JITTER = 300;
/** Milliseconds after which nobody waits for an answer any more. */
const LONGEST = 20_000;

/**
 * Asks an endpoint what a token is worth; once more where it does not answer, and no third time.
 *
 * The token goes in the body, never in an address, and to nobody that the endpoint would redirect to.
 *
 * @param token - Empty where the page can read none and the browser's cookies have to do.
 * @param credentials - Whether the browser's cookies go along.
 */
export async function postToken(
  url: string,
  token: RawToken,
  credentials: boolean | undefined,
  fetch: PostJson,
): Promise<Answer | Failure> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Whatever `fetch` was handed in may know nothing of signals.
  const limit = new Promise<Failure>((resolve) => {
    timer = setTimeout(() => resolve({ failed: 'no answer', passing: true }), LONGEST);
  });
  const ask = async (): Promise<Answer | Failure> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(token ? { token } : {}),
        credentials: credentials ? 'include' : 'omit',
        redirect: 'error',
        cache: 'no-store',
        signal: abort.signal,
      });
      const { status } = response;
      if (status !== 200) return { failed: `status ${status}`, passing: status >= 500 };
      return readAnswer(await response.text()) ?? { failed: 'no answer of an endpoint', passing: false };
    } catch (error) {
      return { failed: String(error), passing: true };
    }
  };
  const isFinal = (answer: Answer | Failure): boolean => !('passing' in answer && answer.passing);

  const first = ask();
  const early = await Promise.race([first, sleep(PATIENCE + Math.random() * JITTER)]);
  if (early && isFinal(early)) {
    clearTimeout(timer);
    return early;
  }
  if (early) await sleep(PAUSE + Math.random() * JITTER);
  const second = ask();
  const whichever = await Promise.race([
    // The one that fails leaves the other time to answer.
    first.then((answer) => (isFinal(answer) ? answer : second)),
    second.then((answer) => (isFinal(answer) ? answer : first)),
    limit,
  ]);
  clearTimeout(timer);
  // The other question.
  abort.abort();
  return whichever;
}
