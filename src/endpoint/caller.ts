import type { HeaderReader } from './header-reader.js';
import type { RequestGate } from './protect/request-gate.js';
import type { AddressGroups } from './protect/to-network.js';

/** The sender of a request, as routes see them. */
export interface Caller {
  readonly headers: HeaderReader;
  readonly gate: RequestGate;
  /** Key of the client (`findClient`). */
  readonly client: string;
  /** Finds the whole address of the client (`findClientAddress`). */
  readonly address: () => AddressGroups | null;
}
