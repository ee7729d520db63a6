/** The part of a response that holds its body. `body` may be missing where `fetch` was handed in. */
export interface JsonBody {
  readonly body?: ReadableStream<Uint8Array> | null;
  readonly json: () => Promise<unknown>;
}

/**
 * Reads a body as JSON, as a stream: no more of it is kept in memory than the limit, whatever length its headers claim.
 *
 * @throws (rejects) `RangeError` for a longer body, `SyntaxError` for one that is not JSON.
 */
export async function readJsonWithin(maxBytes: number, response: JsonBody): Promise<unknown> {
  const reader = response.body?.getReader();
  if (!reader) return response.json();
  const decoder = new TextDecoder();
  let [text, length] = ['', 0];
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > maxBytes) {
      // Not awaited: a server that does not listen could delay it.
      reader.cancel().catch(() => undefined);
      throw new RangeError('too long');
    }
    text += decoder.decode(next.value, { stream: true });
  }
  return JSON.parse(text + decoder.decode());
}
