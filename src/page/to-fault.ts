import { type ConfigError, isConfigError } from '../model/config-error.js';
import { createFault, type Fault } from '../model/fault.js';

/** Puts whatever was thrown into the shape of a fault. */
export function toFault(error: unknown, feature?: string): Fault {
  const { message = 'failed', pointer } = (error ?? {}) as Partial<ConfigError>;
  return createFault(isConfigError(error) ? error.code : 'internal', message, feature, pointer);
}
