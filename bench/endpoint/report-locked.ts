import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadDriver } from '../../src/endpoint/sqlite/load-driver.js';
import { report } from '../report.js';
import { figureOf } from '../row.js';
import { median } from '../rules/statistics.js';
import type { Table, TableRow } from '../table.js';
import { makeTokens, SECRET } from './make-tokens.js';

/** Tries of each measure. */
const TRIES = 30;
/** Requests that need the store, sent before each try. */
const SPENDS = 6;
/** Most milliseconds to an answer from `/zephr/health`. */
const MAX_HEALTH_MS = 100;

const BUILT = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../..', import.meta.url));
const CONFIG = {
  version: 1,
  jwt: { userMapping: { foreignUserIdProperty: 'sub' } },
  features: { articles: { rules: { anonymous: { type: 'trial', tracker: 'stories', yes: 'show', no: 'show' } } } },
};

/** A running `zephr serve` and its file. */
interface Served extends AsyncDisposable {
  readonly origin: string;
  readonly file: string;
}

async function startCommand(): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-locked-'));
  const config = join(folder, 'zephr.json');
  const file = join(folder, 'zephr.sqlite');
  await writeFile(config, JSON.stringify(CONFIG));
  const args = [BUILT, 'serve', config, '--store', file, '--port', '0', '--rate-limit', '0', '--quiet'];
  const env = { ...process.env, ZEPHR_JWT_SECRET: SECRET };
  const child = spawn(process.execPath, args, { cwd: PACKAGES, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const [line] = (await once(child.stderr, 'data')) as [Buffer];
  const [, origin = ''] = /^Listening on (\S+)/.exec(line.toString()) ?? [];
  if (!origin) throw new Error(line.toString());
  return {
    origin,
    file,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
      await rm(folder, { recursive: true });
    },
  };
}

/** The time of an answer in milliseconds, and its status. */
interface Timed {
  readonly took: number;
  readonly status: number;
}

async function time(url: string, body?: object): Promise<Timed> {
  const begun = performance.now();
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, body && { method: 'POST', headers, body: JSON.stringify(body) });
  await response.arrayBuffer();
  return { took: performance.now() - begun, status: response.status };
}

/** Reports how long answers take while another connection holds the lock of the store's file, beside a free one. */
export async function reportLocked(): Promise<void> {
  await using served = await startCommand();
  const [token] = makeTokens('HS256');
  let count = 0;
  const spend = (): Promise<Timed> => {
    const view = { id: `id-${count++}`, tracker: 'stories', item: '/a', at: Date.now() };
    return time(`${served.origin}/zephr/usage`, { token, spend: [view] });
  };
  const measure = async (): Promise<{ health: Timed[]; verify: Timed[]; spends: Timed[] }> => {
    const [health, verify, spends]: [Timed[], Timed[], Promise<Timed>[]] = [[], [], []];
    for (let n = 0; n < TRIES; n++) {
      for (let one = 0; one < SPENDS; one++) spends.push(spend());
      health.push(await time(`${served.origin}/zephr/health`));
      verify.push(await time(`${served.origin}/zephr/verify`, { token }));
      // The tries go through the waiting, the refusing and the next try of the server.
      await wait(100);
    }
    return { health, verify, spends: await Promise.all(spends) };
  };
  await measure();
  const free = await measure();
  const Driver = await loadDriver();
  const other = new Driver(served.file, { timeout: 0 });
  other.exec('BEGIN IMMEDIATE');
  const locked = await measure();
  other.exec('ROLLBACK');
  other.close();

  const statusesOf = (all: readonly Timed[]): string => [...new Set(all.map(({ status }) => status))].sort().join(', ');
  const toRow = (says: string, all: readonly Timed[]): TableRow => {
    const took = all.map((one) => one.took);
    return { says, cells: [statusesOf(all), median(took), Math.max(...took)] };
  };
  const table: Table = {
    title: 'Time to an answer while another program holds the lock of the store’s file',
    columns: [
      { title: 'status' },
      { title: 'median', unit: 'ms', digits: 1 },
      { title: 'longest', unit: 'ms', digits: 1 },
    ],
    rows: [
      toRow('health', free.health),
      toRow('verify', free.verify),
      toRow('usage', free.spends),
      toRow('health, locked', locked.health),
      toRow('verify, locked', locked.verify),
      toRow('usage, locked', locked.spends),
    ],
  };
  const slow = locked.health.filter(({ took, status }) => took >= MAX_HEALTH_MS || status !== 200).length;
  const says = `answers of health while locked, of ${TRIES}, that fail or take ${MAX_HEALTH_MS} ms`;
  await report('endpoint-locked', {
    rounds: `${TRIES} tries`,
    tables: [table],
    goals: [figureOf(says, [slow], ['≤', 0], 'answers')],
  });
}
