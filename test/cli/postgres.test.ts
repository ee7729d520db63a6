import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { startPostgres, testWithPostgres } from '../support/postgres-server.js';
import { aSpend, aVariant } from '../support/usage-store-suite.js';

suite('the built store in Postgres', () => {
  testWithPostgres('keeps gifts and counts', async () => {
    await using server = await startPostgres();
    const built = new URL('../../dist/postgres.mjs', import.meta.url).href;
    const { openPostgresStore } = (await import(built)) as typeof import('../../src/postgres.js');
    const store = await openPostgresStore(server.connect());

    assert.deepEqual(await store.spend('reader', [aSpend('/a')], { stories: [aVariant()] }), { refused: [] });
    assert.equal((await store.readUsage('reader'))['stories']?.length, 1);
    assert.equal(await store.claimGift('gift', 'session', Date.now() + 1000), true);
  });
});
