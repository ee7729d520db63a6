import { murmur3 } from '../../lib/murmur3.js';
import { COUNT_ROWS } from '../limits.js';
import type { Counts } from '../store.js';
import { HEAD, type DurableObjectStorage, type Head } from './kept-text.js';

/**
 * Adds to the counts that an object keeps, in one transaction. Names are spread over rows, so that no row becomes too large and
 * most stay as they are.
 *
 * @param expiresAt - When the object may remove them; milliseconds since 1970.
 */
export async function addToCounts(storage: DurableObjectStorage, counts: Counts, expiresAt: number): Promise<void> {
  const added = new Map<string, [string, number][]>();
  for (const entry of Object.entries(counts)) {
    const row = rowOf(entry[0]);
    const entries = added.get(row) ?? [];
    added.set(row, entries);
    entries.push(entry);
  }
  await storage.transaction(async (within) => {
    const before = await within.get<Counts>([...added.keys()]);
    const rows = [...added].map(([row, entries]): [string, Counts] => {
      const sums = new Map(Object.entries(before.get(row) ?? {}));
      for (const [name, count] of entries) sums.set(name, (sums.get(name) ?? 0) + count);
      return [row, Object.fromEntries(sums)];
    });
    const head: Head = { pieces: 0, expiresAt };
    await within.put(Object.fromEntries<unknown>([[HEAD, head], ...rows]));
    if ((await within.getAlarm()) === null) await within.setAlarm(expiresAt);
  });
}

/** Reads the counts that an object keeps; no names for an object without. */
export async function readCounts(storage: DurableObjectStorage): Promise<Counts> {
  const rows = await storage.get<Counts>(Array.from({ length: COUNT_ROWS }, (_, n) => `counts:${n}`));
  return Object.fromEntries([...rows.values()].flatMap((row) => Object.entries(row)));
}

function rowOf(name: string): string {
  return `counts:${murmur3(new TextEncoder().encode(name), 0) % COUNT_ROWS}`;
}
