import type { Facts } from '../facts/facts.js';
import type { Reader } from '../identity/identify.js';
import type { Usage } from '../usage/usage.js';

/**
 * One reader on one page at one moment: all that rules ask about. What several features ask of the same pass is read and
 * compared once, so a pass must not change; another moment is another pass.
 */
export interface EvaluationContext {
  readonly reader: Reader;
  readonly facts: Facts;
  /** What was counted of the reader before. */
  readonly usage: Usage;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Puts a datum of the reader's own into words for the trace; left out where it must not tell them. Never throws. */
  readonly debug?: ((read: () => unknown) => string) | undefined;
}

/** Answers by number, so that a way through a rule is found without a word. */
export const NO = 0;
/** The exit `yes`. */
export const YES = 1;
/** The datum is missing or of the wrong type: exit `unknown`, else `no`. */
export const UNKNOWN = 2;
/** A node with exits of its own counts them from here on. */
export const FIRST_OWN_EXIT = 3;

/** A number of an exit. */
export type ExitIndex = number;
