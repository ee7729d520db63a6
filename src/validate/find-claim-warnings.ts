import type { Reference } from '../schema/hold-against.js';
import { findCaseMismatches } from '../config/find-case-mismatches.js';
import { sortByPlace } from './sort-by-place.js';
import { createWarning, type Found } from './mistake.js';

/**
 * Finds JSONPaths where only a name is looked for, and claims whose names differ in nothing but case. The first spelling in
 * the config is taken for the right one.
 *
 * @param references - All references of the config, in any order.
 */
export function findClaimWarnings(references: readonly Reference[], config: unknown): Found[] {
  const paths = references.filter(({ refers, id }) => refers === 'names' && /^\$[.[]/.test(id));
  const claims = sortByPlace(listDiffering(references), config);
  const firstSpellings = new Map<string, string>();
  for (const { id } of claims) {
    if (!firstSpellings.has(id.toLowerCase())) firstSpellings.set(id.toLowerCase(), id);
  }
  const names = claims.map(({ id }) => id);
  const mismatches = findCaseMismatches(names, firstSpellings.values());
  return [
    ...paths.map(({ id, pointer }) => {
      const says = `takes a name, and "${id}" is a JSONPath: nothing follows it here. A "jwt-token" node and the members of "jwt" that name a claim take one.`;
      return createWarning('path-not-followed', pointer, says);
    }),
    ...claims.flatMap(({ id, pointer }) => {
      const known = mismatches.get(id);
      if (known === undefined) return [];
      const says = `names the claim "${id}", which is "${known}" elsewhere in the config. Claims are case-sensitive.`;
      return [createWarning('claim-case', pointer, says)];
    }),
  ];
}

/** The references to claims that the config spells in several ways. Most configs have none, and thousands of references. */
function listDiffering(references: readonly Reference[]): Reference[] {
  const claims = references.filter(({ refers, id }) => refers === 'claims' && !id.startsWith('$'));
  const spellings = new Set(claims.map(({ id }) => id));
  const [once, twice] = [new Set<string>(), new Set<string>()];
  for (const name of [...spellings].map((one) => one.toLowerCase())) (once.has(name) ? twice : once).add(name);
  return twice.size === 0 ? [] : claims.filter(({ id }) => twice.has(id.toLowerCase()));
}
