import { applyEdits } from '../edit/apply-edits.js';
import type { Edit } from '../edit/edit.js';

/** A live config with the edits of a preview. */
export interface PreviewedConfig {
  readonly value: unknown;
  /** Edits that do not apply: their place has changed in the live config since. */
  readonly missed: readonly Edit[];
}

/**
 * Applies the edits of a preview to the live config, one by one: those whose `before` still holds. The value that is passed
 * stays as it is.
 */
export function applyPreview(live: unknown, edits: readonly Edit[]): PreviewedConfig {
  const missed: Edit[] = [];
  let value = live;
  for (const edit of edits) {
    try {
      value = applyEdits(value, [edit]);
    } catch {
      missed.push(edit);
    }
  }
  return { value, missed };
}
