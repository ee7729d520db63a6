/** An endpoint on the server of a test, with what can happen to a request on the network. */
import { getRequestListener } from '@hono/node-server';
import { createEndpoint, type EndpointOptions } from '../../src/endpoint/create-endpoint.js';
import type { Route } from './serve.js';

/** The fate of a request: it is answered, at once or later, the connection breaks, or a proxy answers in its place. */
export type Fate = 'answers' | 'breaks' | { readonly after: number } | { readonly status: number };

/** The endpoint of a test. */
export interface MountedEndpoint {
  readonly routes: Readonly<Record<string, Route>>;
  /** The requests in order: route, body and cookies. */
  readonly asked: { readonly route: string; readonly cookies: string | undefined; body?: Record<string, unknown> }[];
  /** The fate of a request, by its number. */
  fate: (count: number) => Fate;
}

const ROUTES = ['verify', 'facts', 'gift', 'bypass', 'promo', 'sessions', 'usage', 'keys', 'events', 'notify'];

/** Mounts an endpoint for tokens signed with the secret `secret`, as the tutorial's are. */
export function mountEndpoint(options: EndpointOptions): MountedEndpoint {
  const answer = createEndpoint({ secret: 'secret', rateLimit: false, ...options, log: () => {} });
  const asked: MountedEndpoint['asked'] = [];
  const listener = getRequestListener(async (request, connection) => {
    const noted = asked.at(-1)!;
    if (request.method === 'POST') noted.body = (await request.clone().json()) as Record<string, unknown>;
    return answer(request, connection);
  });
  const endpoint: MountedEndpoint = {
    asked,
    fate: () => 'answers',
    routes: Object.fromEntries(
      ROUTES.map((name): [string, Route] => [
        `/zephr/${name}`,
        async (request, response) => {
          // Not the preflight.
          if (request.method !== 'OPTIONS') asked.push({ route: name, cookies: request.headers.cookie });
          const fate = endpoint.fate(asked.length);
          if (fate === 'breaks') return void request.socket.destroy();
          if (typeof fate === 'object' && 'status' in fate) return void response.writeHead(fate.status).end();
          if (typeof fate === 'object') await new Promise((resolve) => setTimeout(resolve, fate.after));
          await listener(request, response);
        },
      ]),
    ),
  };
  return endpoint;
}
