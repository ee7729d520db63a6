import type { Edit } from '../edit/edit.js';
import { decodeBase64 } from '../lib/decode-base64.js';
import { own } from '../lib/own.js';
import { MAX_EDITS_BYTES } from './limits.js';

/**
 * Reads edits as a preview holds them.
 *
 * @returns `null` where they inflate to more than `MAX_EDITS_BYTES`. Inflating ends there.
 * @throws (rejects) Where they are not such a text, not JSON or no list of values with pointers; also where the browser cannot inflate.
 */
export async function unpackEdits(text: string): Promise<Edit[] | null> {
  const stream = new Blob([decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/'))])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
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
  const edits: unknown = JSON.parse(json + decoder.decode());
  // Applying an edit says of the rest whether it is one.
  if (!Array.isArray(edits) || !edits.every((edit) => /^(\/|$)/.test(String(own(edit, 'pointer')))))
    throw new Error('not edits');
  return edits as Edit[];
}
