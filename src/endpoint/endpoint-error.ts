import type { EndpointErrorCode } from '../model/codes.js';
import { acceptCopies } from './accept-copies.js';

export type { EndpointErrorCode };

/**
 * A mistake in the options of `createEndpoint`, thrown at the start and never by a request. A mistake inside the config is
 * a `ConfigError`.
 */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
  /** Kind of mistake. */
  readonly code: EndpointErrorCode;
  /** JSON pointer (RFC 6901) to the option, such as `/secret`; `""` is all of them. */
  readonly pointer: string;

  /** @param detail - The mistake and its fix; never a key or a secret. */
  constructor(code: EndpointErrorCode, pointer: string, detail: string, options?: ErrorOptions) {
    super(`${pointer || 'options'}: ${detail}`, options);
    this.code = code;
    this.pointer = pointer;
  }
}

acceptCopies(EndpointError, 'EndpointError');
