import type { SealErrorCode } from '../model/codes.js';

export type { SealErrorCode };

/** A content cannot be sealed, or a seal cannot be opened. The message never holds a key or a part of the content. */
export class SealError extends Error {
  override readonly name = 'SealError';
  /** The kind of the trouble. */
  readonly code: SealErrorCode;

  /** Where it is in the page, in characters; `undefined` where no page is meant. */
  readonly offset: number | undefined;

  constructor(code: SealErrorCode, detail: string, options: ErrorOptions & { readonly offset?: number } = {}) {
    super(detail, options);
    this.code = code;
    this.offset = options.offset;
  }
}

/**
 * Throws where the browser or runtime cannot open seals.
 *
 * @param isDeflated - Whether the seal has to be inflated, too.
 * @throws {SealError} `seal-unsupported`.
 */
export function requireCrypto(isDeflated = false): void {
  const lacking = !(globalThis.crypto as Partial<Crypto> | undefined)?.subtle
    ? 'WebCrypto: the page is not a secure context (https:, or loopback)'
    : isDeflated && typeof DecompressionStream === 'undefined'
      ? 'DecompressionStream'
      : null;
  if (lacking) throw new SealError('seal-unsupported', `Seals need ${lacking}.`);
}
