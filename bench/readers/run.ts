/**
 * Time of the commands that work with test readers, whole process: `npm run bench:readers`. 1,000 features with rules of ten
 * nodes, 12 readers and 500 expectations; by turns, medians over rounds.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { report } from '../report.js';
import { toFigure } from '../rules/statistics.js';
import { writeNumber } from '../table.js';
import { makeConfig, makeReaders } from './make-files.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const FEATURES = 1000;
const EXPECTATIONS = 500;

const command = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'zephr-bench-readers-'));
const run = promisify(execFile);

/** Runs the command once. Returns the time in ms. */
async function time(args: readonly string[]): Promise<number> {
  const start = performance.now();
  // The report of a command that finds something is of no interest here.
  await run(process.execPath, [command, ...args], { cwd: folder, maxBuffer: 2 ** 28 }).catch(() => undefined);
  return performance.now() - start;
}

try {
  await writeFile(join(folder, 'zephr.json'), JSON.stringify(makeConfig(FEATURES), null, 2));
  await writeFile(join(folder, 'zephr.readers.json'), JSON.stringify(makeReaders(FEATURES, EXPECTATIONS), null, 2));
  const tasks: Readonly<Record<string, readonly string[]>> = {
    '--version': ['--version'],
    test: ['test', 'zephr.json'],
    'test --coverage': ['test', 'zephr.json', '--coverage', '--json'],
    validate: ['validate', 'zephr.json'],
  };
  const times = new Map(Object.keys(tasks).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(tasks)) times.get(name)!.push(await time(args));
  }
  await report('readers', {
    rounds: `medians of ${ROUNDS} rounds by turns`,
    tables: [
      {
        title: `Commands with 12 readers, ${writeNumber(FEATURES)} features and ${EXPECTATIONS} expectations, whole process`,
        columns: [{ title: 'took', unit: 'ms', digits: 0 }],
        rows: [...times].map(([name, all]) => ({ says: `\`zephr ${name}\``, cells: [toFigure(all)] })),
      },
    ],
  });
} finally {
  await rm(folder, { recursive: true });
}
