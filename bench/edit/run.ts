/**
 * The speed of edits and of `zephr diff`: `npm run bench:edit`.
 *
 * Prints a table in Markdown, each measure beside its goal.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEdit } from '../../src/edit/create-edit.js';
import { describeEdits } from '../../src/edit/describe-edits.js';
import { writeEdits } from '../../src/edit/write-edits.js';
import { makeConfig, makeReaders } from './make-config.js';

const ROUNDS = 7;
const CLI = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const CHANGED = '/features/feature-500/rules/registered';

const config = makeConfig();
const text = JSON.stringify(config, null, 2);
const edit = createEdit(config, `${CHANGED}/value`, 'another value');

/** Milliseconds of the median round. */
function measure(run: () => void): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
  return rounds.sort((one, other) => one - other)[ROUNDS >> 1]!;
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
  const rows: readonly (readonly [what: string, goalMs: number | null, ms: number])[] = [
    ['write one edit into the text', 400, measure(() => writeEdits(text, [edit]))],
    ['describe it', null, measure(() => describeEdits(config, [edit]))],
    ['`zephr diff` with 12 readers, whole process', 1500, measure(() => diff('--readers', readers))],
    ['`zephr diff` with generated readers, whole process', null, measure(() => diff())],
  ];
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}; medians of ${ROUNDS}`,
  );
  console.log(`A config of 1,000 features, ${(text.length / 1e6).toFixed(1)} MB\n`);
  console.log('| measure | ms | goal |\n| --- | --- | --- |');
  for (const [what, goal, ms] of rows)
    console.log(`| ${what} | ${ms.toFixed(0)} | ${goal === null ? '' : `< ${goal}`} |`);
} finally {
  await rm(folder, { recursive: true });
}
