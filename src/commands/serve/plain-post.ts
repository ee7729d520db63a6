import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PostAnswer, PostRequest } from '../../endpoint/create-post-answerer.js';
import type { HeaderReader } from '../../endpoint/header-reader.js';
import { MAX_BODY_BYTES } from '../../endpoint/limits.js';
import { NOT_JSON, type ReadOctets } from '../../endpoint/protect/read-body.js';

/** A path without escapes, dots and doubled slashes, which the Fetch standard would write in another way. */
const PLAIN_PATH = /^(?:\/[\w-]+)+(?=\?|$)/;
/** Names and addresses of IPv4. The endpoint reads no host; one of other characters is refused by the Fetch standard. */
const PLAIN_HOST = /^[a-z\d.-]+(?::\d+)?$/i;

/**
 * Gives a request as the endpoint takes it without the objects of the Fetch standard: a POST to a plain path, with a body of a
 * known length within the limit.
 *
 * @returns `null` for any other request.
 */
export function readPost(request: IncomingMessage): PostRequest | null {
  if (request.method !== 'POST') return null;
  const { headers, url = '' } = request;
  const length = headers['content-length'];
  if (length === undefined || Number(length) > MAX_BODY_BYTES || headers['transfer-encoding'] !== undefined)
    return null;
  if (!PLAIN_HOST.test(headers.host ?? '')) return null;
  const [path] = PLAIN_PATH.exec(url) ?? [];
  if (path === undefined) return null;
  return {
    path,
    headers: readerOf(headers),
    connection: { incoming: request },
    readOctets: octetsOf(request),
    toRequest: () => new Request(`http://localhost${url}`, { method: 'POST', headers: toHeaders(headers) }),
  };
}

/** Writes an answer; to a client that has left, nothing. */
export function writeAnswer(response: ServerResponse, { status, headers, text }: PostAnswer): void {
  // RFC 9110, section 8.6: a response with status 204 has no Content-Length.
  const all = status === 204 ? headers : { 'Content-Length': Buffer.byteLength(text), ...headers };
  response.writeHead(status, all).end(text);
}

function readerOf(headers: IncomingMessage['headers']): HeaderReader {
  return {
    get: (name) => {
      const value = headers[name];
      return value === undefined ? null : typeof value === 'string' ? value : value.join(', ');
    },
  };
}

function toHeaders(given: IncomingMessage['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers.set(name, String(value));
  return headers;
}

/** Node's parser ends a body at its `Content-Length`, which is within the limit. */
function octetsOf(request: IncomingMessage): ReadOctets {
  return () =>
    new Promise((resolve) => {
      const pieces: Uint8Array[] = [];
      request.on('data', (piece: Uint8Array) => pieces.push(piece));
      request.on('end', () => resolve(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)));
      // A sender that leaves early.
      request.on('error', () => resolve(NOT_JSON));
      request.on('close', () => resolve(NOT_JSON));
    });
}
