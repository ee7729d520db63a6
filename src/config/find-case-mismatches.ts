/**
 * Finds names that are known only in another case: claims are case-sensitive, and Zephr's own tutorial writes `Prod` for
 * `prod`.
 *
 * @param names - Names that are used.
 * @param known - Names that there are; of several that differ only in case, the first one is suggested.
 * @returns The known name by the one that is used instead.
 * @example findCaseMismatches(['Prod', 'sub'], ['prod', 'sub']) // Map { 'Prod' => 'prod' }
 */
export function findCaseMismatches(names: Iterable<string>, known: Iterable<string>): Map<string, string> {
  const exact = new Set(known);
  const byCase = new Map<string, string>();
  for (const name of exact) if (!byCase.has(name.toLowerCase())) byCase.set(name.toLowerCase(), name);
  const mismatches = new Map<string, string>();
  for (const name of names) {
    const meant = byCase.get(name.toLowerCase());
    if (meant !== undefined && !exact.has(name)) mismatches.set(name, meant);
  }
  return mismatches;
}
