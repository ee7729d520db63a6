import type { AnswerPost } from './create-post-answerer.js';
import type { Endpoint } from './endpoint-function.js';
import type { HeaderReader } from './header-reader.js';

/** By this symbol an endpoint has `answerPost`: `zephr serve` is in another file than the endpoint, and the two share no module. */
const ANSWER_POST = Symbol.for('zephr.answerPost');

/** Options of an endpoint on a server of our own. */
export interface ServedOptions {
  /** Names the client of a request by its headers, instead of `clientKey`. */
  readonly clientOf?: ((headers: HeaderReader) => string) | undefined;
  /** Whether `log` takes warnings and errors alone. */
  readonly isQuiet?: boolean | undefined;
}

/** Adds to an endpoint what a server of our own takes of it. */
export function withAnswerPost(endpoint: Endpoint, answerPost: AnswerPost): Endpoint {
  return Object.assign(endpoint, { [ANSWER_POST]: answerPost });
}

/** The function that answers requests with a body, which the server reads itself, as the endpoint would. */
export function answerPostOf(endpoint: Endpoint): AnswerPost {
  return (endpoint as Endpoint & { readonly [ANSWER_POST]: AnswerPost })[ANSWER_POST];
}
