import { MAX_SYNC_OCTETS } from './limits.js';
import { findNodePrimitives } from './node-primitives.js';
import type { SealPrimitives } from './primitives.js';
import { webPrimitives } from './web-primitives.js';

// Marked as a call without effects, so that only files that use it hold it.
const atOnce = /* @__PURE__ */ findNodePrimitives();

/**
 * Chooses the cryptography for builds and servers: that of `node:crypto` where there is one, as it works at once; otherwise, and
 * for a message that would hold up a server, WebCrypto. Both give the same octets.
 *
 * @param octets - Length of the message. Default: keys only.
 */
export function choosePrimitives(octets = 0): SealPrimitives {
  return octets <= MAX_SYNC_OCTETS && atOnce ? atOnce : webPrimitives;
}
