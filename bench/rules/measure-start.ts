import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Entry } from './contestants/list-contestants.js';
import { importContestant } from './import-contestant.js';
import type { Once } from './programs/messages.js';
import { runProgram } from './run-program.js';
import { makeWorkload, type Size } from './workload/make-workload.js';

/**
 * Writes what a fresh process or page reads: `reader.json`, and the rules of every contestant as `ID.json`.
 *
 * @param bundles - Folder of the bundled contestants and programs.
 */
export async function writeRules(bundles: string, entries: readonly Entry[], size: Size): Promise<void> {
  const workload = makeWorkload(size);
  await writeFile(resolve(bundles, 'reader.json'), JSON.stringify(workload.readers[0]));
  for (const { id } of entries) {
    const contestant = await importContestant(resolve(bundles, `${id}.mjs`));
    await writeFile(resolve(bundles, `${id}.json`), JSON.stringify(contestant.translate(workload)));
  }
}

/**
 * Starts contestants in fresh processes, by turns: import, rules made ready, one feature decided.
 *
 * @param bundles - Where `writeRules` wrote.
 * @returns By contestant: what each of its processes took.
 */
export async function measureStart(
  bundles: string,
  entries: readonly Entry[],
  processes: number,
): Promise<Map<string, Once[]>> {
  const measured = new Map(entries.map(({ id }) => [id, [] as Once[]]));
  // The first round fills the file system's cache.
  for (let round = -1; round < processes; round++) {
    for (const { id } of entries) {
      const paths = ['open-once.mjs', `${id}.mjs`, `${id}.json`, 'reader.json'].map((name) => resolve(bundles, name));
      const once = await runProgram<Once>([...paths, 'feature-0']);
      if (round >= 0) measured.get(id)!.push(once);
    }
  }
  return measured;
}
