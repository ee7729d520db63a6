import type { Endpoint } from '../endpoint-function.js';
import { WEBHOOK_DRAIN_MS } from '../limits.js';
import { deliveriesOf } from '../served-endpoint.js';

/**
 * Sends at once what waits for webhooks, each message for the last time: for a server that stops. Messages that are not
 * delivered in time are dropped, and so are later ones.
 *
 * @param timeoutMs - Longest wait in milliseconds. Default: 3,000.
 * @example
 * process.once('SIGTERM', () => server.close(() => void drainWebhooks(endpoint).then(() => process.exit())));
 */
export async function drainWebhooks(endpoint: Endpoint, timeoutMs: number = WEBHOOK_DRAIN_MS): Promise<void> {
  await deliveriesOf(endpoint)?.drain(timeoutMs);
}
