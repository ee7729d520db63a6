import type { OutcomeConfig } from '../model/config.js';
import type { Edit } from '../edit/edit.js';

/** A row or a card, by its JSON pointer after the edits. A node that is written in place has the pointer of its row. */
export interface Focus {
  readonly on: 'row' | 'card';
  readonly pointer: string;
}

/** A gesture of an editor as edits: one step of a history. */
export interface Gesture {
  readonly edits: readonly Edit[];
  /** The row or card that is to have the focus next. */
  readonly focus: Focus;
  /** The change in words, such as for a live region. */
  readonly says: string;
}

/** A gesture that is not possible, with the reason in words. Nothing has changed. */
export interface Refusal {
  readonly refused: string;
}

/** The target that an exit is given. */
export type LeadChoice =
  /** `"show"`, the id of an entry of `outcomes`, or an outcome that is written in place. */
  | { readonly to: 'outcome'; readonly outcome: string | OutcomeConfig }
  /** An outcome that is written in place elsewhere: it is shared from then on. */
  | { readonly to: 'same outcome'; readonly pointer: string }
  /** Another node of the rule, by its JSON pointer. */
  | { readonly to: 'node'; readonly pointer: string }
  /** An exit of the sub rule that the row is in. */
  | { readonly to: 'exit'; readonly exit: string }
  /** The exit leads nowhere; a number of a trial loses its exit. */
  | { readonly to: 'nothing' };

/** Whether a gesture was refused. */
export function isRefusal(result: Gesture | Refusal): result is Refusal {
  return 'refused' in result;
}

/** Ends a gesture from inside. Caught where gestures begin. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** Ends a gesture with a reason. */
export function refuse(reason: string): never {
  throw new RefusedError(reason);
}

/** Runs a gesture; a refusal from inside becomes its result. */
export function attempt(run: () => Gesture): Gesture | Refusal {
  try {
    return run();
  } catch (error) {
    if (error instanceof RefusedError) return { refused: error.message };
    throw error;
  }
}
