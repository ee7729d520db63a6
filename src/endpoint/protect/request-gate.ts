import type { RawToken } from '../../model/token.js';
import type { Refusal } from '../refusal.js';

/** Decides about a request: asked before its tokens are verified, and again when it is known whose they are. */
export interface RequestGate {
  /** Asks whether tokens may be verified. */
  readonly beforeVerifying: (tokens: readonly RawToken[]) => Refusal | null;
  /**
   * Counts the request.
   *
   * @param reader - Id of the reader whose token is valid, or `null` without one.
   * @param token - The valid token.
   */
  readonly afterVerifying: (reader: string | null, token: RawToken | null) => Refusal | null;
}

/** Lets every request through. */
export const OPEN_GATE: RequestGate = { beforeVerifying: () => null, afterVerifying: () => null };
