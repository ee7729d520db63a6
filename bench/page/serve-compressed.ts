import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';
import { withoutHash } from '../../scripts/chunk-hash.mjs';

/** The answer of a path. */
export interface Answer {
  readonly type: string;
  readonly body: string | Uint8Array;
  /** Milliseconds that working it out takes. */
  readonly takes?: number;
}

/** Files that a browser keeps. The document is another one on each visit, and what a server works out may be. */
const LASTING: ReadonlySet<string> = new Set(['text/javascript', 'text/css']);

/** Answers the requests of a path itself. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A server that compresses as delivery networks do: brotli 11, ahead of all requests. */
export interface CompressingServer extends AsyncDisposable {
  readonly origin: string;
  /** Adds a path or replaces it. */
  route(path: string, answer: Answer | Answerer): void;
}

/** Starts it on a free port of the loopback interface. */
export async function serveCompressed(): Promise<CompressingServer> {
  const routes = new Map<string, Answer | Answerer>();
  const server = createServer((request, response) => {
    const answer = routes.get(withoutHash(new URL(request.url ?? '/', 'http://localhost').pathname));
    if (!answer) return void response.writeHead(404).end();
    if (typeof answer === 'function') return void answer(request, response);
    if (!acceptsBrotli(request)) return void response.writeHead(406).end();
    const headers = {
      ...{ 'content-type': `${answer.type}; charset=utf-8`, 'content-encoding': 'br' },
      'cache-control': LASTING.has(answer.type) ? 'max-age=31536000, immutable' : 'no-store',
      'access-control-allow-origin': '*',
    };
    const send = (): void => void response.writeHead(200, headers).end(answer.body);
    if (answer.takes) setTimeout(send, answer.takes);
    else send();
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    route: (path, answer) => {
      if (typeof answer === 'function') return void routes.set(path, answer);
      const body = brotliCompressSync(answer.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
      routes.set(path, { ...answer, body });
    },
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Browsers say so on loopback, as they do over https. */
function acceptsBrotli({ headers }: IncomingMessage): boolean {
  return String(headers['accept-encoding']).includes('br');
}
