import type { Facts } from '../facts/facts.js';
import type { Reader } from '../identity/identify.js';
import type { Usage } from '../usage/usage.js';

/**
 * One reader on one page at one moment: all that rules read. Operands and conditions are evaluated once per context, so a
 * context must not change; another moment is another context.
 */
export interface EvaluationContext {
  readonly reader: Reader;
  readonly facts: Facts;
  /** Views of the reader that were counted before. */
  readonly usage: Usage;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Puts an operand into words for the trace. Without it the trace has no data of the reader. Never throws. */
  readonly debug?: ((read: () => unknown) => string) | undefined;
  /** Groups of split tests by id of the test, in place of those that the reader falls into. Never set in a page. */
  readonly _groups?: Readonly<Record<string, string>> | undefined;
  /** Set by a node that cannot read a fact of this context: only the node of the complete registry can. */
  _isIncomplete?: boolean;
}

/** Index of an exit. Indexes instead of names, so that a path through a rule is found without comparing text. */
export type ExitIndex = number;

/** Index of the exit `no`. */
export const NO = 0;
/** Index of the exit `yes`. */
export const YES = 1;
/** The operand is missing or of the wrong type: index of the exit `unknown`, which is `no` for nodes without one. */
export const UNKNOWN = 2;
/** Index of the first exit that only this node has. */
export const FIRST_OWN_EXIT = 3;
