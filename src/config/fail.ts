import { ConfigError, type ConfigErrorCode } from '../model/config-error.js';

/** Throws a `ConfigError`; an expression, so that a check stays one line. */
export function fail(code: ConfigErrorCode, pointer: string, options?: ErrorOptions): never {
  throw new ConfigError(code, pointer, options);
}
