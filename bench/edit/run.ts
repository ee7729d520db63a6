/**
 * The speed of edits and of `zephr diff`: `npm run bench:edit`.
 *
 * Prints a table in Markdown, each measure beside its goal.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEdit } from '../../src/edit/create-edit.js';
import { describeEdits } from '../../src/edit/describe-edits.js';
import { writeEdits } from '../../src/edit/write-edits.js';
import { report } from '../report.js';
import { figureOf } from '../row.js';
import { toFigure } from '../rules/statistics.js';
import { makeConfig, makeReaders } from './make-config.js';

const ROUNDS = 7;
const CLI = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const CHANGED = '/features/feature-500/rules/registered';

const config = makeConfig();
const text = JSON.stringify(config, null, 2);
const edit = createEdit(config, `${CHANGED}/value`, 'another value');

/** Milliseconds of each round. */
function measure(run: () => void): readonly number[] {
  return Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
}

const folder = await mkdtemp(join(tmpdir(), 'zephr-bench-edit-'));
try {
  const [before, after, readers] = ['old.json', 'new.json', 'readers.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(before, text);
  await writeFile(after, writeEdits(text, [edit]));
  await writeFile(readers, JSON.stringify(makeReaders()));
  const diff = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'diff', before, after, ...args], { encoding: 'utf8' });
    if (status !== 1) throw new Error(`zephr diff ended with ${status}: ${stderr}`);
  };
  const rows: readonly (readonly [says: string, goalMs: number | null, ms: readonly number[]])[] = [
    ['write one edit into the text', 400, measure(() => writeEdits(text, [edit]))],
    ['describe it', null, measure(() => describeEdits(config, [edit]))],
    ['`zephr diff` with 12 readers, whole process', 1500, measure(() => diff('--readers', readers))],
    ['`zephr diff` with generated readers, whole process', null, measure(() => diff())],
  ];
  await report('edit', {
    rounds: `medians of ${ROUNDS} rounds`,
    tables: [
      {
        title: `Edits of a config of 1,000 features, ${(text.length / 1e6).toFixed(1)} MB`,
        columns: [{ title: 'took', unit: 'ms', digits: 0 }],
        rows: rows.map(([says, , ms]) => ({ says, cells: [toFigure(ms)] })),
      },
    ],
    goals: rows.flatMap(([says, goal, ms]) => (goal === null ? [] : [figureOf(says, ms, ['≤', goal], 'ms')])),
  });
} finally {
  await rm(folder, { recursive: true });
}
