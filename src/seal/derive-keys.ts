import { KEY_OCTETS, NONCE_OCTETS } from './limits.js';
import type { Octets, SealPrimitives } from './primitives.js';
import { expandByWeb } from './web-primitives.js';

type Expand = SealPrimitives['expand'];

const encoder = new TextEncoder();

/**
 * Derives the key of a feature from a master key: it opens the seals of one feature and key id.
 *
 * @param masterKey - 32 octets.
 * @param kid - The id of the key, as the header has it: with its period.
 * @returns 32 octets.
 */
export async function deriveFeatureKey(
  masterKey: Octets,
  kid: string,
  feature: string,
  expand: Expand = expandByWeb,
): Promise<Octets> {
  return expand(masterKey, encoder.encode(`zephr-seal feature\0${kid}\0${feature}`), KEY_OCTETS);
}

/**
 * Derives the key that wraps the content key of one seal. It depends on the whole protected header, so a wrapped key has no
 * use below another header: AES-KW itself binds nothing (RFC 7518, section 4.4).
 *
 * @param header - The protected header as it is in the seal.
 * @returns 32 octets.
 */
export async function deriveWrappingKey(
  featureKey: Octets,
  header: string,
  expand: Expand = expandByWeb,
): Promise<Octets> {
  return expand(featureKey, encoder.encode(`zephr-seal key\0${header}`), KEY_OCTETS);
}

/**
 * Derives content key and nonce from what is encrypted, as a synthetic nonce does (RFC 5297): the same input gives the same
 * octets, and a key never meets two messages. Opening does not need it.
 */
export async function deriveContentKey(
  featureKey: Octets,
  header: string,
  message: Octets,
  { expand, digest }: Pick<SealPrimitives, 'expand' | 'digest'>,
): Promise<{ readonly key: Octets; readonly nonce: Octets }> {
  const start = encoder.encode(`zephr-seal content\0${header}\0`);
  const digested = await digest(message);
  const info = new Uint8Array(start.length + digested.length);
  info.set(start);
  info.set(digested, start.length);
  const octets = await expand(featureKey, info, KEY_OCTETS + NONCE_OCTETS);
  return { key: octets.slice(0, KEY_OCTETS), nonce: octets.slice(KEY_OCTETS) };
}
