/** Codes of the mistakes that can be made in wiring an endpoint. Stable: tools and tests rely on them. */
export type EndpointErrorCode =
  | 'key-missing'
  | 'key-invalid'
  | 'signing-key-invalid'
  | 'secret-invalid'
  | 'secret-empty'
  | 'secret-weak'
  | 'origin-invalid'
  | 'option-invalid';

/**
 * A mistake in the options of `createEndpoint`. Thrown while starting, never by a request. A mistake inside the config is a
 * `ConfigError`.
 */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
  /** What kind of mistake it is. */
  readonly code: EndpointErrorCode;
  /** Which option: a JSON pointer (RFC 6901) such as `/secret`; `""` is all of them. */
  readonly pointer: string;

  /** @param detail - What was found and what to do. Never a key or a secret. */
  constructor(code: EndpointErrorCode, pointer: string, detail: string, options?: ErrorOptions) {
    super(`${pointer || 'options'}: ${detail}`, options);
    this.code = code;
    this.pointer = pointer;
  }
}
