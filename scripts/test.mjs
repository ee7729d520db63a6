/**
 * Runs stages of tests and checks, prints a table, a line for each test that failed (`failed: STAGE: NAME`), and at the end
 * `N passed, N failed`.
 *
 *   node scripts/test.mjs test              all that `npm test` runs
 *   node scripts/test.mjs unit parse-date   one stage, and of it only files whose path holds `parse-date`
 *   node scripts/test.mjs webkit --no-skips also fails where tests were skipped, as their browser or server is not installed
 *   node scripts/test.mjs page --again      runs files once more in which a few tests failed, and names those that pass then
 *
 * The stages and their groups are in scripts/stages.mjs.
 * Stages that do not depend on each other run side by side, and what each prints appears when it has ended. Compilers and
 * linters keep what has not changed in `node_modules/.cache`, but for the lint of `verify`: it depends on types of other files,
 * which the linter's cache does not know.
 */
import './warn-of-old-node.mjs';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { runStages } from './run-stages.mjs';
import { groups, stages } from './stages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** More stages than this at once would have the tests of one fail by the clock. */
const MAX_SLOTS = 4;
/** A file of tests that takes longer has failed. */
const FILE_TIMEOUT_MS = 300_000;

/** Of more files than this something is broken, and no test was unlucky. */
const MAX_FILES_AGAIN = 5;

const NO_SKIPS = '--no-skips';
const AGAIN = '--again';
const FLAGS = [NO_SKIPS, AGAIN];
const [first = 'test', ...filter] = process.argv.slice(2).filter((word) => !FLAGS.includes(word));

/** Whether an engine is on the machine; Chromium always is, for the development dependencies bring one. */
async function isInstalled(engine) {
  if (engine === 'chromium') return true;
  const { findFirefox, findWebKit } = await tsImport('../test/support/find-others.ts', import.meta.url);
  if (engine === 'firefox') return (await findFirefox()) !== null;
  const { findCommand } = await tsImport('../test/support/find-chromium.ts', import.meta.url);
  const hasScreen = Boolean(process.env.DISPLAY) || (await findCommand(['xvfb-run'])) !== null;
  return hasScreen && (await findWebKit()) !== null;
}

/**
 * Runs a program and gives its exit code.
 *
 * @param {readonly string[]} command
 * @param {(text: string) => void} print - Gets everything that the program prints.
 * @param {Readonly<Record<string, string>>} [env] - Adds to the environment.
 */
async function run([command, ...args], print, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (exitCode) => done(exitCode ?? 1));
  });
}

/** The test files under a folder, those of the filter where there is one. */
async function findTests(folder, filter) {
  if (!existsSync(resolve(root, folder))) return [];
  const entries = await readdir(resolve(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => filter.length === 0 || filter.some((part) => path.includes(part)))
    .sort();
}

/** Runs tests and reads what their reporter counted; a run that broke off before counting has failed once. */
async function countRun(command, counts, print, env = {}) {
  const exitCode = await run(command, print, { ...env, COUNTS_FILE: counts });
  const text = await readFile(counts, 'utf8').catch(() => '');
  const result = text ? JSON.parse(text.trim().split('\n').at(-1)) : { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (exitCode === 0 || result.failed > 0) return result;
  return { ...result, failed: 1, failures: [{ name: `it ended with exit code ${exitCode}` }] };
}

async function runNodeTests(files, { timeoutMs, concurrency }, counts, print) {
  return countRun(
    [
      process.execPath,
      ...['--import', 'tsx', '--import', './test/support/define-version.mjs', '--test', `--test-timeout=${timeoutMs}`],
      ...(concurrency ? [`--test-concurrency=${concurrency}`] : []),
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...['--test-reporter=./scripts/count-node-tests.mjs', `--test-reporter-destination=${counts}`],
      ...files,
    ],
    counts,
    print,
  );
}

async function runBrowserTests(engine, files, counts, print) {
  if (!(await isInstalled(engine))) {
    print(`skipped: ${engine} is not installed\n`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const runner = ['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js'];
  const command = [process.execPath, ...runner, '--config', 'test/web-test-runner.config.mjs'];
  // WebKitGTK has no headless mode.
  if (engine === 'webkit' && !process.env.DISPLAY) command.unshift('xvfb-run', '-a');
  return countRun(command, counts, print, { ENGINE: engine, TEST_FILES: JSON.stringify(files) });
}

async function runStage(name, counts, print) {
  const { check, cache = [], tests, browser, timeoutMs = FILE_TIMEOUT_MS, concurrency } = stages[name];
  if (check) {
    const failed = (await run([...check, ...(first === 'verify' ? [] : cache)], print)) === 0 ? 0 : 1;
    return { passed: 1 - failed, failed, skipped: 0, failures: failed ? [{ name: 'see above' }] : [] };
  }
  const files = await findTests(tests ?? browser, filter);
  if (files.length === 0) {
    // A stage without tests has shown nothing.
    print(`No test files under ${tests ?? browser}/${filter.length > 0 ? ` whose path holds ${filter}` : ''}\n`);
    return { passed: 0, failed: 1, skipped: 0, failures: [{ name: 'no test files' }] };
  }
  const runFiles = (some, atOnce) =>
    browser
      ? runBrowserTests(name, some, counts, print)
      : runNodeTests(some, { timeoutMs, concurrency: atOnce }, counts, print);
  const result = await runFiles(files, concurrency);
  return process.argv.includes(AGAIN) ? repeatFailed(result, (some) => runFiles(some, 1), print) : result;
}

/**
 * Runs the files of failed tests once more, one after the other. Browsers and servers share a machine with other work, and a test may meet a
 * moment in which nothing runs; it passes the second time then, and is named.
 */
async function repeatFailed(result, runFiles, print) {
  const { passed, failed, skipped, failures = [] } = result;
  const files = [...new Set(failures.map(({ file }) => file && relative(root, file)))];
  if (failed === 0 || files.length > MAX_FILES_AGAIN || files.includes(undefined)) return result;
  print(`\nonce more: ${files.join(' ')}\n`);
  const second = await runFiles(files);
  const unsteady = failures.filter(({ name }) => !second.failures.some((failure) => failure.name === name));
  return {
    ...{ passed: passed + failed - second.failed, failed: second.failed, skipped },
    ...{ failures: second.failures, unsteady },
  };
}

/** Makes a stage that prints everything at once when it has ended, or as it comes where nothing else prints meanwhile. */
function toStage(name, counts, isOnly) {
  const { needs, isAlone, stops } = stages[name];
  return {
    ...{ name, needs, isAlone, stops },
    run: async () => {
      const header = `\n── ${name}\n`;
      const isLive = isOnly || isAlone;
      if (isLive) process.stdout.write(header);
      let kept = header;
      const result = await runStage(name, counts, (text) => {
        if (isLive) process.stdout.write(text);
        else kept += text;
      });
      if (!isLive) process.stdout.write(kept);
      return result;
    },
  };
}

const names = groups[first] ?? (stages[first] ? [first] : null);
if (!names) {
  console.error(`There is no stage "${first}". Known: ${[...Object.keys(groups), ...Object.keys(stages)].join(', ')}`);
  process.exit(2);
}

const scratch = await mkdtemp(join(tmpdir(), 'zephr-onpage-'));
const rows = await runStages(
  names.map((name, index) => toStage(name, join(scratch, `${index}.json`), names.length === 1)),
  Math.min(availableParallelism(), MAX_SLOTS),
);
await rm(scratch, { recursive: true, force: true });

const sum = (key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
const print = (name, ...cells) => console.log(name.padEnd(20), ...cells.map((cell) => String(cell).padStart(8)));
console.log();
print('stage', 'passed', 'failed', 'skipped', 'seconds');
for (const { name, passed, failed, skipped, seconds } of rows) {
  if (passed === undefined) print(name, 'not run');
  else print(name, passed, failed, skipped, seconds);
}
// At the end, where they are found without reading all that the tests have printed.
for (const row of rows) {
  for (const { name } of row.unsteady ?? []) console.log(`passed the second time: ${row.name}: ${name}`);
  for (const { name } of row.failures ?? []) console.log(`failed: ${row.name}: ${name}`);
}
const skippedPart = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skippedPart}`);
const isIncomplete = process.argv.includes(NO_SKIPS) && sum('skipped') > 0;
process.exitCode = sum('failed') > 0 || isIncomplete ? 1 : 0;
