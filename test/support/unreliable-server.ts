/** A real server whose routes answer, redirect or hang, for tests of requests. */
import { text } from 'node:stream/consumers';
import { serve } from './serve.js';

/** A request as the server received it. */
export interface ReceivedRequest {
  readonly route: string;
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The server of a test. `await using` closes it. */
export interface UnreliableServer extends AsyncDisposable {
  readonly origin: string;
  /** All requests, in order. */
  readonly received: readonly ReceivedRequest[];
}

/**
 * Serves routes on loopback.
 *
 * @param routes - By path: a text is the body of a 200, a number is a status; `hangs` never answers, `hangs-in-body` stops
 *   after the first octet, and an object redirects (307).
 */
export async function anUnreliableServer(
  routes: Readonly<Record<string, string | number | { readonly to: string }>>,
): Promise<UnreliableServer> {
  const received: ReceivedRequest[] = [];
  const server = await serve({
    routes: Object.fromEntries(
      Object.entries(routes).map(([route, answer]) => [
        route,
        async (request, response) => {
          const { method, headers } = request;
          received.push({ route, method, headers, body: await text(request) });
          if (answer === 'hangs') return;
          if (answer === 'hangs-in-body') return void response.writeHead(200).write('{');
          if (typeof answer === 'number') return void response.writeHead(answer).end('{"status":true}');
          if (typeof answer === 'object') return void response.writeHead(307, { location: answer.to }).end();
          response.end(answer);
        },
      ]),
    ),
  });
  return { origin: server.origin, received, [Symbol.asyncDispose]: () => server.close() };
}
