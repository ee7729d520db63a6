import { toPointer } from '../../lib/to-pointer.js';
import type { Found } from './mistake.js';

/** Sub rules inside of sub rules that an engine walks through. */
const DEEPEST = 100;

/**
 * Follows sub rules into the sub rules that they go through: finds those that are inside of themselves or too deep.
 *
 * @param inside - The sub rules that each of the config's sub rules goes through, by id.
 * @param entered - Those that each rule of a feature goes through.
 */
export function checkSubRules(
  inside: ReadonlyMap<string, readonly string[]>,
  entered: readonly (readonly string[])[],
): Found[] {
  const found: Found[] = [];
  const enter = (id: string, open: Set<string>, done: Set<string>): void => {
    const at = `/subRules${toPointer(id)}`;
    if (done.has(id) || !inside.has(id)) return;
    if (open.has(id)) found.push({ code: 'cycle', pointer: at, severity: 'error' });
    else if (open.size >= DEEPEST) found.push({ code: 'sub-rule-too-deep', pointer: at, severity: 'error' });
    else {
      open.add(id);
      for (const next of inside.get(id)!) enter(next, open, done);
      open.delete(id);
      done.add(id);
    }
  };
  for (const ids of [[...inside.keys()], ...entered]) {
    const done = new Set<string>();
    for (const id of ids) enter(id, new Set(), done);
  }
  return found;
}
