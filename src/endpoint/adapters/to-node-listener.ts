import type { RefusalCode } from '../../model/codes.js';
import type { Endpoint } from '../endpoint-function.js';
import { MAX_BODY_BYTES, MAX_PREVIEW_BODY_BYTES } from '../limits.js';

/** A request of `node:http` or `node:http2`, also as Express, Connect, Fastify and Next have changed it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The address before a router took away the path under which a listener is mounted. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string | undefined } | null | undefined;
  /** The address of the client, as the framework's own setting about proxies has it. */
  readonly ip?: string | undefined;
  /** The body, where the framework has read it. */
  readonly body?: unknown;
  /** Of Fastify: the request of Node. */
  readonly raw?: unknown;
  readonly httpVersionMajor?: number | undefined;
}

/** A response of `node:http` or `node:http2`. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(text: string): unknown;
}

/** A reply of Fastify. */
export interface FastifyReply {
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
  send(text: string): unknown;
}

/** Answers requests. Its promise never rejects. */
export type NodeListener = (request: NodeRequest, reply: NodeResponse | FastifyReply) => Promise<void>;

/** A request that can be read. */
interface Stream {
  readonly readableDidRead?: boolean;
  on(event: string, listener: (value: never) => void): unknown;
  off(event: string, listener: (value: never) => void): unknown;
  pause(): unknown;
}

/** The refusal of bytes that are no request, such as a header with a control character. */
const NOT_A_REQUEST = {
  error: { code: 'request-invalid' satisfies RefusalCode, message: 'This is not an HTTP request.' },
};

/**
 * Returns a listener for `http.createServer`, Express, Connect, Fastify and the API routes of Next that calls the endpoint. It
 * restores the whole address if a router has shortened it, and the body if a parser has read it.
 *
 * @example
 * app.use('/zephr', toNodeListener(endpoint)); // Express
 * app.all('/zephr/*', toNodeListener(endpoint)); // Fastify
 */
export function toNodeListener(endpoint: Endpoint): NodeListener {
  return async (given, reply) => {
    const node = (given.raw ?? given) as NodeRequest;
    const response = await answer(endpoint, node, given);
    const headers = Object.fromEntries(response.headers);
    // The rest of the body is not read.
    if (response.status === 413 && (node.httpVersionMajor ?? 1) < 2) headers['connection'] = 'close';
    try {
      write(reply, response.status, headers, await response.text());
    } catch {
      // The framework has answered meanwhile, such as for its own time limit.
    }
  };
}

function write(
  reply: NodeResponse | FastifyReply,
  status: number,
  headers: Record<string, string>,
  text: string,
): void {
  if ('send' in reply && 'code' in reply) {
    reply.code(status);
    reply.headers(headers);
    reply.send(text);
    return;
  }
  const response = reply;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(text);
}

/**
 * @param node - The request of Node.
 * @param given - The request of the framework, which is the same but for Fastify.
 */
async function answer(endpoint: Endpoint, node: NodeRequest, given: NodeRequest): Promise<Response> {
  const { method = 'GET' } = node;
  let request: Request;
  try {
    const headers = readHeaders(node.headers);
    const address = addressOf(given);
    const maxBytes = maxBytesOf(address);
    const isRead = method === 'GET' || method === 'HEAD' || Number(headers.get('content-length')) > maxBytes;
    const parsed = isRead ? null : writeParsed(given.body, node as unknown as Stream);
    // A parsed body has another length once it is written again.
    if (parsed !== null) headers.delete('content-length');
    const body = isRead ? null : (parsed ?? (await readBytes(node as unknown as Stream, maxBytes)));
    request = new Request(address, { method, headers, body });
  } catch {
    return Response.json(NOT_A_REQUEST, { status: 400, headers: { 'Cache-Control': 'no-store' } });
  }
  return endpoint(request, { address: given.ip ?? node.socket?.remoteAddress });
}

/** The largest body that a route may take, wherever its base is. The endpoint refuses one that its config does not allow. */
function maxBytesOf(address: string): number {
  return new URL(address).pathname.endsWith('/preview') ? MAX_PREVIEW_BODY_BYTES : MAX_BODY_BYTES;
}

/** The endpoint reads the path alone, and a `Host` may be missing or invalid. */
function addressOf({ originalUrl, url = '/' }: NodeRequest): string {
  const target = originalUrl ?? url;
  return target.startsWith('/') ? `http://localhost${target}` : new URL(target, 'http://localhost').href;
}

function readHeaders(given: NodeRequest['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    // HTTP/2 has names such as `:path`.
    if (value === undefined || name.startsWith(':')) continue;
    for (const one of typeof value === 'string' ? [value] : value) headers.append(name, one);
  }
  return headers;
}

/**
 * Gives the body that a parser of the framework has read, or `null`. Without a parser Express 4 has an empty object there.
 *
 * @param parsed - The member `body` of the framework's request.
 */
function writeParsed(parsed: unknown, { readableDidRead }: Stream): Uint8Array<ArrayBuffer> | string | null {
  if (parsed === undefined || parsed === null || readableDidRead === false) return null;
  if (parsed instanceof Uint8Array) return new Uint8Array(parsed);
  return typeof parsed === 'string' ? parsed : JSON.stringify(parsed);
}

/** Reads the body; of one that is too large so much that the endpoint sees it. */
function readBytes(stream: Stream, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let length = 0;
    const end = (): void => {
      stream.off('data', take);
      resolve(join(pieces, length));
    };
    const take = (piece: Uint8Array): void => {
      pieces.push(piece);
      length += piece.length;
      if (length <= maxBytes) return;
      // Ending the stream would end the connection before the response.
      stream.pause();
      end();
    };
    stream.on('data', take);
    stream.on('end', end);
    stream.on('error', reject);
    // A sender that leaves early.
    stream.on('close', () => reject(new Error('closed')));
  });
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
