import { packages, refusals, rooms, type Room } from './floors.js';
import type { Import } from './read-imports.js';

/** The room that a file belongs to, or `null` where the table has none for it. */
export function roomOf(file: string): Room | null {
  return rooms.find(({ path }) => holds(path, file)) ?? null;
}

/**
 * Holds imports against the table of floors.
 *
 * @returns One sentence for each import that breaks a rule.
 */
export function checkImports(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const trouble = one.target === null ? checkPackage(one) : checkFloors(one, one.target);
    return trouble === null ? [] : [`${one.file}:${one.line}: ${trouble}`];
  });
}

/**
 * Finds files that import each other in a ring; type imports count.
 *
 * @returns Each ring as `a.ts → b.ts → a.ts`.
 */
export function findCycles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { file, target } of imports) if (target !== null) next.set(file, [...(next.get(file) ?? []), target]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      cycles.push([...path.slice(start), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return cycles;
}

function checkFloors({ file, typeOnly }: Import, target: string): string | null {
  const from = roomOf(file);
  const to = roomOf(target);
  if (!from) return 'belongs to no room';
  if (!to) return `imports ${target}, which belongs to no room`;
  if (from !== to && to.floor >= from.floor) {
    return `${from.path} on floor ${from.floor} imports ${target} on floor ${to.floor}`;
  }
  // Doors may open onto everything below them.
  if (from.floor === 9) return null;
  const refused = refusals.find(
    (refusal) =>
      holds(refusal.from, file) &&
      refusal.to.some((path) => holds(path, target)) &&
      !(typeOnly && refusal.typesAllowed),
  );
  return refused ? `imports ${target}, but ${refused.why}` : null;
}

function checkPackage({ file, specifier }: Import): string | null {
  if (specifier === null) return 'imports what an expression names, so nothing can tell what it will be';
  const known = packages.find(({ name }) =>
    name.endsWith('*')
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`),
  );
  if (!known) return `imports ${specifier}, which is none of the packages of the house`;
  return known.rooms.some((room) => holds(room, file))
    ? null
    : `imports ${specifier}, allowed only in ${known.rooms.join(', ')}`;
}

function holds(path: string, file: string): boolean {
  return path.endsWith('/') ? file.startsWith(path) : file === path;
}
