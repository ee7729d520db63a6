import type { AnswerPost } from './create-post-answerer.js';
import type { Endpoint } from './endpoint-function.js';
import type { HeaderReader } from './header-reader.js';
import type { Notifier } from './webhooks/create-notifier.js';
import type { CountDelivery } from './webhooks/webhook-queue.js';

/** By this symbol an endpoint has `answerPost`: `zephr serve` is in another file than the endpoint, and the two share no module. */
const ANSWER_POST = Symbol.for('zephr.answerPost');
/** By this one its messages that wait for webhooks. */
const DELIVERIES = Symbol.for('zephr.deliveries');

/** Messages that wait for webhooks. */
type Deliveries = Pick<Notifier, 'pending' | 'drain'>;

/** Options of an endpoint on a server of our own. */
export interface ServedOptions {
  /** Names the client of a request by its headers, instead of `clientKey`. */
  readonly clientOf?: ((headers: HeaderReader) => string) | undefined;
  /** Counts what becomes of messages to webhooks. */
  readonly countDelivery?: CountDelivery | undefined;
  /** Whether `log` takes warnings and errors alone. */
  readonly isQuiet?: boolean | undefined;
}

/**
 * Adds to an endpoint what a server of our own takes of it.
 *
 * @param deliveries - `null` for an endpoint without webhooks.
 */
export function withServed(endpoint: Endpoint, answerPost: AnswerPost, deliveries: Deliveries | null): Endpoint {
  return Object.assign(endpoint, { [ANSWER_POST]: answerPost, [DELIVERIES]: deliveries });
}

/** The messages of an endpoint that wait for webhooks; `null` without webhooks. */
export function deliveriesOf(endpoint: Endpoint): Deliveries | null {
  return (endpoint as Endpoint & { readonly [DELIVERIES]?: Deliveries | null })[DELIVERIES] ?? null;
}

/** The function that answers requests with a body, which the server reads itself, as the endpoint would. */
export function answerPostOf(endpoint: Endpoint): AnswerPost {
  return (endpoint as Endpoint & { readonly [ANSWER_POST]: AnswerPost })[ANSWER_POST];
}
