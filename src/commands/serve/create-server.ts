import { createServer as createHttpServer, STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { RefusalCode } from '../../model/codes.js';
import type { AnswerPost } from '../../endpoint/create-post-answerer.js';
import type { Endpoint } from '../../endpoint/endpoint-function.js';
import {
  CONNECTIONS_CHECK_INTERVAL_MS,
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_TIMEOUT_MS,
  REQUEST_TIMEOUT_MS,
} from '../limits.js';
import { readPost, writeAnswer } from './plain-post.js';

const TIMEOUTS = {
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: CONNECTIONS_CHECK_INTERVAL_MS,
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
} as const;

/** Responses to bytes that are not a request, by error code of Node. */
const REFUSALS: Readonly<Record<string, readonly [status: number, code: RefusalCode, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large', 'The headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout', 'The request took too long.'],
};
const NO_REQUEST = [400, 'request-invalid' satisfies RefusalCode, 'This is not an HTTP request.'] as const;

/** The event of a server that will stop: from now on each response is the last one of its connection. */
export const STOPPING = 'stopping';

/**
 * Creates the server that an endpoint runs on. It does not listen yet.
 *
 * @param answerPost - Answers plain requests with a body, which are most of them, without the objects of the Fetch standard.
 */
export function createServer(endpoint: Endpoint, answerPost?: AnswerPost): Server {
  const listener = getRequestListener((request, connection) => endpoint(request, connection), {
    // A request of HTTP/1.0 needs no Host, such as a plain health check of HAProxy.
    hostname: 'localhost',
    // The endpoint never rejects, so this is about an invalid address or host.
    errorHandler: () => {
      const [status, code, message] = NO_REQUEST;
      return Response.json({ error: { code, message } }, { status });
    },
  });
  const open = new Set<ServerResponse>();
  let isStopping = false;
  const server = createHttpServer(TIMEOUTS, (request, response) => {
    open.add(response);
    response.shouldKeepAlive &&= !isStopping;
    const post = answerPost ? readPost(request) : null;
    const answered = post && answerPost?.(post);
    if (answered)
      void answered.then((answer) => {
        writeAnswer(response, answer);
        open.delete(response);
      });
    else void listener(request, response).then(() => open.delete(response));
  });
  server.once(STOPPING, () => {
    isStopping = true;
    // Node writes `Connection: close` for these (RFC 9112, section 9.6), so no client sends another request into the end.
    for (const response of open) response.shouldKeepAlive = false;
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(error.code, socket));
  return server;
}

function refuse(reason: string | undefined, socket: Duplex): void {
  if (reason === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, code, message] = REFUSALS[reason ?? ''] ?? NO_REQUEST;
  const body = JSON.stringify({ error: { code, message } });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
