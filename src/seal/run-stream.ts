/** A stream that takes octets and gives others, such as `DecompressionStream`. */
export interface OctetStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Sends octets through a stream. Through its writer, as that takes a third of the time of `Blob` and `Response` or less.
 *
 * @param maxOctets - Reading ends behind so many.
 * @param partOctets - Octets that are written at once. Default: all of them.
 * @returns `null` where more than `maxOctets` come out.
 * @throws (rejects) Where the stream refuses its input.
 */
export async function runStream(
  { readable, writable }: OctetStream,
  octets: Uint8Array<ArrayBuffer>,
  maxOctets = Infinity,
  partOctets = octets.length,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const written = writeParts(writable.getWriter(), octets, partOctets);
  // The reader reports the same trouble.
  written.catch(() => undefined);
  const reader = readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > maxOctets) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  await written;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function writeParts(
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
  octets: Uint8Array<ArrayBuffer>,
  size: number,
): Promise<void> {
  for (let at = 0; at < octets.length; at += size) await writer.write(octets.subarray(at, at + size));
  await writer.close();
}
