/** Counts of events of several processes, of which some are killed while they count. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPostgresStore } from '../../../../src/endpoint/postgres/open-postgres-store.js';
import { openRedisStore } from '../../../../src/endpoint/redis/open-redis-store.js';
import { openSqliteStore } from '../../../../src/endpoint/sqlite/open-sqlite-store.js';
import type { EventStore } from '../../../../src/endpoint/store.js';
import { startPostgres, testWithPostgres } from '../../../support/postgres-server.js';
import { startRedis, testWithRedis } from '../../../support/redis-server.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const DAY = '2026-11-30';
const EVENTS_PER_CALL = 3;

/** A process that counts, and how many of its calls were answered. */
interface Writer {
  readonly child: ChildProcess;
  readonly answered: () => number;
}

/** Starts a process that counts without end: its own name, and one that all processes share. */
function startWriter(module: string, open: string, name: string): Writer {
  const source = new URL(`../../../../src/endpoint/${module}`, import.meta.url).href;
  const text = `import pg from 'pg';
    import * as stores from ${JSON.stringify(source)};
    const store = await stores.${open};
    for (;;) {
      await store.addCounts(${JSON.stringify(DAY)}, { all: ${EVENTS_PER_CALL}, ${name}: 1 });
      process.stdout.write('.');
    }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', text], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let answered = 0;
  child.stdout.on('data', (part: Buffer) => (answered += part.length));
  return { child, answered: () => answered };
}

/** Four processes count; two are killed in the middle of it, and the others a little later. */
async function checkCounts(module: string, open: string, store: EventStore): Promise<void> {
  const writers = ['a', 'b', 'c', 'd'].map((name) => startWriter(module, open, name));
  const reach = async (count: number): Promise<void> => {
    while (writers.some(({ child, answered }) => child.exitCode === null && !child.killed && answered() < count))
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const kill = async ({ child }: Writer): Promise<void> => {
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  };
  await reach(50);
  await Promise.all(writers.slice(0, 2).map(kill));
  await reach(100);
  await Promise.all(writers.slice(2).map(kill));

  const { [DAY]: counts = {} } = await store.readCounts([DAY]);
  let calls = 0;
  for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
    const [answered, counted] = [writers[index]!.answered(), counts[name]!];
    // The last call of a process that was killed may be counted, and its answer lost.
    assert.ok(counted === answered || counted === answered + 1, `${name}: ${answered} answered, ${counted} counted`);
    calls += counted;
  }
  assert.equal(counts['all'], calls * EVENTS_PER_CALL);
}

suite('counts of events by four processes, of which each is killed', () => {
  test('are exact in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zephr-counts-'));
    const file = join(folder, 'zephr.sqlite');
    const store = await openSqliteStore(file);
    try {
      await checkCounts('sqlite/open-sqlite-store.ts', `openSqliteStore(${JSON.stringify(file)})`, store);
    } finally {
      store.close();
      await rm(folder, { recursive: true });
    }
  });

  testWithRedis('are exact in Redis', async () => {
    await using server = await startRedis();
    const store = await openRedisStore(server.url);
    try {
      await checkCounts('redis/open-redis-store.ts', `openRedisStore(${JSON.stringify(server.url)})`, store);
    } finally {
      store.close();
    }
  });

  testWithPostgres('are exact in Postgres', async () => {
    await using server = await startPostgres();
    const pool = server.connect();
    const { host, port, user, database } = pool.options;
    const open = `openPostgresStore(new pg.Pool(${JSON.stringify({ host, port, user, database })}))`;
    await checkCounts('postgres/open-postgres-store.ts', open, await openPostgresStore(pool));
  });
});
