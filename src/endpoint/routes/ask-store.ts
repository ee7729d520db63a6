import type { LogOutage } from '../create-outage-log.js';
import { describeError } from '../describe-error.js';
import { STORE_RETRY_AFTER_S } from '../limits.js';
import { Refusal } from '../refusal.js';

/**
 * Answers a request from a store. A store that fails is logged, and the request is refused with 503 and neither yes nor no,
 * so that the page may ask again.
 *
 * @param event - Event of the log for a failure.
 * @param ask - Asks the store and makes the answer, or a part of it.
 */
export async function askStore<Result>(
  event: 'gift-store-failed' | 'usage-store-failed' | 'preview-store-failed' | 'event-store-failed',
  logOutage: LogOutage,
  ask: () => Promise<Result>,
): Promise<Result | Refusal> {
  try {
    return await ask();
  } catch (error) {
    logOutage(event, describeError(error, 'store-failed'));
    return new Refusal(503, 'store-unavailable', 'The store is not available at the moment.', {
      'Retry-After': String(STORE_RETRY_AFTER_S),
    });
  }
}
