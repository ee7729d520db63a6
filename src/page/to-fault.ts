import { ConfigError } from '../model/config-error.js';
import { aFault, type Fault } from '../model/fault.js';

/** Puts whatever was thrown into the shape of a fault. */
export function toFault(error: unknown, feature: string | null = null): Fault {
  const { message = 'failed' } = (error ?? {}) as Partial<Error>;
  return error instanceof ConfigError
    ? aFault(error.code, message, feature, error.pointer)
    : aFault('internal', message, feature);
}
