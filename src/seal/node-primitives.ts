import { KEY_OCTETS, NONCE_OCTETS, TAG_OCTETS } from './limits.js';
import { nodeModule } from './node-module.js';
import type { Octets, SealPrimitives } from './primitives.js';

/** The initial value of RFC 3394, section 2.2.3.1. */
const WRAP_START = new Uint8Array(8).fill(0xa6);
/** Octets of SHA-256. */
const HASH_OCTETS = 32;
/** The salt of RFC 5869 where none is given. */
const NO_SALT = new Uint8Array(HASH_OCTETS);

/**
 * Gives the primitives of `node:crypto`. WebCrypto hands each call to a thread and waits for it, which takes more than the
 * work on a seal of usual length.
 *
 * @returns `null` where the runtime has not all of them, as those that imitate Node may.
 */
export function findNodePrimitives(): SealPrimitives | null {
  const node = nodeModule('node:crypto');
  if (!node) return null;
  const primitives: SealPrimitives = {
    // In a third of the time of `hkdfSync`, which makes a key object of each key.
    expand: (key, info, octets) => {
      const hmac = (by: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array =>
        parts.reduce((digest, part) => digest.update(part), node.createHmac('sha256', by)).digest();
      const extracted = hmac(NO_SALT, key);
      const parts: Uint8Array[] = [];
      for (let length = 0; length < octets; length += HASH_OCTETS)
        parts.push(hmac(extracted, ...parts.slice(-1), info, Uint8Array.of(parts.length + 1)));
      return join(...parts).slice(0, octets);
    },
    digest: (message) => join(node.createHash('sha256').update(message).digest()),
    wrap: (contentKey, wrappingKey) => {
      const cipher = node.createCipheriv('id-aes256-wrap', wrappingKey, WRAP_START);
      return join(cipher.update(contentKey), cipher.final());
    },
    unwrap: (wrapped, wrappingKey) => {
      const cipher = node.createDecipheriv('id-aes256-wrap', wrappingKey, WRAP_START);
      return join(cipher.update(wrapped), cipher.final());
    },
    encrypt: (message, key, nonce, added) => {
      const cipher = node.createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(added);
      return join(cipher.update(message), cipher.final(), cipher.getAuthTag());
    },
  };
  return canSeal(primitives) ? primitives : null;
}

/** Whether the runtime has all that is called, and refuses a wrapped key that was changed. */
function canSeal({ expand, digest, wrap, unwrap, encrypt }: SealPrimitives): boolean {
  let wrapped: Octets;
  let key: Octets;
  try {
    key = expand(new Uint8Array(KEY_OCTETS), NO_SALT, KEY_OCTETS) as Octets;
    wrapped = wrap(key, key) as Octets;
    const opened = unwrap(wrapped, key) as Octets;
    const sealed = encrypt(digest(key) as Octets, key, key.slice(0, NONCE_OCTETS), key) as Octets;
    if (sealed.length !== KEY_OCTETS + TAG_OCTETS || opened.some((octet, at) => octet !== key[at])) return false;
  } catch {
    return false;
  }
  try {
    wrapped[0]! ^= 1;
    void unwrap(wrapped, key);
    return false;
  } catch {
    return true;
  }
}

/** Puts parts together, in memory of their own: small buffers of Node share theirs. */
function join(...parts: readonly Uint8Array[]): Octets {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
