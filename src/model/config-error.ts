/**
 * Codes of the mistakes that a publisher can make in a config, and `chunk-unreachable`: the file that knows what it names
 * did not arrive. Stable: tools and tests rely on them.
 */
export type ConfigErrorCode =
  | 'config-missing'
  | 'config-unreachable'
  | 'config-ambiguous'
  | 'config-not-json'
  | 'config-unsigned'
  | 'config-signature'
  | 'config-key'
  | 'version-unknown'
  | 'secret-in-browser'
  | 'key-missing'
  | 'key-invalid'
  | 'url-insecure'
  | 'algorithm-unknown'
  | 'type-wrong'
  | 'field-missing'
  | 'value-unknown'
  | 'value-invalid'
  | 'jsonpath-invalid'
  | 'state-unknown'
  | 'node-type-unknown'
  | 'node-type-required'
  | 'condition-unknown'
  | 'step-unknown'
  | 'exit-missing'
  | 'exit-unknown'
  | 'cycle'
  | 'feature-unknown'
  | 'product-unknown'
  | 'component-unknown'
  | 'split-test-unknown'
  | 'sub-rule-unknown'
  | 'sub-rule-too-deep'
  | 'chunk-unreachable';

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
