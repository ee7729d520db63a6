import { toPointer } from '../lib/to-pointer.js';
import type { Found } from './mistake.js';

/** Sub rules inside of sub rules that an engine walks through. */
const DEEPEST = 100;

/**
 * Follows sub rules into the sub rules that they go through: finds those that are inside of themselves or too deep.
 *
 * @param inside - The sub rules that each of the config's sub rules goes through, by id.
 * @param entered - Those that each rule of a feature goes through.
 */
export function findNestedSubRules(
  inside: ReadonlyMap<string, readonly string[]>,
  entered: readonly (readonly string[])[],
): Found[] {
  const found: Found[] = [];
  /** Gives how many sub rules stand inside one another in this one, it among them. */
  const enter = (id: string, open: Set<string>, depths: Map<string, number>): number => {
    const at = `/subRules${toPointer(id)}`;
    const known = depths.get(id);
    if (!inside.has(id)) return 0;
    if (open.has(id)) found.push({ code: 'cycle', pointer: at, severity: 'error' });
    else if (open.size + (known ?? 1) > DEEPEST)
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
