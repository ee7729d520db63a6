/** An endpoint of a test and its log, with defaults for everything that the test does not set. */
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { createEndpoint, type EndpointOptions } from '../../src/endpoint/create-endpoint.js';
import type { Endpoint } from '../../src/endpoint/endpoint-function.js';
import type { LogEntry } from '../../src/endpoint/create-log.js';
import { aConfig } from './a-config.js';
import { NOON } from './judge-cases.js';
import { signToken, type TokenWish } from './sign-token.js';

/** A client whose address the runtime gives. */
const ANY_CLIENT = { address: '198.51.100.1' };

/** Long enough for every hash. */
export const SECRET = 'a secret of sixty-four octets, which no one can guess in a lifetime';

/** How the tutorial maps readers and products, and no key. */
export const JWT = {
  userMapping: { foreignUserIdProperty: 'sub' },
  productSyncing: { privateClaimName: 'prod' },
} as const;

/** An endpoint and its log. */
export interface TestEndpoint {
  readonly endpoint: Endpoint;
  readonly log: LogEntry[];
}

/** Makes an endpoint for the tutorial's newspaper, with a secret, at noon. */
export function anEndpoint({
  jwt,
  ...options
}: Partial<EndpointOptions> & { readonly jwt?: Readonly<Record<string, unknown>> } = {}): TestEndpoint {
  const log: LogEntry[] = [];
  const endpoint = createEndpoint({
    config: aConfig({ jwt: { ...JWT, ...jwt } }),
    secret: SECRET,
    now: () => NOON,
    log: (entry) => log.push(entry),
    ...options,
  });
  return { endpoint, log };
}

/** An answer as a test reads it. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** Sends a body as JSON; a text or octets as they are. */
export async function post(
  endpoint: Endpoint,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  connection: unknown = ANY_CLIENT,
): Promise<Answered> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  return send(
    endpoint,
    path,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: isRaw ? (body as BodyInit) : JSON.stringify(body),
    },
    connection,
  );
}

/** Sends a request of whatever kind. */
export async function send(
  endpoint: Endpoint,
  path: string,
  init: RequestInit = {},
  connection: unknown = ANY_CLIENT,
): Promise<Answered> {
  const response = await endpoint(new Request(`https://news.example${path}`, init), connection);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

/** A token signed with the secret. */
export function aSecretToken(claims: unknown = { sub: 'reader-1' }, wish: TokenWish = {}): string {
  return signToken({ alg: 'HS256', secret: SECRET, claims, ...wish });
}

/** Runs an endpoint on Node, on a free port of loopback. `await using` closes it. */
export async function serveEndpoint(
  endpoint: Endpoint,
  options: { readonly maxHeaderSize?: number } = {},
): Promise<AsyncDisposable & { readonly origin: string }> {
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: endpoint, port: 0, hostname: '127.0.0.1', serverOptions: options }, () =>
      resolve(started),
    );
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
