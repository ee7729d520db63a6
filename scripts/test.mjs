/**
 * Runs stages of tests and checks, prints a table and ends with one line: `N passed, N failed`.
 *
 *   node scripts/test.mjs test              all that `npm test` runs
 *   node scripts/test.mjs unit parse-date   one stage, and of it only files whose path holds `parse-date`
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => resolve(root, 'node_modules/.bin', name);
const code = ['**/*.{ts,mjs,js,css}', 'package.json'];

/**
 * By name: what a stage runs. `check` counts as one test; `tests` and `browser` count their own. Where a stage with
 * `stops` fails, nothing after it is worth running.
 */
const stages = {
  types: { check: [bin('tsc')], stops: true },
  'types without DOM': { check: [bin('tsc'), '-p', 'scripts/core'], stops: true },
  lint: { check: [bin('eslint'), '.', '--max-warnings', '0'] },
  format: { check: [bin('prettier'), '--check', '--log-level', 'warn', ...code] },
  house: { tests: 'test/house' },
  unit: { tests: 'test/unit' },
  build: { check: [process.execPath, 'scripts/build.mjs'], stops: true },
  chromium: { browser: 'test/components' },
  page: { tests: 'test/page' },
  cli: { tests: 'test/cli' },
  firefox: { browser: 'test/components' },
  webkit: { browser: 'test/components' },
  'unused code': { check: [bin('knip')] },
  'package contents': { check: [bin('publint'), '--strict'] },
  'package types': {
    check: [
      bin('attw'),
      '--pack',
      '.',
      '--profile',
      'esm-only',
      '--exclude-entrypoints',
      'script',
      'custom-elements.json',
      'schema.json',
    ],
  },
  budgets: { check: [process.execPath, 'scripts/sizes.mjs', '--check'] },
};

const test = ['types', 'types without DOM', 'lint', 'format', 'house', 'unit', 'build', 'chromium', 'page', 'cli'];
const statics = ['unused code', 'package contents', 'package types', 'budgets'];
const groups = {
  test,
  types: ['types', 'types without DOM'],
  browsers: ['chromium', 'firefox', 'webkit'],
  verify: [...test, ...statics],
  rest: ['firefox', 'webkit', ...statics],
};

/** Whether an engine is on the machine; Chromium always is, for the development dependencies bring one. */
async function isInstalled(engine) {
  if (engine === 'chromium') return true;
  const { findFirefox, findWebKit } = await tsImport('../test/support/find-others.ts', import.meta.url);
  if (engine === 'firefox') return (await findFirefox()) !== null;
  const { findCommand } = await tsImport('../test/support/find-chromium.ts', import.meta.url);
  const hasScreen = Boolean(process.env.DISPLAY) || (await findCommand(['xvfb-run'])) !== null;
  return hasScreen && (await findWebKit()) !== null;
}

/** Runs a program, streams what it prints, and gives its exit code. */
async function run([command, ...args], env = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (exitCode) => done(exitCode ?? 1));
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
async function countRun(command, counts, env = {}) {
  const exitCode = await run(command, { ...env, COUNTS_FILE: counts });
  const text = await readFile(counts, 'utf8').catch(() => '');
  const result = text ? JSON.parse(text.trim().split('\n').at(-1)) : { passed: 0, failed: 0, skipped: 0 };
  if (exitCode !== 0 && result.failed === 0) result.failed = 1;
  return result;
}

async function runNodeTests(files, counts) {
  return countRun(
    [
      process.execPath,
      ...['--import', 'tsx', '--import', './test/support/define-version.mjs', '--test', '--test-timeout=300000'],
      ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
      ...['--test-reporter=./scripts/count-node-tests.mjs', `--test-reporter-destination=${counts}`],
      ...files,
    ],
    counts,
  );
}

async function runBrowserTests(engine, files, counts) {
  if (!(await isInstalled(engine))) {
    console.log(`skipped: ${engine} is not installed`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const runner = ['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js'];
  const command = [process.execPath, ...runner, '--config', 'test/web-test-runner.config.mjs'];
  // WebKitGTK has no headless mode.
  if (engine === 'webkit' && !process.env.DISPLAY) command.unshift('xvfb-run', '-a');
  return countRun(command, counts, { ENGINE: engine, TEST_FILES: JSON.stringify(files) });
}

async function runStage(name, filter, counts) {
  const { check, tests, browser } = stages[name];
  if (check) {
    const failed = (await run(check)) === 0 ? 0 : 1;
    return { passed: 1 - failed, failed, skipped: 0 };
  }
  const files = await findTests(tests ?? browser, filter);
  if (files.length === 0) {
    // A stage that finds nothing to run has not shown that anything works.
    console.error(`No test files under ${tests ?? browser}/${filter.length > 0 ? ` whose path holds ${filter}` : ''}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return browser ? runBrowserTests(name, files, counts) : runNodeTests(files, counts);
}

const [first = 'test', ...filter] = process.argv.slice(2);
const names = groups[first] ?? (stages[first] ? [first] : null);
if (!names) {
  console.error(`There is no stage "${first}". Known: ${[...Object.keys(groups), ...Object.keys(stages)].join(', ')}`);
  process.exit(2);
}

const scratch = await mkdtemp(join(tmpdir(), 'zephr-onpage-'));
const rows = [];
let stopped = false;
for (const name of names) {
  if (stopped) {
    rows.push({ name, note: 'not run' });
    continue;
  }
  console.log(`\n── ${name}`);
  const begun = Date.now();
  const counts = join(scratch, `${rows.length}.json`);
  const result = await runStage(name, filter, counts);
  rows.push({ name, ...result, seconds: ((Date.now() - begun) / 1000).toFixed(1) });
  stopped = result.failed > 0 && stages[name].stops === true;
}
await rm(scratch, { recursive: true, force: true });

const sum = (key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
const print = (name, ...cells) => console.log(name.padEnd(20), ...cells.map((cell) => String(cell).padStart(8)));
console.log();
print('stage', 'passed', 'failed', 'skipped', 'seconds');
for (const { name, note, passed, failed, skipped, seconds } of rows) {
  if (note) print(name, note);
  else print(name, passed, failed, skipped, seconds);
}
const skippedPart = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skippedPart}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
