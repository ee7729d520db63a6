import { encodeBase64url } from '../lib/base64url.js';
import { MAX_SYNC_OCTETS } from './limits.js';
import { nodeModule } from './node-module.js';
import type { Octets } from './primitives.js';
import { runStream } from './run-stream.js';

const zlib = nodeModule('node:zlib');
const buffers = nodeModule('node:buffer');

/**
 * Deflates without the form around it (RFC 1951). By `node:zlib` at once, where there is one and the content is of usual
 * length: a longer one would hold up a server. Otherwise by the stream with a checksum, as not every runtime has
 * `deflate-raw`.
 */
export async function deflate(content: Octets): Promise<Octets> {
  if (zlib && content.length <= MAX_SYNC_OCTETS) return new Uint8Array(zlib.deflateRawSync(content));
  const octets = (await runStream(new CompressionStream('deflate'), content))!;
  // RFC 1950: two octets before the data, four behind it.
  return octets.slice(2, -4);
}

/** Writes octets as base64url without padding, as `encodeBase64url` does. */
export function writeBase64url(octets: Octets): string {
  return buffers
    ? buffers.Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('base64url')
    : encodeBase64url(octets);
}
