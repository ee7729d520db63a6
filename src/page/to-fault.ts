import { ConfigError } from '../model/config-error.js';
import type { Fault } from '../model/fault.js';

/** Puts whatever was thrown into the shape of a fault. */
export function toFault(error: unknown, feature: string | null = null): Fault {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof ConfigError
    ? { feature, code: error.code, pointer: error.pointer, message }
    : { feature, code: 'internal', pointer: '', message };
}
