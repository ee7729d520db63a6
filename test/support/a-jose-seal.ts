/** Seals that jose makes, with the key of the vector. */
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { encodeBase64url } from '../../src/lib/base64url.js';
import { deriveWrappingKey } from '../../src/seal/derive-keys.js';
import { octetsOf, someSealFields, VECTOR } from './a-seal.js';

const FEATURE_KEY = octetsOf(VECTOR.featureKey);

/** Has jose make a seal, of octets that ours would not seal. */
export async function joseSeal(octets: Uint8Array, isDeflated: boolean, zip?: string): Promise<string> {
  const { kid, feature, path, part, cty } = someSealFields();
  const header = {
    ...{ alg: 'A256KW', enc: 'A256GCM', typ: 'zephr-seal', cty, kid },
    ...(isDeflated || zip ? { zip: 'DEF' } : {}),
    zephr: { v: 1, feature, path, part },
  };
  const written = encodeBase64url(new TextEncoder().encode(JSON.stringify(header)));
  const wrappingKey = await deriveWrappingKey(FEATURE_KEY, written);
  if (!zip) return new CompactEncrypt(octets).setProtectedHeader(header).encrypt(wrappingKey);
  return sealRaw(written, wrappingKey, octets);
}

/** Seals octets that are said to be deflated, and are not. */
async function sealRaw(header: string, wrappingKey: Uint8Array<ArrayBuffer>, octets: Uint8Array): Promise<string> {
  const contentKey = await crypto.subtle.importKey('raw', new Uint8Array(32), 'AES-GCM', true, ['encrypt']);
  const wrapping = await crypto.subtle.importKey('raw', wrappingKey, 'AES-KW', false, ['wrapKey']);
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', contentKey, wrapping, 'AES-KW'));
  const iv = new Uint8Array(12);
  const by = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(header) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(by, contentKey, Uint8Array.from(octets)));
  return [header, ...[wrapped, iv, sealed.slice(0, -16), sealed.slice(-16)].map(encodeBase64url)].join('.');
}
