import { isRecord } from '../lib/is-record.js';
import { ConsoleRefusal } from './console-refusal.js';
import { MAX_REQUEST_BYTES } from './limits.js';

type Body = Readonly<Record<string, unknown>>;

/**
 * Reads the body of a request, which must be a JSON object.
 *
 * @throws {ConsoleRefusal} 413, 415 or 400.
 */
export async function readJsonBody({ headers, body }: Request): Promise<Body> {
  if (!/^application\/json\s*(?:;|$)/i.test(headers.get('content-type') ?? ''))
    throw new ConsoleRefusal(415, 'content-type-not-json', 'The content type must be application/json.');
  const tooLarge = new ConsoleRefusal(
    413,
    'body-too-large',
    `A request must have at most ${MAX_REQUEST_BYTES} octets.`,
  );
  if (Number(headers.get('content-length')) > MAX_REQUEST_BYTES) throw tooLarge;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > MAX_REQUEST_BYTES) throw tooLarge;
    parts.push(part);
  }
  return parse(Buffer.concat(parts));
}

function parse(octets: Uint8Array): Body {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(octets);
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Refused below.
  }
  throw new ConsoleRefusal(400, 'body-invalid', 'The body must be a JSON object in UTF-8.');
}

/** Reads a member that must be a text of at most so many characters. */
export function readText(body: Body, name: string, maxCharacters: number): string {
  const value = body[name];
  if (typeof value === 'string' && value.length <= maxCharacters) return value;
  throw new ConsoleRefusal(400, 'field-invalid', `"${name}" must be a text of at most ${maxCharacters} characters.`);
}
