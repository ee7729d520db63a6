import { readTextWithin } from './read-text-within.js';

/** The part of a response that holds its body. `body` may be missing where `fetch` was handed in. */
export interface JsonBody {
  readonly body?: ReadableStream<Uint8Array> | null;
  readonly json: () => Promise<unknown>;
}

/**
 * Reads a body as JSON, as `readTextWithin` reads it.
 *
 * @throws (rejects) `RangeError` for a longer body, `SyntaxError` for one that is not JSON.
 */
export async function readJsonWithin(maxBytes: number, response: JsonBody): Promise<unknown> {
  return response.body ? JSON.parse(await readTextWithin(maxBytes, response.body)) : response.json();
}
