/**
 * Spends a second that the endpoint counts, by store, beside the store alone and beside the bare platform.
 *
 *   --quick   for a look: fewer and shorter rounds
 *   --check   fails where a ratio misses its goal
 *   --save    keeps the tables in `bench/measured/`
 *
 * Each server and each measure is a process of its own on this machine, which the load comes from too; rounds are
 * interleaved, and medians are printed. Every spend is a new one that is taken: ten of each reader.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { report } from '../report.js';
import { rowOf } from '../row.js';
import type { Figure } from '../table.js';
import { NO_REDIS, startRedis } from '../../test/support/redis-server.js';
import { CONNECTIONS, load, rateOf } from '../endpoint/load.js';
import type { Listening } from '../endpoint/programs/messages.js';
import { runProgram } from '../rules/run-program.js';
import { median, toFigure } from '../rules/statistics.js';
import type { AloneOrder, Keeping, Rate } from './programs/messages.js';
import { createSpend } from './workload.js';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, check: { type: 'boolean' }, save: { type: 'boolean' } },
});
const { rounds, seconds } = options.quick ? { rounds: 3, seconds: 1 } : { rounds: 7, seconds: 4 };
const pathOf = (program: string): string => fileURLToPath(new URL(`./programs/${program}.ts`, import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'zephr-bench-'));
const redis = NO_REDIS ? null : await startRedis('--appendonly', 'yes', '--appendfsync', 'everysec');
const names: readonly Keeping['where'][] = ['memory', 'SQLite', ...(redis ? (['Redis'] as const) : [])];
const places = names.map((where): Keeping => ({ where, file: join(folder, 'usage.sqlite'), url: redis?.url ?? '' }));
const servers = await Promise.all(places.map(startServer));
/** Least part of the spends of the store alone that the route takes. In memory the route is all that costs. */
const GOALS: Readonly<Partial<Record<Keeping['where'], number>>> = { SQLite: 0.33, Redis: 0.45 };
const MEASURES = ['endpoint', 'store', 'platform'] as const;
const rates = names.map(() => ({ endpoint: [] as number[], store: [] as number[], platform: [] as number[] }));

// Each program counts on from where the one before it can not have got to.
let block = 0;
const nextBlock = (): number => ++block * 10_000_000;
try {
  for (let round = -1; round < rounds; round++) {
    for (const [index, place] of places.entries()) {
      const alone = (what: AloneOrder['what']): Promise<Rate> => {
        const order: AloneOrder = { ...place, what, ms: seconds * 1000, first: nextBlock() };
        return runProgram<Rate>([pathOf('spend-alone'), JSON.stringify(order)], ['--import', 'tsx']);
      };
      const found = {
        endpoint: await loadWithSpends(servers[index]!.url),
        store: (await alone('store')).perSecond,
        platform: (await alone('platform')).perSecond,
      };
      // The first round is for warming up.
      for (const measure of round >= 0 ? MEASURES : []) rates[index]![measure].push(found[measure]);
    }
  }
} finally {
  for (const { stop } of servers) await stop();
  await redis?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
}

await report('usage-server', {
  rounds: `medians of ${rounds} interleaved rounds of ${seconds} s`,
  tables: [
    {
      title: 'Spends a second, by store',
      about:
        `${CONNECTIONS} at a time; Redis writes its append-only file every second. ` +
        'In brackets, as many times what the route does.',
      columns: ['`POST /zephr/usage`', 'the store alone', 'the bare platform: `Map`, `INSERT`, `INCR`'].map(
        (title) => ({
          title,
          digits: 0,
        }),
      ),
      rows: names.map((says, index) => ({ says, cells: MEASURES.map((measure) => toCell(index, measure)) })),
    },
  ],
  goals: names.flatMap((name, index) => {
    const { endpoint, store } = rates[index]!;
    const goal = GOALS[name];
    const ratios = endpoint.map((rate, round) => rate / store[round]!);
    return goal === undefined ? [] : [rowOf(`spends a second, ${name}, of the store alone`, ratios, ['≥', goal])];
  }),
});
if (NO_REDIS) console.log(`Redis: ${NO_REDIS}\n`);

function toCell(index: number, measure: (typeof MEASURES)[number]): Figure {
  const { [measure]: all, endpoint } = rates[index]!;
  const ratio = median(all.map((rate, round) => rate / endpoint[round]!));
  return { ...toFigure(all), ...(measure !== 'endpoint' && { ratio }) };
}

interface UsageServer {
  readonly url: string;
  readonly stop: () => Promise<unknown>;
}

async function startServer(place: Keeping): Promise<UsageServer> {
  const child = fork(pathOf('serve-usage'), [JSON.stringify(place)], { execArgv: ['--import', 'tsx'] });
  const [{ port }] = (await once(child, 'message')) as [Listening];
  const stop = (): Promise<unknown> => {
    const ended = once(child, 'exit');
    child.disconnect();
    return ended;
  };
  return { url: `http://127.0.0.1:${port}/zephr/usage`, stop };
}

/** @returns Spends a second. */
async function loadWithSpends(url: string): Promise<number> {
  let next = nextBlock();
  const setupRequest = <Request>(request: Request): Request & { readonly body: string } => {
    const { reader, spend } = createSpend(next++);
    return { ...request, body: JSON.stringify({ reader, spend: [spend] }) };
  };
  const headers = { 'content-type': 'application/json' };
  const result = await load(url, [{ method: 'POST', headers, setupRequest }], { seconds });
  if (result.statusCodeStats['200']?.count !== result.requests.total) throw new Error('Every answer must be 200.');
  return rateOf(result);
}
