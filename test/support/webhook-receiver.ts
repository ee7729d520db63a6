/** A receiver of webhooks on loopback. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A secret of 32 octets. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')}`;

/** A message as it arrived. */
export interface ReceivedMessage {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Answers a message. A number is a status; a function writes the response itself, or never does. */
export type Answering = number | ((response: ServerResponse) => void);

/** Nothing is ever answered. */
export const HANGS: Answering = () => {};

/** A receiver, and all that it got. `await using` closes it. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: ReceivedMessage[];
}

/**
 * Starts a receiver.
 *
 * @param answers - The answer to each message; the last one holds for all that follow.
 */
export async function aReceiver(...answers: readonly Answering[]): Promise<Receiver> {
  const received: ReceivedMessage[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const answer = answers[Math.min(received.length, answers.length - 1)] ?? 204;
      received.push({ headers: request.headers, text: Buffer.concat(parts).toString() });
      if (typeof answer === 'number') response.writeHead(answer).end();
      else answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/**
 * Verifies a message as its receiver does, with the package of Standard Webhooks.
 *
 * @throws {WebhookVerificationError} For a signature that is not of the secret, and for a moment that is too long ago.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function verifyMessage({ headers, text }: ReceivedMessage, secret = WEBHOOK_SECRET): any {
  return new Webhook(secret).verify(text, headers as Record<string, string>);
}
