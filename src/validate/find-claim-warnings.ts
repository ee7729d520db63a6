import type { Reference } from '../schema/hold-against.js';
import { createWarning, type Found } from './mistake.js';

/**
 * Finds claims whose names differ in nothing but case: claims are case-sensitive, and Zephr's own tutorial writes `Prod`
 * for `prod`. The first way of writing one is taken for the right one.
 *
 * @param references - All references of the config, in its order.
 */
export function findClaimWarnings(references: readonly Reference[]): Found[] {
  const first = new Map<string, string>();
  return references.flatMap(({ refers, id, pointer }) => {
    if (refers !== 'claims' || id.startsWith('$')) return [];
    const known = first.get(id.toLowerCase()) ?? id;
    first.set(id.toLowerCase(), known);
    if (known === id) return [];
    const says = `names the claim "${id}", which is "${known}" elsewhere in the config. Claims are case-sensitive.`;
    return [createWarning('claim-case', pointer, says)];
  });
}
