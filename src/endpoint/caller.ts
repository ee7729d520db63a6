import type { RequestGate } from './protect/request-gate.js';

/** The sender of a request, as routes see them. */
export interface Caller {
  readonly headers: Headers;
  readonly gate: RequestGate;
  /** Key of the client (`findClient`). */
  readonly client: string;
}
