import type { UserState } from '../model/config.js';
import type { Facts } from '../facts/facts.js';
import type { Reader } from '../identity/identify.js';

/** One reader on one page at one moment: all that rules ask about. Data that several features ask for is read once. */
export interface Pass {
  readonly reader: Reader;
  readonly facts: Facts;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Words of the trace may tell the reader's own data. */
  readonly debug: boolean;
}

/** What a node asks: the pass, and the reader's state for the feature that is being decided. */
export interface Question extends Pass {
  readonly userState: UserState;
}

/** Answers by number, so that a path is recorded without a word. */
export const NO = 0;
/** The exit `yes`. */
export const YES = 1;
/** The datum is missing or of the wrong type: exit `unknown`, else `no`. */
export const UNKNOWN = 2;

/** A number of an exit; a node with exits of its own counts them from 3 on. */
export type Answer = number;
