import { isNestedDeeply, MOST_LEVELS } from '../../lib/is-nested-deeply.js';
import { isRecord } from '../../lib/is-record.js';
import { Refusal } from '../refusal.js';

/** Octets. A token of the longest kind, and as much again. */
const MOST = 16_384;
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

const TOO_LARGE = new Refusal(413, 'body-too-large', `The body must be at most ${MOST} octets.`);
const NOT_JSON_TYPE = new Refusal(415, 'content-type-not-json', 'The content type must be application/json.');
const NOT_UTF8 = new Refusal(400, 'body-not-utf8', 'The body must be UTF-8.');
const TOO_DEEP = new Refusal(400, 'body-too-deep', `The body must have at most ${MOST_LEVELS} levels.`);
const NOT_JSON = new Refusal(400, 'body-not-json', 'The body must be a JSON object.');

/**
 * Reads a body that must be a JSON object. The content type is insisted on, as no form of another site can have it: browsers
 * ask first (CORS protocol, "CORS-safelisted request-header").
 *
 * @param connection - What the runtime handed over beside the request.
 */
export async function readBody(
  request: Request,
  connection: unknown,
): Promise<Readonly<Record<string, unknown>> | Refusal> {
  const { headers } = request;
  if (!JSON_TYPE.test(headers.get('content-type') ?? '')) return NOT_JSON_TYPE;
  if (Number(headers.get('content-length')) > MOST) return TOO_LARGE;
  const octets = await (isMeasured(headers, connection) ? readWhole(request) : readOctets(request));
  if (octets instanceof Refusal) return octets;
  const text = decode(octets);
  if (text === null) return NOT_UTF8;
  if (isNestedDeeply(text)) return TOO_DEEP;
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? body : NOT_JSON;
  } catch {
    return NOT_JSON;
  }
}

/**
 * Node's parser ends a body where its length says, so that one whose length is allowed can be taken whole, which takes half
 * as long as a stream. Elsewhere a length is but a header.
 */
function isMeasured(headers: Headers, connection: unknown): boolean {
  const isNode = isRecord(connection) && isRecord(connection['incoming']);
  return isNode && headers.has('content-length') && !headers.has('transfer-encoding');
}

async function readWhole(request: Request): Promise<Uint8Array | Refusal> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    // The sender went away in the middle of it.
    return NOT_JSON;
  }
}

/** Reads as much as is allowed and no more, whatever length the request says it has. */
async function readOctets({ body }: Request): Promise<Uint8Array | Refusal> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      length += next.value.length;
      if (length > MOST) {
        // Nobody waits for it: a sender that does not listen could hold it up.
        reader?.cancel().catch(() => {});
        return TOO_LARGE;
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

function decode(octets: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}
