import { MAX_SYNC_OCTETS } from './limits.js';
import { findNodePrimitives } from './node-primitives.js';
import type { SealPrimitives } from './primitives.js';
import { webPrimitives } from './web-primitives.js';

/** Looked for by the first seal, and not while the file is loaded; `null` where the runtime has none. */
let atOnce: SealPrimitives | null | undefined;

/**
 * Chooses the cryptography for builds and servers: that of `node:crypto` where there is one, as it works at once; otherwise, and
 * for a message that would hold up a server, WebCrypto. Both give the same octets.
 *
 * @param octets - Length of the message. Default: keys only.
 */
export function choosePrimitives(octets = 0): SealPrimitives {
  if (octets > MAX_SYNC_OCTETS) return webPrimitives;
  if (atOnce === undefined) atOnce = findNodePrimitives();
  return atOnce ?? webPrimitives;
}
