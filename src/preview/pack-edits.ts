import { decode, encode } from 'jose/base64url';
import { checkEdits } from '../edit/check-edits.js';
import type { Edit } from '../edit/edit.js';
import { MAX_EDITS_BYTES } from './limits.js';

const FORMAT = 'deflate-raw';

/**
 * Writes edits as a preview holds them: base64url of deflate-raw of `[{ pointer, before, after }]`. A missing `before` or
 * `after` means that nothing is there.
 */
export async function packEdits(edits: readonly Edit[]): Promise<string> {
  // Where a member is among the others changes no decision.
  const text = JSON.stringify(edits.map(({ pointer, before, after }) => ({ pointer, before, after })));
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream(FORMAT));
  return encode(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * Reads edits as a preview holds them.
 *
 * @returns `null` where they inflate to more than `MAX_EDITS_BYTES`. Inflating ends there.
 * @throws (rejects) Where they are not such a text, not JSON or not edits; also where the browser cannot inflate.
 */
export async function unpackEdits(text: string): Promise<Edit[] | null> {
  const stream = new Blob([decode(text) as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream(FORMAT));
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let json = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > MAX_EDITS_BYTES) {
      await reader.cancel();
      return null;
    }
    json += decoder.decode(part.value, { stream: true });
  }
  return checkEdits(JSON.parse(json + decoder.decode()));
}
