/** The limits of seals, by what they limit and in which unit. */

/** Octets of every key: master key, feature key, key of one content. */
export const KEY_OCTETS = 32;
/** Octets of a wrapped key (RFC 3394: 8 more than the key). */
export const WRAPPED_OCTETS = 40;
/** Octets of the nonce of AES-GCM. */
export const NONCE_OCTETS = 12;
/** Octets of the tag of AES-GCM. */
export const TAG_OCTETS = 16;
/** Octets that a content has at most, before it is compressed. A seal that inflates to more is refused. */
export const MAX_CONTENT_OCTETS = 16_777_216;
/** Characters of the protected header at most. */
export const MAX_HEADER_CHARACTERS = 8192;
/** Characters of a whole seal at most: a content that does not compress, in base64url, and the other parts. */
export const MAX_SEAL_CHARACTERS = Math.ceil((MAX_CONTENT_OCTETS / 3) * 4) + 16_384;
/** Octets that are handed to the inflating stream at once. One part inflates to a thousand times as much at most. */
export const INFLATE_PART_OCTETS = 16_384;
/** Characters of the id of a key, with its period. */
export const MAX_KID_CHARACTERS = 64;
/** Octets that are deflated at once at most, in some 10 ms. */
export const MAX_SYNC_OCTETS = 262_144;
