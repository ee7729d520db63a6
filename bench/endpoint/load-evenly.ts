import { Agent, request as send } from 'node:http';
import type { Request } from 'autocannon';
import { CONNECTIONS } from './load.js';

/**
 * Sends requests at an even rate, however long the answers take, as readers do who know nothing of each other.
 *
 * @param rate - Requests a second.
 * @returns Milliseconds from when each request was due to when its answer was whole: a server that stalls keeps all those
 *   waiting who come meanwhile, and cannot hide it.
 */
export async function loadEvenly(
  url: string,
  requests: readonly Request[],
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const took: number[] = [];
  const total = Math.round(rate * seconds);
  const begun = performance.now();
  const dueAt = (index: number): number => begun + (index * 1000) / rate;
  const ask = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const { method, headers, body } = requests[index % requests.length]!;
      const sent = send(url, { method, headers, agent }, (response) => {
        response.resume();
        response.once('end', () => {
          took.push(performance.now() - dueAt(index));
          resolve();
        });
      });
      sent.once('error', reject);
      sent.end(body);
    });
  const asked: Promise<void>[] = [];
  while (asked.length < total) {
    while (asked.length < total && dueAt(asked.length) <= performance.now()) asked.push(ask(asked.length));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(asked);
  agent.destroy();
  return took;
}
