import type { ConfigErrorCode, PageFaultCode } from './codes.js';

/** A failure in a page after start. It is reported by the event `zephr-fault`, never thrown. */
export interface Fault {
  /** The feature that it happened in, or `null` for the whole page. */
  readonly feature: string | null;
  /** Names the failure; stable. */
  readonly code: ConfigErrorCode | PageFaultCode;
  /** JSON pointer into the config; `""` where it points nowhere. */
  readonly pointer: string;
  /** One sentence for people. */
  readonly message: string;
}

/** Reports a fault. */
export type Report = (fault: Fault) => void;

/** Creates a fault. */
export function createFault(code: Fault['code'], message: string, feature: string | null = null, pointer = ''): Fault {
  return { feature, code, pointer, message };
}
