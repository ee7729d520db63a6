import { applyEdits } from './apply-edits.js';
import { describeEdits } from './describe-edits.js';
import type { Edit } from './edit.js';
import { invertEdits } from './invert-edits.js';
import { MAX_UNDO_STEPS } from './limits.js';

/** Edits that are undone and redone together. */
export interface HistoryStep {
  readonly edits: readonly Edit[];
  /** The config before the step. */
  readonly before: unknown;
  /** Name of a gesture, such as typing in one field: its steps that follow each other are one. */
  readonly group: string | null;
}

/** A config, with the steps that led to it and those that were undone. A value: each change gives another one. */
export interface History {
  readonly config: unknown;
  /** Steps that can be undone, the latest last. */
  readonly done: readonly HistoryStep[];
  /** Steps that can be redone, the next one last. */
  readonly undone: readonly HistoryStep[];
}

/** Starts a history. */
export function startHistory(config: unknown): History {
  return { config, done: [], undone: [] };
}

/**
 * Applies edits as one step. Steps that were undone can no longer be redone, and the oldest of more than 500 steps can no
 * longer be undone.
 *
 * @param group - Name of the gesture that the edits belong to. A step of the same name directly before it takes them in.
 * @throws {EditError} If one of the edits does not apply; the history is as it was.
 */
export function recordEdits(history: History, edits: readonly Edit[], group: string | null = null): History {
  if (edits.length === 0) return history;
  const { config, done, undone } = history;
  const after = applyEdits(config, edits);
  const last = done.at(-1);
  // After an undo, a gesture begins again.
  const isJoined = last !== undefined && group !== null && last.group === group && undone.length === 0;
  const step = isJoined ? { ...last, edits: [...last.edits, ...edits] } : { edits: [...edits], before: config, group };
  const earlier = isJoined ? done.slice(0, -1) : done;
  return { config: after, done: [...earlier, step].slice(-MAX_UNDO_STEPS), undone: [] };
}

/** Undoes the latest step; the same history where there is nothing to undo. */
export function undoStep(history: History): History {
  const step = history.done.at(-1);
  if (!step) return history;
  const config = applyEdits(history.config, invertEdits(step.edits));
  return { config, done: history.done.slice(0, -1), undone: [...history.undone, step] };
}

/** Does the step again that was undone last; the same history where no step is left to do again. */
export function redoStep(history: History): History {
  const step = history.undone.at(-1);
  if (!step) return history;
  // A gesture does not go on after it was undone.
  const again = { ...step, group: null };
  return {
    config: applyEdits(history.config, step.edits),
    done: [...history.done, again],
    undone: history.undone.slice(0, -1),
  };
}

/** Describes a step in words, such as for a menu. */
export function describeStepOf({ before, edits }: HistoryStep): string[] {
  return describeEdits(before, edits);
}
