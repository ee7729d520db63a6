/**
 * Events a second that one process of the endpoint counts, by store: `npm run bench:events`.
 *
 *   --quick   for a look: fewer and shorter rounds
 *   --save    keeps the tables in `bench/measured/`
 *   --check   also fails below the rates that the project promises, which depend on the machine
 *
 * Fails where an answer is not 204, and where a count is missing.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { readCountName } from '../../src/endpoint/events/count-name.js';
import { toDay } from '../../src/endpoint/events/create-event-counter.js';
import { NO_REDIS, startRedis } from '../../test/support/redis-server.js';
import { load } from '../endpoint/load.js';
import { report } from '../report.js';
import { figureOf, type Row } from '../row.js';
import { writeNumber, type TableRow } from '../table.js';
import type { Listening } from '../endpoint/programs/messages.js';
import { toFigure } from '../rules/statistics.js';
import type { Keeping } from '../usage/programs/messages.js';
import { openStore } from '../usage/programs/open-store.js';
import { EVENTS_PER_BEACON, writeBeacon } from './beacons.js';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, check: { type: 'boolean' }, save: { type: 'boolean' } },
});
const { rounds, seconds } = options.quick ? { rounds: 2, seconds: 1 } : { rounds: 7, seconds: 4 };
/** Beacons of a round, for each second that it may take. */
const BEACONS_PER_SECOND = 8000;
const PROMISED = { memory: null, SQLite: 2000, Redis: 4000 } as const;

const folder = await mkdtemp(join(tmpdir(), 'zephr-bench-'));
const redis = NO_REDIS ? null : await startRedis('--appendonly', 'yes', '--appendfsync', 'everysec');
const places = (['memory', 'SQLite', ...(redis ? (['Redis'] as const) : [])] as const).map((where): Keeping => ({
  where,
  file: join(folder, 'counts.sqlite'),
  url: redis?.url ?? '',
}));
const rows: TableRow[] = [];
const goals: Row[] = [];
try {
  for (const place of places) {
    const { perSecond, sent } = await measure(place);
    const counted = await countDecisions(place);
    if (counted !== null && counted !== sent)
      throw new Error(`${place.where}: ${counted} of ${sent} decisions counted.`);
    const promised = PROMISED[place.where];
    const goal = promised === null ? null : (['≥', promised] as const);
    goals.push(figureOf(`events a second, ${place.where}`, perSecond.map(Math.round), goal, 'events'));
    rows.push({ says: place.where, cells: [toFigure(perSecond)] });
  }
} finally {
  await redis?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
}
await report('events', {
  rounds: `medians of ${rounds} rounds of ${writeNumber(BEACONS_PER_SECOND * seconds)} beacons`,
  tables: [
    {
      title: 'Events a second, by store',
      about: `Beacons of ${EVENTS_PER_BEACON} events, as pages send them; the load comes from the same machine.`,
      columns: [{ title: '`POST /zephr/events`', digits: 0 }],
      rows,
    },
  ],
  goals,
});
if (options.check && goals.some(({ isMissed }) => isMissed)) process.exitCode = 1;

/** Puts a load on a server with a store. The first round is for warming up. */
async function measure(place: Keeping): Promise<{ readonly perSecond: readonly number[]; readonly sent: number }> {
  const program = fileURLToPath(new URL('./programs/serve-events.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(place)], { execArgv: ['--import', 'tsx'] });
  const [{ port }] = (await once(child, 'message')) as [Listening];
  const perSecond: number[] = [];
  let [index, sent] = [0, 0];
  for (let round = -1; round < rounds; round++) {
    const setupRequest = <Request>(request: Request): Request & { readonly body: string } => ({
      ...request,
      body: writeBeacon(index++),
    });
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    const requests = BEACONS_PER_SECOND * seconds;
    const begunAt = performance.now();
    const result = await load(`http://127.0.0.1:${port}/zephr/events`, [{ method: 'POST', headers, setupRequest }], {
      requests,
    });
    if (result.statusCodeStats['204']?.count !== result.requests.total) throw new Error('Every answer must be 204.');
    sent += result.requests.total;
    // The load looks only each second whether it is over, so a rate is rather too low.
    const took = (performance.now() - begunAt) / 1000;
    if (round >= 0) perSecond.push((EVENTS_PER_BEACON * result.requests.total) / took);
  }
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
  return { perSecond, sent };
}

/** Reads how many decisions a store has; `null` for that of a process that has ended. */
async function countDecisions(place: Keeping): Promise<number | null> {
  const store = await openStore(place);
  if (!store) return null;
  const days = [toDay(Date.now() - 86_400_000), toDay(Date.now())];
  const found = await store.readCounts!(days);
  (store as { close?: () => void }).close?.();
  return Object.values(found)
    .flatMap((counts) => Object.entries(counts))
    .filter(([name]) => readCountName(name)?.event === 'decision' && readCountName(name)?.by === 'outcome')
    .reduce((total, [, count]) => total + count, 0);
}
