import { ConfigError, type ConfigErrorCode } from '../model/config-error.js';

/** Throws a `ConfigError`. A function, so that a check can be one expression. */
export function fail(code: ConfigErrorCode, pointer: string, options?: ErrorOptions): never {
  throw new ConfigError(code, pointer, options);
}
