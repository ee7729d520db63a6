import { toPointer } from '../lib/to-pointer.js';
import type { Found } from './mistake.js';

/** How many sub rules an engine enters inside one another. */
const MAX_SUB_RULE_DEPTH = 100;

/**
 * Finds sub rules that enter themselves, directly or through others, and those that are nested too deeply.
 *
 * @param inside - The sub rules that each sub rule enters, by id.
 * @param entered - The sub rules that each rule of a feature enters.
 */
export function findNestedSubRules(
  inside: ReadonlyMap<string, readonly string[]>,
  entered: readonly (readonly string[])[],
): Found[] {
  const found: Found[] = [];
  /** Returns how deeply sub rules are nested in this one, itself included. */
  const enter = (id: string, open: Set<string>, depths: Map<string, number>): number => {
    const at = `/subRules${toPointer(id)}`;
    const known = depths.get(id);
    if (!inside.has(id)) return 0;
    if (open.has(id)) found.push({ code: 'cycle', pointer: at, severity: 'error' });
    else if (open.size + (known ?? 1) > MAX_SUB_RULE_DEPTH)
      found.push({ code: 'sub-rule-too-deep', pointer: at, severity: 'error' });
    else if (known === undefined) {
      open.add(id);
      const depth = inside.get(id)!.reduce((deepest, next) => Math.max(deepest, enter(next, open, depths)), 0) + 1;
      open.delete(id);
      depths.set(id, depth);
    }
    return depths.get(id) ?? 0;
  };
  for (const ids of [[...inside.keys()], ...entered]) {
    const depths = new Map<string, number>();
    for (const id of ids) enter(id, new Set(), depths);
  }
  return found;
}
