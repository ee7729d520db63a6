import { encode } from 'jose/base64url';
import type { Edit } from '../edit/edit.js';

/**
 * Writes edits as a preview holds them: base64url of deflate-raw of `[{ pointer, before, after }]`. A missing `before` or
 * `after` means that nothing is there.
 */
export async function packEdits(edits: readonly Edit[]): Promise<string> {
  // Where a member is among the others changes no decision.
  const text = JSON.stringify(edits.map(({ pointer, before, after }) => ({ pointer, before, after })));
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return encode(new Uint8Array(await new Response(stream).arrayBuffer()));
}
