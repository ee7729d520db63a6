import type { Octets, SealPrimitives } from './primitives.js';

// Functions of their own, so that a page loads only those that open a seal.

/** HKDF by WebCrypto, as `SealPrimitives` has it. */
export async function expandByWeb(key: Octets, info: Octets, octets: number): Promise<Octets> {
  const material = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveBits']);
  const by = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return new Uint8Array(await crypto.subtle.deriveBits(by, material, octets * 8));
}

/** AES-KW by WebCrypto, as `SealPrimitives` has it. */
export async function unwrapByWeb(wrapped: Octets, wrappingKey: Octets): Promise<Octets> {
  const key = await crypto.subtle.importKey('raw', wrappingKey, 'AES-KW', false, ['unwrapKey']);
  const released = await crypto.subtle.unwrapKey(
    'raw',
    wrapped,
    key,
    'AES-KW',
    { name: 'AES-GCM', length: 256 },
    true,
    ['decrypt'],
  );
  return new Uint8Array(await crypto.subtle.exportKey('raw', released));
}

async function digestByWeb(message: Octets): Promise<Octets> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', message));
}

async function wrapByWeb(contentKey: Octets, wrappingKey: Octets): Promise<Octets> {
  const [content, wrapping] = await Promise.all([
    crypto.subtle.importKey('raw', contentKey, 'AES-GCM', true, ['encrypt']),
    crypto.subtle.importKey('raw', wrappingKey, 'AES-KW', false, ['wrapKey']),
  ]);
  return new Uint8Array(await crypto.subtle.wrapKey('raw', content, wrapping, 'AES-KW'));
}

async function encryptByWeb(message: Octets, contentKey: Octets, iv: Octets, additionalData: Octets): Promise<Octets> {
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, message));
}

/** WebCrypto: every runtime has it. */
export const webPrimitives: SealPrimitives = {
  expand: expandByWeb,
  digest: digestByWeb,
  wrap: wrapByWeb,
  unwrap: unwrapByWeb,
  encrypt: encryptByWeb,
};
