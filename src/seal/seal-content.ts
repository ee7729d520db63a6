import { choosePrimitives } from './choose-primitives.js';
import { deriveContentKey, deriveWrappingKey } from './derive-keys.js';
import { SEAL_TYPE, type SealFields } from './envelope.js';
import { MAX_CONTENT_OCTETS, MAX_HEADER_CHARACTERS, TAG_OCTETS } from './limits.js';
import type { Octets } from './primitives.js';
import { requireCrypto, SealError } from './seal-error.js';
import { deflate, writeBase64url } from './write-octets.js';

const encoder = new TextEncoder();

/**
 * Seals a content: deflates, encrypts and wraps its key. Deterministic: the same content, fields and key give the same text.
 *
 * @param text - The content. Lone surrogates become U+FFFD.
 * @param fields - The content of the header.
 * @param featureKey - 32 octets, as `deriveFeatureKey` gives them for `kid` and `feature` of the fields.
 * @param choose - Chooses the cryptography of the runtime.
 * @returns A JWE in the compact form (RFC 7516), with `A256KW` and `A256GCM`.
 * @throws {SealError} (rejects) `seal-too-large` for a content of more than 16 MiB, or facts of more than some 6,000
 *   characters; `seal-unsupported` without WebCrypto.
 */
export async function sealContent(
  text: string,
  fields: SealFields,
  featureKey: Octets,
  choose = choosePrimitives,
): Promise<string> {
  requireCrypto();
  const content = encoder.encode(text);
  if (content.length > MAX_CONTENT_OCTETS) throw new SealError('seal-too-large', 'A part has more than 16 MiB.');
  const header = writeHeader(fields);
  if (header.length > MAX_HEADER_CHARACTERS)
    throw new SealError('seal-too-large', 'The facts of a page do not fit into the header of a seal.');
  const message = fields.isDeflated ? await deflate(content) : content;
  const by = choose(message.length);
  const { key, nonce } = await deriveContentKey(featureKey, header, message, by);
  const wrappingKey = await deriveWrappingKey(featureKey, header, by.expand);
  const [wrapped, sealed] = await Promise.all([
    by.wrap(key, wrappingKey),
    by.encrypt(message, key, nonce, encoder.encode(header)),
  ]);
  const end = sealed.length - TAG_OCTETS;
  const parts = [wrapped, nonce, sealed.subarray(0, end), sealed.subarray(end)];
  return [header, ...parts.map(writeBase64url)].join('.');
}

/** Writes the protected header. The order of its members is part of the form, so that equal fields give equal texts. */
function writeHeader({ kid, feature, path, part, facts, isDeflated, cty }: SealFields): string {
  const header = {
    ...{ alg: 'A256KW', enc: 'A256GCM' },
    ...(isDeflated ? { zip: 'DEF' } : {}),
    ...{ typ: SEAL_TYPE, cty, kid },
    zephr: { v: 1, feature, path, part, ...(facts ? { facts } : {}) },
  };
  return writeBase64url(encoder.encode(JSON.stringify(header)));
}
