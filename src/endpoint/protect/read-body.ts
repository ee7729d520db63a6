import { isNestedDeeply, MOST_LEVELS } from '../../lib/is-nested-deeply.js';
import { isRecord } from '../../lib/is-record.js';
import type { HeaderReader } from '../header-reader.js';
import { MAX_BODY_BYTES } from '../limits.js';
import { Refusal } from '../refusal.js';

const DECODER = new TextDecoder('utf-8', { fatal: true });
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
const JSON_OR_TEXT = /^(?:application\/json|text\/plain)\s*(?:;|$)/i;

const NOT_JSON_TYPE = new Refusal(415, 'content-type-not-json', 'The content type must be application/json.');
const NOT_UTF8 = new Refusal(400, 'body-not-utf8', 'The body must be UTF-8.');
const TOO_DEEP = new Refusal(400, 'body-too-deep', `The body must have at most ${MOST_LEVELS} levels.`);
/** Of a body that ends early, too. */
export const NOT_JSON = new Refusal(400, 'body-not-json', 'The body must be a JSON object.');

/** Takes at most so many octets of a body: of a longer one a refusal. */
export type ReadOctets = (maxBytes: number) => Promise<Uint8Array | Refusal>;

/**
 * Reads a body that must be a JSON object. The content type must be JSON, which a form of another site cannot send without a
 * preflight request (Fetch, "CORS-safelisted request-header").
 *
 * @param maxBytes - Default: `MAX_BODY_BYTES`.
 * @param takesText - Whether the content type may also be `text/plain`. Only for a route that reads nothing of the sender.
 */
export async function readBody(
  headers: HeaderReader,
  readOctets: ReadOctets,
  maxBytes = MAX_BODY_BYTES,
  takesText = false,
): Promise<Readonly<Record<string, unknown>> | Refusal> {
  if (!(takesText ? JSON_OR_TEXT : JSON_TYPE).test(headers.get('content-type') ?? '')) return NOT_JSON_TYPE;
  if (Number(headers.get('content-length')) > maxBytes) return tooLarge(maxBytes);
  const octets = await readOctets(maxBytes);
  if (octets instanceof Refusal) return octets;
  const text = decode(octets);
  if (text === null) return NOT_UTF8;
  if (mayBeNestedDeeply(text) && isNestedDeeply(text)) return TOO_DEEP;
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? body : NOT_JSON;
  } catch {
    return NOT_JSON;
  }
}

/** Makes the function that reads the body of a request of the Fetch standard. */
export function octetsOf(request: Request, connection: unknown): ReadOctets {
  return (maxBytes) => (isMeasured(request.headers, connection) ? readWhole(request) : readOctets(request, maxBytes));
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(413, 'body-too-large', `The body must be at most ${maxBytes} octets.`);
}

/**
 * Tells whether the length of the body is known. Node's parser ends a body at its `Content-Length`, so a body of an allowed
 * length can be read whole, in half the time of a stream. In other runtimes the length is only a header.
 */
function isMeasured(headers: Headers, connection: unknown): boolean {
  const isNode = isRecord(connection) && isRecord(connection['incoming']);
  return isNode && headers.has('content-length') && !headers.has('transfer-encoding');
}

async function readWhole(request: Request): Promise<Uint8Array | Refusal> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    // The sender closed the connection early.
    return NOT_JSON;
  }
}

/** Reads at most `maxBytes`, whatever length the request claims. */
async function readOctets({ body }: Request, maxBytes: number): Promise<Uint8Array | Refusal> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      length += next.value.length;
      if (length > maxBytes) {
        // Not awaited: a sender that does not read could delay it.
        reader?.cancel().catch(() => {});
        return tooLarge(maxBytes);
      }
      chunks.push(next.value);
    }
  } catch {
    return NOT_JSON;
  }
  const octets = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    octets.set(chunk, at);
    at += chunk.length;
  }
  return octets;
}

/** Most bodies have too few brackets in all, which is found in a fraction of the time. */
function mayBeNestedDeeply(text: string): boolean {
  let left = MOST_LEVELS;
  for (const bracket of '[{')
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) if (--left < 0) return true;
  return false;
}

function decode(octets: Uint8Array): string | null {
  try {
    return DECODER.decode(octets);
  } catch {
    return null;
  }
}
