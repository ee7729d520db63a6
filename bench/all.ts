/**
 * Runs all benches and keeps their tables: `npm run bench:all`, of some `npm run bench:all -- page endpoint`. A bench waits until
 * the load of the machine is low, for a minute at most. At the end it writes the tables into docs/project/benchmarks.md.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A run of a bench: its folder, its arguments, and variables of its environment. */
type Run = readonly [bench: string, args: readonly string[], variables?: Readonly<Record<string, string>>];

const SLOW = 'slow 4G';
const RUNS: readonly Run[] = [
  ['page', [], { ROUNDS: '5', NETWORK: SLOW, READER: 'new' }],
  ['page', [], { ROUNDS: '3', NETWORK: SLOW, READER: 'returning' }],
  ['page', [], { ROUNDS: '5', NETWORK: 'cable', READER: 'new' }],
  ['page', [], { ROUNDS: '3', NETWORK: 'cable', READER: 'returning' }],
  ['rules', ['--measure', 'decisions']],
  ['rules', ['--measure', 'one-of-many,trace,ready,start,heap']],
  ['endpoint', ['--measure', 'beside', '--quick', '--rounds', '3']],
  ['endpoint', ['--measure', 'steady', '--quick', '--rounds', '3']],
  ['endpoint', ['--measure', 'rate,latency']],
  ['endpoint', ['--measure', 'memory,malformed,locked']],
  ['endpoint', ['--worst']],
  ['usage', []],
  ['events', []],
  ['token', [], { ROUNDS: '7' }],
  ['scale', ['--measure', 'page'], { ROUNDS: '7' }],
  ['scale', ['--measure', 'node'], { ROUNDS: '3' }],
  ['sealed', ['--measure', 'node']],
  ['sealed', ['--measure', 'pages']],
  ['life', []],
  ['walls', []],
  ['inspector', []],
  ['console', []],
  ['edit', []],
  ['readers', []],
  ['first-wall', []],
];

const MAX_LOAD = 1;
const MAX_WAIT_MS = 60_000;

const wanted = process.argv.slice(2);
const runs = RUNS.filter(([bench]) => wanted.length === 0 || wanted.includes(bench));
if (runs.length === 0) throw new Error(`Known benches: ${[...new Set(RUNS.map(([bench]) => bench))].join(', ')}.`);

const root = fileURLToPath(new URL('..', import.meta.url));
const IMPORTS = ['--import', 'tsx', '--import', './test/support/define-version.mjs'];

for (const [bench, args, variables = {}] of runs) {
  await waitForQuiet();
  const says = [...Object.entries(variables).map((pair) => pair.join('=')), bench, ...args].join(' ');
  console.log(`\n### ${says}\n`);
  const begun = performance.now();
  await run(`bench/${bench}/run.ts`, [...args, '--save'], variables);
  console.log(`${says}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}
await run('scripts/generate.mjs', []);

async function waitForQuiet(): Promise<void> {
  const until = Date.now() + MAX_WAIT_MS;
  while (loadavg()[0]! > MAX_LOAD && Date.now() < until) await wait(1000);
}

async function run(
  program: string,
  args: readonly string[],
  variables?: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(process.execPath, [...IMPORTS, program, ...args], {
    ...{ cwd: root, stdio: 'inherit' as const },
    env: { ...process.env, ...variables },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code === 0) return;
  console.error(`${program} ended with ${code}.`);
  process.exitCode = 1;
}
