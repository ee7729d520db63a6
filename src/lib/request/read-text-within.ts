/**
 * Reads a body as text, as a stream: no more of it is kept in memory than the limit, whatever length its headers claim.
 *
 * @throws (rejects) `RangeError` for a longer body.
 */
export async function readTextWithin(maxBytes: number, body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
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
  return text + decoder.decode();
}
