import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  openPostgresStore,
  type PostgresPool,
  type PostgresStore,
} from '../../../../src/endpoint/postgres/open-postgres-store.js';
import { StoreError } from '../../../../src/endpoint/store-error.js';
import { NOON } from '../../../support/judge-cases.js';
import { NO_POSTGRES, startPostgres, testWithPostgres, type PostgresServer } from '../../../support/postgres-server.js';
import { tellOfPreviewStore } from '../../../support/preview-store-suite.js';
import { tellOfSessionStore } from '../../../support/session-store-suite.js';
import { aSpend, aVariant, DAY, tellOfUsageStore } from '../../../support/usage-store-suite.js';

const STORIES = { stories: [aVariant()] };
let server: PostgresServer;
let pool: ReturnType<PostgresServer['connect']>;
let tables = 0;

before(async () => {
  if (NO_POSTGRES) return;
  server = await startPostgres();
  pool = server.connect();
});
after(() => server?.[Symbol.asyncDispose]());

/** Opens a store with a table of its own. */
const open = (now?: () => number): Promise<PostgresStore> =>
  openPostgresStore(pool, { table: `test_${tables++}`, ...(now && { now }) });

tellOfUsageStore('Postgres', async (now) => ({ store: await open(now) }), NO_POSTGRES);
tellOfPreviewStore('Postgres', async (now) => ({ store: await open(now) }), NO_POSTGRES);
tellOfSessionStore('Postgres', async (now) => ({ store: await open(now) }), NO_POSTGRES);

suite('a store in Postgres', () => {
  testWithPostgres('is opened by several servers at the same moment, and shared by them', async () => {
    const pools = Array.from({ length: 5 }, () => server.connect({ max: 2 }));
    const stores = await Promise.all(pools.map((own) => openPostgresStore(own, { table: 'together' })));
    await stores[0]!.spend('reader', [aSpend('/a')], STORIES);

    for (const store of stores) assert.equal((await store.readUsage('reader'))['stories']?.length, 1);
  });

  testWithPostgres(
    'counts exactly: of a thousand spends at once, of several servers, no reader gets one too many',
    async () => {
      const pools = Array.from({ length: 3 }, () => server.connect({ max: 5 }));
      const stores = await Promise.all(pools.map((own) => openPostgresStore(own, { table: 'exact' })));
      const readers = Array.from({ length: 25 }, (_, n) => `reader-${n}`);
      const spends = readers.flatMap((reader) =>
        Array.from({ length: 40 }, (_, n) => stores[n % 3]!.spend(reader, [aSpend(`/${n}`)], STORIES)),
      );
      const refused = (await Promise.all(spends)).filter((result) => result.refused.length).length;

      assert.equal(refused, 25 * 37);
      for (const reader of readers) assert.equal((await stores[0]!.readUsage(reader))['stories']?.length, 3);
    },
  );

  testWithPostgres('sees what others have written, where the server’s default is to see one moment', async () => {
    const strict = server.connect({ options: '-c default_transaction_isolation=serializable' });
    const store = await openPostgresStore(strict, { table: 'strict' });
    const spends = Array.from({ length: 20 }, (_, n) => store.spend('reader', [aSpend(`/${n}`)], STORIES));

    assert.equal((await Promise.all(spends)).filter(({ refused }) => !refused.length).length, 3);
  });

  testWithPostgres('gives gifts to the session that claims them first', async () => {
    const store = await open();
    const end = Date.now() + DAY;
    const claims = await Promise.all(['a', 'b', 'c'].map((session) => store.claimGift('gift', session, end)));

    assert.equal(claims.filter(Boolean).length, 1);
    assert.equal(await store.claimGift('other', 'theirs\0', end), false);
    assert.equal(await store.claimGift('other\uD800', 'theirs', end), false);
  });

  testWithPostgres('deletes what nobody needs', async () => {
    let now = NOON;
    const table = `test_${tables}`;
    const store = await open(() => now);
    await store.spend('old', [aSpend('/a')], { stories: [aVariant({ from: NOON - DAY, until: NOON + DAY })] });
    now += 30 * DAY;
    await store.spend('new', [aSpend('/b')], STORIES);
    let keys: string[] = [];
    for (let looks = 0; looks < 100 && keys.join() !== 'usage:new'; looks++) {
      await sleep(20);
      keys = (await pool.query<{ key: string }>(`SELECT key FROM ${table} ORDER BY key`)).rows.map(({ key }) => key);
    }

    assert.deepEqual(keys, ['usage:new']);
  });

  testWithPostgres('forgets the counts of days that are 400 days over', async () => {
    let now = Date.parse('2025-01-31T12:00:00Z');
    const store = await open(() => now);
    await store.addCounts('2025-01-31', { a: 1 });
    now += 401 * DAY;
    await store.addCounts('2026-03-08', { a: 1 });

    assert.deepEqual(await store.readCounts(['2025-01-31', '2026-03-08']), { '2026-03-08': { a: 1 } });
  });

  testWithPostgres('fails while the server is away, says so, and goes on with all that was acknowledged', async () => {
    await using own = await startPostgres();
    const store = await openPostgresStore(own.connect({ connectionTimeoutMillis: 1000 }));
    const becomes = async (state: string): Promise<void> => {
      for (let looks = 0; looks < 200 && store.state() !== state; looks++) await sleep(25);
      assert.equal(store.state(), state);
    };
    await store.spend('reader', [aSpend('/a')], STORIES);
    await becomes('ok');
    await own.kill();
    await assert.rejects(store.spend('reader', [aSpend('/b')], STORIES), isStoreError('store-failed'));
    await becomes('unreachable');
    await own.start();
    await becomes('ok');

    await store.spend('reader', [aSpend('/b')], STORIES);
    assert.equal((await store.readUsage('reader'))['stories']?.length, 2);
  });

  test('refuses a name that would need quotes, and a server that does not answer', async () => {
    const away: PostgresPool = {
      query: () => Promise.reject(new Error('away')),
      connect: () => Promise.reject(new Error('away')),
    };
    for (const table of ['a'.repeat(57), 'zephr; DROP TABLE users', 'Zephr', '', 'a.b.c', '1a', 'a"b'])
      await assert.rejects(openPostgresStore(away, { table }), isStoreError('name-invalid'));

    await assert.rejects(openPostgresStore(away), isStoreError('server-unreachable'));
  });
});

function isStoreError(code: string): (error: unknown) => boolean {
  return (error) => error instanceof StoreError && error.code === code;
}
