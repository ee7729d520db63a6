import { acceptCopies } from './accept-copies.js';

/** Codes of mistakes in the options of an endpoint. Stable: tools and tests rely on them. */
export type EndpointErrorCode =
  | 'key-missing'
  | 'key-invalid'
  | 'key-set-url-invalid'
  | 'signing-key-invalid'
  | 'secret-invalid'
  | 'secret-empty'
  | 'secret-weak'
  | 'origin-invalid'
  | 'option-invalid';

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
