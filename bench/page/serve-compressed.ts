import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';
import { withoutHash } from '../../scripts/chunk-hash.mjs';
import type { Network } from './conditions.js';
import { openSlowLine } from './slow-line.js';

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

/** What browsers have asked a server for, and been sent. */
export interface Traffic {
  readonly requests: number;
  /** Heads of answers included. */
  readonly bytes: number;
}

/** A server that compresses as delivery networks do: brotli 11, ahead of all requests. */
export interface CompressingServer extends AsyncDisposable {
  /** At the end of a line. */
  readonly origin: string;
  /** Makes the line as slow as a network is, or as fast as it can be. Begins to count. */
  shape(network: Network | null): void;
  /** What has been since then. */
  readonly traffic: Traffic;
  /** Adds a path or replaces it. */
  route(path: string, answer: Answer | Answerer): void;
}

/** Starts it on a free port of the loopback interface. */
export async function serveCompressed(): Promise<CompressingServer> {
  const routes = new Map<string, Answer | Answerer>();
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
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
  const line = await openSlowLine((server.address() as AddressInfo).port);
  return {
    origin: line.origin,
    shape: (network) => {
      requests = 0;
      line.shape(network);
    },
    get traffic() {
      return { requests, bytes: line.bytes };
    },
    route: (path, answer) => {
      if (typeof answer === 'function') return void routes.set(path, answer);
      const body = brotliCompressSync(answer.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
      routes.set(path, { ...answer, body });
    },
    [Symbol.asyncDispose]: async () => {
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await line[Symbol.asyncDispose]();
    },
  };
}

/** Browsers say so on loopback, as they do over https. */
function acceptsBrotli({ headers }: IncomingMessage): boolean {
  return String(headers['accept-encoding']).includes('br');
}
