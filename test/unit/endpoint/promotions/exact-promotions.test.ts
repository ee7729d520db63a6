/** One promotion code that readers of four processes give at once. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startPostgres, testWithPostgres } from '../../../support/postgres-server.js';
import { startRedis, testWithRedis } from '../../../support/redis-server.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const READERS_PER_PROCESS = 60;
const LIMIT = 100;

/** Runs a process whose readers all give one code, and gives how many of them were counted. */
async function countGranted(module: string, open: string, name: string): Promise<number> {
  const sourceOf = (path: string): string =>
    JSON.stringify(new URL(`../../../../src/endpoint/${path}`, import.meta.url).href);
  const text = `import pg from 'pg';
    import * as stores from ${sourceOf(module)};
    import { createPromoCheck } from ${sourceOf('promotions/create-promo-check.ts')};
    const store = await stores.${open};
    const promotions = { spring: { codes: ['SPRING-26'], limit: ${LIMIT}, until: '2100-01-01' } };
    const check = createPromoCheck(promotions, { store, now: Date.now });
    let granted = 0;
    for (let i = 0; i < ${READERS_PER_PROCESS}; i++) {
      const given = { code: 'SPRING-26', session: '${name}-' + i };
      // Each reader twice: a retry costs nothing.
      for (let j = 0; j < 2; j++) {
        const found = await check(given, { account: null, client: '${name}-' + i });
        if (found.promotion === 'spring' && j === 1) granted++;
      }
    }
    process.stdout.write(String(granted));
    // A pool of the caller's own stays open.
    store.close?.();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', text], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 0);
  return Number(out);
}

async function checkFour(module: string, open: string): Promise<void> {
  const granted = await Promise.all(['a', 'b', 'c', 'd'].map((name) => countGranted(module, open, name)));

  assert.equal(
    granted.reduce((sum, count) => sum + count, 0),
    LIMIT,
  );
}

suite('a promotion code for 100 readers, given by 240 of four processes', () => {
  test('counts for 100 in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zephr-promo-'));
    try {
      await checkFour(
        'sqlite/open-sqlite-store.ts',
        `openSqliteStore(${JSON.stringify(join(folder, 'zephr.sqlite'))})`,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
  testWithRedis('counts for 100 in Redis', async () => {
    await using server = await startRedis();
    await checkFour('redis/open-redis-store.ts', `openRedisStore(${JSON.stringify(server.url)})`);
  });
  testWithPostgres('counts for 100 in PostgreSQL', async () => {
    await using server = await startPostgres();
    const { host, port, user, database } = server.connect().options;
    const pool = `new pg.Pool(${JSON.stringify({ host, port, user, database, allowExitOnIdle: true })})`;
    await checkFour('postgres/open-postgres-store.ts', `openPostgresStore(${pool})`);
  });
});
