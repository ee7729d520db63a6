import { type ConfigError, isConfigError } from '../model/config-error.js';
import type { TokenResult } from '../model/token.js';
import { createFault, type Fault } from '../model/fault.js';

/** Puts whatever was thrown into the shape of a fault. */
export function toFault(error: unknown, feature?: string): Fault {
  const { message = 'failed', pointer, status } = (error ?? {}) as Partial<ConfigError & TokenResult>;
  const code = isConfigError(error) ? error.code : status === 'unreachable' ? 'token-unreachable' : 'internal';
  return createFault(code, message, feature, pointer);
}
