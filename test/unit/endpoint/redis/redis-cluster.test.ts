import assert from 'node:assert/strict';
import { after, before, suite } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster, Redis } from 'ioredis';
import { openRedisStore, type RedisClient, type RedisStore } from '../../../../src/endpoint/redis/open-redis-store.js';
import { StoreError } from '../../../../src/endpoint/store-error.js';
import { startRedisCluster, type RedisCluster } from '../../../support/redis-cluster.js';
import { NO_REDIS, startRedis, testWithRedis } from '../../../support/redis-server.js';
import { aSpend, aVariant, tellOfUsageStore } from '../../../support/usage-store-suite.js';

const STORIES = { stories: [aVariant()] };
/** Longest time until the replica has taken over, in ms. */
const FAILOVER_MS = 60_000;

let cluster: RedisCluster;
let shared: RedisStore;
let prefixes = 0;

before(async () => {
  if (NO_REDIS) return;
  cluster = await startRedisCluster();
  shared = await openRedisStore(cluster.urls);
});
after(async () => {
  shared?.close();
  await cluster?.[Symbol.asyncDispose]();
});

/** Opens a store with keys of its own. */
const open = (at: string | readonly string[] | RedisClient, now?: () => number): Promise<RedisStore> =>
  openRedisStore(at, { prefix: `test-${prefixes++}:`, ...(now && { now }) });

tellOfUsageStore(
  'a cluster of Redis',
  async (now) => {
    const store = await open(cluster.urls, now);
    return { store, close: () => store.close() };
  },
  NO_REDIS,
);

suite('a store in a cluster of Redis', () => {
  testWithRedis('is opened by one of its nodes, by several, and by a client', async () => {
    const client = new Cluster([...cluster.urls]);
    // Another client, which knows nothing of scripts by name.
    const bare: RedisClient = { eval: (script, count, ...rest) => client.eval(script, count, ...rest) };
    for (const at of [cluster.urls[4]!, cluster.urls.slice(0, 2), client as RedisClient, bare]) {
      const store = await open(at);
      const readers = Array.from({ length: 30 }, (_, n) => `reader-${n}`);
      const spent = await Promise.all(readers.map((reader) => store.spend(reader, [aSpend('/a')], STORIES)));
      await store.carry('reader-1', 'reader-x');

      assert.ok(spent.every(({ refused }) => refused.length === 0));
      for (const reader of [...readers, 'reader-x'])
        assert.equal((await store.readUsage(reader))['stories']?.length, 1, reader);
      assert.equal(await store.claimGift('gift', 'mine', Date.now() + 1000), true);
      assert.equal(await store.claimGift('gift', 'theirs', Date.now() + 1000), false);
      assert.equal(store.state(), 'ok');
      store.close();
    }
    // The one who made a client ends it.
    assert.equal(client.status, 'ready');
    client.disconnect();
  });

  testWithRedis('counts exactly: of a thousand spends at once no reader gets one too many', async () => {
    const store = await open(cluster.urls);
    const readers = Array.from({ length: 25 }, (_, n) => `reader-${n}`);
    const spends = readers.flatMap((reader) =>
      Array.from({ length: 40 }, (_, n) => store.spend(reader, [aSpend(`/${n}`)], STORIES)),
    );
    const refused = (await Promise.all(spends)).filter((result) => result.refused.length).length;

    assert.equal(refused, 25 * 37);
    for (const reader of readers) assert.equal((await store.readUsage(reader))['stories']?.length, 3);
    store.close();
  });

  testWithRedis('goes on after a master is lost, and keeps what its replica has', async () => {
    await using own = await startRedisCluster();
    const store = await openRedisStore(own.urls, { prefix: '' });
    const readers = Array.from({ length: 60 }, (_, n) => `reader-${n}`);
    const variants = { stories: [aVariant({ limit: 1000 })] };
    const settled = new Map(readers.map((reader) => [reader, new Set<string>()]));
    const acknowledged = new Map(readers.map((reader) => [reader, new Set<string>()]));
    let [failed, spent] = [0, 0];
    const spendAll = async (known: typeof settled): Promise<void> => {
      await Promise.all(
        readers.map(async (reader) => {
          const item = `/${spent++}`;
          try {
            const { refused } = await store.spend(reader, [aSpend(item)], variants);
            if (!refused.length) known.get(reader)!.add(item);
          } catch (error) {
            assert.ok(error instanceof StoreError);
            failed++;
          }
        }),
      );
    };
    for (let round = 0; round < 5; round++) await spendAll(settled);
    // Replicas get writes after they are acknowledged.
    await sleep(500);
    let isKilled = false;
    const killed = own.killMasterOf('usage:reader-7').then(() => (isKilled = true));
    const end = Date.now() + FAILOVER_MS;
    let goesOn = false;
    // Until all readers are counted again: those of the lost master as soon as its replica has taken over.
    while (Date.now() < end && !goesOn) {
      const [before, isLost] = [failed, isKilled];
      await spendAll(acknowledged);
      goesOn = isLost && failed === before;
    }
    await killed;
    const before = failed;
    await spendAll(settled);

    assert.ok(goesOn, 'it goes on by itself');
    assert.equal(failed, before);
    for (const reader of readers) {
      const items = ((await store.readUsage(reader))['stories'] ?? []).map(({ item }) => item);
      assert.equal(new Set(items).size, items.length);
      for (const item of settled.get(reader)!) assert.ok(items.includes(item), `${reader} lost ${item}`);
    }
    store.close();
  });
});

suite('a store by a given client', () => {
  testWithRedis('is one server’s too, and its commands are not sent twice where the client defines them', async () => {
    await using redis = await startRedis();
    const client = new Redis(redis.url);
    const [one, two] = [await open(client), await open(client)];
    await one.spend('reader', [aSpend('/a')], STORIES);

    assert.equal((await one.readUsage('reader'))['stories']?.length, 1);
    assert.deepEqual(await two.readUsage('reader'), {});
    one.close();
    two.close();
    assert.equal(client.status, 'ready');
    client.disconnect();
  });

  testWithRedis('says so where it is not a client, and where it does not answer', async () => {
    const silent: RedisClient = { eval: () => new Promise(() => undefined) };
    const refusing: RedisClient = { eval: () => Promise.reject(new Error('NOAUTH')) };
    for (const [at, code] of [
      [7, 'client-invalid'],
      [null, 'client-invalid'],
      [{ get: () => null }, 'client-invalid'],
      [[], 'url-invalid'],
      [[7], 'url-invalid'],
      [['redis://127.0.0.1:1', 'nonsense'], 'url-invalid'],
      [['redis://127.0.0.1:1'], 'server-unreachable'],
      [silent, 'server-unreachable'],
      [refusing, 'server-unreachable'],
    ] as const)
      await assert.rejects(openRedisStore(at as RedisClient), (error) => {
        assert.ok(error instanceof StoreError);
        assert.equal(error.code, code);
        return true;
      });
  });
});
