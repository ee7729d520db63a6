import type { ConfigErrorCode } from './codes.js';

export type { ConfigErrorCode };

/**
 * A mistake in the config. Thrown while loading, never while a reader reads. Code and pointer say it all; the words of the
 * message are added by `explainMistake`, so that pages without mistakes need not load them.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** The kind of the mistake. */
  readonly code: ConfigErrorCode;
  /** JSON pointer (RFC 6901) to the mistake in the config; `""` is the whole config. */
  readonly pointer: string;
  /** Address of the page that explains the code, with an example and how to mend it; added with the words of the message. */
  readonly help?: string;

  constructor(code: ConfigErrorCode, pointer: string, options?: ErrorOptions) {
    super(`${pointer || 'config'}: ${code}`, options);
    this.code = code;
    this.pointer = pointer;
  }
}

/**
 * Returns whether a mistake in the config was thrown. Doors and chunks are built apart, and each has its own copy of the
 * class: an error of any of them is one.
 */
export function isConfigError(error: unknown): error is ConfigError {
  return (error as Error | null | undefined)?.name === 'ConfigError';
}
