import type { Grants } from '../identity/grants.js';
import type { CompiledCondition } from '../rules/compiled-rule.js';
import type { EvaluationContext, ExitIndex } from '../rules/evaluation-context.js';
import type { Comparison } from './comparison.js';
import type { DraftReader } from './draft-reader.js';

/** A member of a reader that conditions ask for: a claim, the path of the page, the views of a tracker. */
export interface Slot {
  readonly key: string;
  /** Writes a value of it; `undefined` leaves it out. */
  readonly write: (draft: DraftReader, value: unknown, now: number) => void;
  /** The seeds of its requirements stand for all values that it can have. */
  readonly isFinite?: true;
  /** Values come from a token, so a reader without a valid one has no such values. */
  readonly isOfToken?: true;
}

/** One requirement of a path: a condition takes one of some exits, or the reader is in a user state. */
export interface Literal {
  /** Distinguishes it from other requirements. */
  readonly key: string;
  readonly slot: Slot;
  /** `null` for a requirement that no node makes. */
  readonly condition: CompiledCondition | null;
  readonly allowed: readonly ExitIndex[];
  readonly holds: (context: EvaluationContext) => boolean;
  /** Values that the product claim must have, one of them, or must not have. */
  readonly holding?: { readonly grants: Grants; readonly isHeld: boolean };
  /** No reader meets it, whatever else is required. */
  readonly isImpossible?: boolean;
  /** The comparison, where the condition compares an operand with a value. */
  readonly comparison: Comparison | null;
  /** Values of the slot that are tried first. */
  readonly seeds: readonly unknown[];
  /** The requirement in words. */
  readonly says: string;
}
