import type { Seal } from './envelope.js';
import { INFLATE_PART_OCTETS, MAX_CONTENT_OCTETS } from './limits.js';
import { runStream } from './run-stream.js';
import { requireCrypto, SealError } from './seal-error.js';

/**
 * Opens a seal: decrypts, authenticates and inflates its content.
 *
 * @param contentKey - 32 octets, as `releaseKey` and the endpoint give them.
 * @throws {SealError} (rejects) `seal-broken` where key and seal do not belong together, or where a character of the seal was
 *   changed; `seal-too-large` for a content of more than 16 MiB; `seal-unsupported` without WebCrypto or `DecompressionStream`.
 * @example
 * const seal = parseSeal(text);
 * if (seal) show(await openContent(seal, await releaseKey(featureKey, seal.header, seal.wrapped)));
 */
export async function openContent(seal: Seal, contentKey: Uint8Array<ArrayBuffer>): Promise<string> {
  const { header, fields, nonce, ciphertext } = seal;
  requireCrypto(fields.isDeflated);
  const message = await decrypt(contentKey, header, nonce, ciphertext);
  const content = fields.isDeflated ? await inflate(message) : message;
  if (!content || content.length > MAX_CONTENT_OCTETS)
    throw new SealError('seal-too-large', 'The content of the seal has more than 16 MiB.');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch (cause) {
    throw new SealError('seal-broken', 'The content of the seal is not UTF-8.', { cause });
  }
}

async function decrypt(
  contentKey: Uint8Array<ArrayBuffer>,
  header: string,
  iv: Uint8Array<ArrayBuffer>,
  ciphertext: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['decrypt']);
    const by = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(header) };
    return new Uint8Array(await crypto.subtle.decrypt(by, key, ciphertext));
  } catch (cause) {
    throw new SealError('seal-broken', 'The key does not open the seal, or the seal was changed.', { cause });
  }
}

async function inflate(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  let stream: DecompressionStream;
  try {
    stream = new DecompressionStream('deflate-raw');
  } catch (cause) {
    // Older engines have only the forms with a checksum.
    throw new SealError('seal-unsupported', 'Seals need DecompressionStream with "deflate-raw".', { cause });
  }
  try {
    // In parts, as some engines inflate all that they are given before anything is read.
    return await runStream(stream, message, MAX_CONTENT_OCTETS, INFLATE_PART_OCTETS);
  } catch (cause) {
    throw new SealError('seal-broken', 'The content of the seal does not inflate.', { cause });
  }
}
