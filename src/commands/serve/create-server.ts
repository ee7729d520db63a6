import { createServer as createHttpServer, STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Endpoint } from '../../endpoint/create-endpoint.js';

/** Milliseconds. A body has 16 KiB at most, so whoever takes longer holds a connection and nothing else. */
const TIMES = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5000 } as const;
/** Longer than proxies keep a connection that nothing comes over (60 seconds, as a rule), so that it is they who end it. */
const KEEP_ALIVE = 65_000;

/** By error of Node: what is answered to bytes that never became a request. */
const REFUSALS: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large', 'The headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout', 'The request took too long.'],
};
const NO_REQUEST = [400, 'request-invalid', 'This is no HTTP request.'] as const;

/** Makes the server that an endpoint runs on; it does not listen yet. */
export function createServer(endpoint: Endpoint): Server {
  const listener = getRequestListener((request, connection) => endpoint(request, connection), {
    // It never rejects, so that this is about an address or a host that is none.
    errorHandler: () => {
      const [status, code, message] = NO_REQUEST;
      return Response.json({ error: { code, message } }, { status });
    },
  });
  const server = createHttpServer({ ...TIMES, keepAliveTimeout: KEEP_ALIVE }, (request, response) => {
    void listener(request, response);
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
