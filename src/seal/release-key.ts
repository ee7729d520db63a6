import { deriveWrappingKey } from './derive-keys.js';
import { KEY_OCTETS } from './limits.js';
import { requireCrypto, SealError } from './seal-error.js';

/**
 * Releases the content key of one seal from its wrapped form. The check value of AES-KW confirms the header: one that was made
 * up or changed has another wrapping key. So what `header` says is the word of the publisher from here on.
 *
 * @param featureKey - 32 octets, as `deriveFeatureKey` gives them for `kid` and `feature` of the header.
 * @param header - The protected header as it is in the seal.
 * @param wrapped - The wrapped key, 40 octets.
 * @returns 32 octets.
 * @throws {SealError} (rejects) `seal-invalid` where key, header and wrapped key do not belong together; `seal-unsupported`
 *   without WebCrypto.
 */
export async function releaseKey(
  featureKey: Uint8Array<ArrayBuffer>,
  header: string,
  wrapped: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  requireCrypto();
  try {
    const octets = await deriveWrappingKey(featureKey, header);
    const key = await crypto.subtle.importKey('raw', octets, 'AES-KW', false, ['unwrapKey']);
    const by = { name: 'AES-GCM', length: KEY_OCTETS * 8 };
    const released = await crypto.subtle.unwrapKey('raw', wrapped, key, 'AES-KW', by, true, ['decrypt']);
    return new Uint8Array(await crypto.subtle.exportKey('raw', released));
  } catch (cause) {
    throw new SealError('seal-invalid', 'The header of the seal does not belong to its key.', { cause });
  }
}
