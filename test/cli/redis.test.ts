import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startRedis, testWithRedis } from '../support/redis-server.js';
import { aSpend, aVariant } from '../support/usage-store-suite.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zephr-redis-'));
  await copyFile(join(root, 'dist', 'redis.mjs'), join(folder, 'redis.mjs'));
});

afterEach(() => rm(folder, { recursive: true }));

const load = async (): Promise<typeof import('../../src/redis.js')> =>
  import(pathToFileURL(join(folder, 'redis.mjs')).href);

suite('the built store in Redis', () => {
  testWithRedis('keeps gifts and counts', async () => {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await using redis = await startRedis();
    const { openRedisStore } = await load();
    const store = await openRedisStore(redis.url);

    assert.deepEqual(await store.spend('reader', [aSpend('/a')], { stories: [aVariant()] }), { refused: [] });
    assert.equal((await store.readUsage('reader'))['stories']?.length, 1);
    assert.equal(await store.claimGift('gift', 'session', Date.now() + 1000), true);
    store.close();
  });

  test('is loaded without ioredis, and says how to get it once a store is opened', async () => {
    const { openRedisStore, StoreError } = await load();

    await assert.rejects(openRedisStore('redis://127.0.0.1:1'), (error) => {
      assert.ok(error instanceof StoreError);
      assert.equal(error.code, 'driver-missing');
      assert.match(error.message, /npm install ioredis$/);
      return true;
    });
  });
});
