const INFO = new TextEncoder().encode('zephr-gift');

/**
 * Derives the key that signs gifts from the shared secret by HKDF with SHA-256 (RFC 5869), so that a signature of a token
 * never verifies as one of a gift.
 *
 * @returns A function that derives the key at its first call and gives the same key afterwards.
 */
export function deriveGiftKey(secret: Uint8Array<ArrayBuffer>): () => Promise<CryptoKey> {
  const derive = async (): Promise<CryptoKey> => {
    const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
    const by = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: INFO };
    return crypto.subtle.deriveKey(by, material, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
      'sign',
      'verify',
    ]);
  };
  let derived: Promise<CryptoKey> | undefined;
  return () => (derived ??= derive());
}
