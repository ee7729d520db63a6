import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeConfig } from '../readers/make-files.js';
import { report } from '../report.js';
import { rowOf } from '../row.js';
import { median } from '../rules/statistics.js';
import type { Table } from '../table.js';
import { bendsOf, type Amounts } from './bends.js';

const AMOUNTS = [1000, 3000, 10_000] as const;

/** What an endpoint with a config takes. */
export interface EndpointCost {
  /** Milliseconds of CPU time until it can answer. */
  readonly start: number;
  /** Of the first decision. */
  readonly first: number;
  /** Of a later one. */
  readonly later: number;
  /** Bytes of the heap for the config and all that is made of it. */
  readonly heap: number;
}

/** Milliseconds of CPU time by command, and what the endpoint takes. */
type Cost = Readonly<Record<keyof typeof SHOWN, number>>;

const SHOWN = {
  validate: '`zephr validate`, ms of CPU time',
  bundle: '`zephr bundle`, ms of CPU time',
  start: 'endpoint, from the parsed config to the first request, ms of CPU time',
  first: 'endpoint, the first `POST /zephr/decide` of one feature, ms of CPU time',
  later: 'endpoint, a later one, ms of CPU time',
  heap: 'endpoint, heap for the config, MB',
} as const;

const run = promisify(execFile);
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Measures commands and endpoint with configs of ever more features of ten conditions, each in a process of its own, by turns. */
export async function reportNode(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-bench-scale-'));
  try {
    const files = AMOUNTS.map((amount) => join(folder, `${amount}.json`));
    for (const [index, file] of files.entries())
      await writeFile(file, JSON.stringify(makeConfig(AMOUNTS[index]!), null, 2));
    const size = (await stat(files.at(-1)!)).size;
    const costs = files.map((): Cost[] => []);
    for (let round = 0; round < rounds; round++)
      for (const [index, file] of files.entries())
        costs[index]!.push({
          validate: await measureCommand(['validate', file]),
          bundle: await measureCommand(['bundle', file, '-o', join(folder, 'site.js')]),
          ...(await measureEndpoint(file)),
        });
    await report('scale-node', {
      rounds: `medians of ${rounds} interleaved rounds`,
      tables: [toTable(costs, size)],
      goals: (['validate', 'bundle', 'start'] as const).map((key) =>
        rowOf(`bend of: ${SHOWN[key]}`, bendsBy(costs, key), ['≤', 1.1]),
      ),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function toTable(costs: readonly (readonly Cost[])[], size: number): Table {
  return {
    title: 'Commands and endpoint by features of the config',
    about: `Features of ten conditions; the largest config has ${(size / 1_000_000).toFixed(1)} MB. A bend of 1 is a straight line.`,
    columns: [
      ...AMOUNTS.map((amount) => ({ title: `${amount.toLocaleString('en')} features` })),
      { title: 'bend', digits: 2 },
    ],
    rows: (Object.keys(SHOWN) as (keyof Cost)[]).map((key) => ({
      says: SHOWN[key],
      cells: [
        ...costs.map((all) => median(all.map((cost) => cost[key])) / (key === 'heap' ? 1_000_000 : 1)),
        /^(first|later)$/.test(key) ? null : median(bendsBy(costs, key)),
      ],
    })),
  };
}

/** The bends of one measure, by round. */
function bendsBy(costs: readonly (readonly Cost[])[], key: keyof Cost): number[] {
  const values = costs.map((all) => all.map((cost) => cost[key])) as unknown as Amounts<readonly number[]>;
  return bendsOf(AMOUNTS, values);
}

async function measureCommand(args: readonly string[]): Promise<number> {
  const tellCpu = new URL('./programs/tell-cpu.mjs', import.meta.url).href;
  const { stderr } = await run(process.execPath, ['--import', tellCpu, pathOf('../../dist/cli.mjs'), ...args]);
  return Number(/^cpu:([\d.]+)$/m.exec(stderr)![1]);
}

async function measureEndpoint(file: string): Promise<EndpointCost> {
  const program = pathOf('./programs/open-endpoint.ts');
  const { stdout } = await run(process.execPath, ['--expose-gc', '--import', 'tsx', program, file, 'feature-7']);
  return JSON.parse(stdout) as EndpointCost;
}
