import type { Edit } from '../../edit/edit.js';
import { splitPointer } from '../../lib/split-pointer.js';

/** Members of a config that no decision depends on: they say how walls look, and what is reported. */
const BESIDE_DECISIONS = new Set([
  '$schema',
  'components',
  'texts',
  'customElements',
  'usage',
  'dataLayer',
  'analytics',
]);

/**
 * Finds the features whose decisions edits can change.
 *
 * @returns Their ids; `null` for all, where something was edited that rules share.
 */
export function findTouchedFeatures(edits: readonly Edit[]): Set<string> | null {
  const touched = new Set<string>();
  for (const { pointer } of edits) {
    const [member = '', id] = splitPointer(pointer);
    if (member === 'features' && id !== undefined) touched.add(id);
    else if (!BESIDE_DECISIONS.has(member)) return null;
  }
  return touched;
}
