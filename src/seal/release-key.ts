import { deriveWrappingKey } from './derive-keys.js';
import type { Octets, SealPrimitives } from './primitives.js';
import { SealError } from './seal-error.js';
import { expandByWeb, unwrapByWeb } from './web-primitives.js';

/**
 * Releases the content key of one seal from its wrapped form. The check value of AES-KW confirms the header: one that was made
 * up or changed has another wrapping key. So what `header` says is the word of the publisher from here on.
 *
 * @param featureKey - 32 octets, as `deriveFeatureKey` gives them for `kid` and `feature` of the header.
 * @param header - The protected header as it is in the seal.
 * @param wrapped - The wrapped key, 40 octets.
 * @param by - The cryptography of the runtime. Default: WebCrypto.
 * @returns 32 octets.
 * @throws {SealError} (rejects) `seal-invalid` where key, header and wrapped key do not belong together.
 */
export async function releaseKey(
  featureKey: Octets,
  header: string,
  wrapped: Octets,
  by: Pick<SealPrimitives, 'expand' | 'unwrap'> = { expand: expandByWeb, unwrap: unwrapByWeb },
): Promise<Octets> {
  try {
    return await by.unwrap(wrapped, await deriveWrappingKey(featureKey, header, by.expand));
  } catch (cause) {
    throw new SealError('seal-invalid', 'The header of the seal does not belong to its key.', { cause });
  }
}
