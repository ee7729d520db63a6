import assert from 'node:assert/strict';
import { after, afterEach, before, suite } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openRedisStore, type RedisOptions, type RedisStore } from '../../../../src/endpoint/redis/open-redis-store.js';
import { StoreError } from '../../../../src/endpoint/store-error.js';
import { createMemoryUsageStore } from '../../../../src/endpoint/usage/create-memory-usage-store.js';
import type { TrackedView, Variant } from '../../../../src/endpoint/store.js';
import { NOON } from '../../../support/judge-cases.js';
import { NO_REDIS, startRedis, testWithRedis, type RedisServer } from '../../../support/redis-server.js';
import { tellOfPreviewStore } from '../../../support/preview-store-suite.js';
import { tellOfSessionStore } from '../../../support/session-store-suite.js';
import { aSpend, aVariant, DAY, tellOfUsageStore } from '../../../support/usage-store-suite.js';

let redis: RedisServer;
let count = 0;
const opened: RedisStore[] = [];

before(async () => {
  if (!NO_REDIS) redis = await startRedis();
});
after(() => redis?.[Symbol.asyncDispose]());
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

async function openStore(options: Partial<RedisOptions> = {}, { url } = redis): Promise<RedisStore> {
  const store = await openRedisStore(url, { prefix: `test-${count++}:`, ...options });
  opened.push(store);
  return store;
}

function isStoreError(code: string, says: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, says);
    return true;
  };
}

tellOfUsageStore('Redis', async (now) => ({ store: await openStore({ now }) }), NO_REDIS);
tellOfPreviewStore('Redis', async (now) => ({ store: await openStore({ now }) }), NO_REDIS);
tellOfSessionStore('Redis', async (now) => ({ store: await openStore({ now }) }), NO_REDIS);

suite('a store in Redis', () => {
  testWithRedis('is shared by all who open it, under one prefix', async () => {
    const [one, two, other] = [await openStore({ prefix: 'ours:' }), await openStore({ prefix: 'ours:' }), await openStore()];
    await one.spend('reader', [aSpend('/a')], { stories: [aVariant()] });

    assert.deepEqual(await two.readUsage('reader'), { stories: [{ id: 'id-/a', item: '/a', at: NOON }] });
    assert.deepEqual(await other.readUsage('reader'), {});
  }); // prettier-ignore

  testWithRedis('tells that it cannot be reached, and that it can again', async () => {
    await using own = await startRedis();
    const store = await openStore({}, own);
    const becomes = async (state: string): Promise<void> => {
      for (let n = 0; n < 200 && store.state() !== state; n++) await wait(25);
      assert.equal(store.state(), state);
    };
    assert.equal(store.state(), 'ok');
    await own.kill('SIGKILL');
    await becomes('unreachable');
    await own.start();
    await becomes('ok');
    // It hangs, and its connection stays.
    await own.kill('SIGSTOP');
    await becomes('unreachable');
    await own.kill('SIGCONT');
    await becomes('ok');
  });

  testWithRedis('gives gifts to the session that claims them first', async () => {
    const [one, two] = [await openStore({ prefix: 'gifts:' }), await openStore({ prefix: 'gifts:' })];
    const end = Date.now() + DAY;
    const claims = [await one.claimGift('gift', 'mine', end), await two.claimGift('gift', 'theirs', end)];

    assert.deepEqual(claims, [true, false]);
    assert.equal(await two.claimGift('gift', 'mine', end), true);
    assert.equal(await one.claimGift('gift', 'theirs', end), false);
    assert.equal(await one.claimGift('other', 'theirs\0', end), false);
    assert.equal(await one.claimGift('other\uD800', 'theirs', end), false);
  });

  testWithRedis('lets Redis forget readers a week after no window needs them, unless one needs them for ever', async () => {
    const prefix = 'expiry:';
    const store = await openStore({ prefix, now: () => NOON });
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.url);
    opened.push({ close: () => client.disconnect() } as RedisStore);
    const left = async (reader: string): Promise<number> => Math.round((await client.pttl(`${prefix}usage:${reader}`)) / 60_000);
    const day = aVariant({ until: NOON + DAY });
    const month = aVariant({ limit: 1, until: NOON + 30 * DAY });
    const minutes = (days: number): number => days * 1440;

    await store.spend('reader', [aSpend('/a')], { stories: [day] });
    assert.equal(await left('reader'), minutes(8));
    await store.spend('reader', [aSpend('/b', { tracker: 'other' })], { other: [month, day] });
    assert.equal(await left('reader'), minutes(37));
    // It is not shortened by what lives shorter.
    await store.spend('reader', [aSpend('/c')], { stories: [day] });
    assert.equal(await left('reader'), minutes(37));
    await store.carry('reader', 'user');
    assert.equal(await left('user'), minutes(37));
    await store.spend('reader', [aSpend('/d', { tracker: 'ever' })], { ever: [day, aVariant()] });
    await store.spend('reader', [aSpend('/e')], { stories: [day] });
    assert.equal(await client.pttl(`${prefix}usage:reader`), -1);
    await store.claimGift('gift', 'session', NOON + DAY);
    assert.equal(Math.round((await client.pttl(`${prefix}gift:gift`)) / 60_000), minutes(2));
  }); // prettier-ignore

  testWithRedis('judges whatever comes as memory does', async () => {
    let seed = 7;
    const pick = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
    const moment = (): number => NOON - pick(5) * DAY;
    const variants = (): Variant[] =>
      Array.from({ length: pick(3) + 1 }, () =>
        pick(5) === 0
          ? aVariant({ limit: 1, unique: false, begins: true })
          : aVariant({ limit: pick(5), unique: pick(2) === 0, from: pick(3) === 0 ? -Infinity : moment(), until: pick(2) ? NOON + pick(3) * DAY : null }),
      );
    let now = NOON;
    const stores = [createMemoryUsageStore(() => now), await openStore({ now: () => now })];
    for (let round = 0; round < 300; round++) {
      const spends = Array.from({ length: pick(6) + 1 }, (): TrackedView => ({ id: `${pick(60)}`, tracker: `t${pick(2)}`, item: ['', '/a', '/b', '/c'][pick(4)]!, at: moment() }));
      const rules = { t0: variants(), t1: variants() };
      const reader = `reader-${pick(3)}`;
      const carries = pick(10) === 0;
      const answers = [];
      for (const store of stores) {
        const { refused } = await store.spend(reader, spends, rules);
        if (carries) await store.carry('reader-0', 'reader-1');
        answers.push({ refused, usage: await store.readUsage('reader-1'), mine: await store.readUsage(reader) });
      }
      assert.deepEqual(answers[1], answers[0], `in round ${round}`);
      if (round % 20 === 19) now += DAY / 2;
    }
  }); // prettier-ignore

  testWithRedis('refuses texts that would come back as others', async () => {
    const store = await openStore();
    const spends = [aSpend('/a\0'), aSpend('/b', { id: 'b\uD800' }), aSpend('/c')];

    assert.deepEqual(await store.spend('reader', spends, { stories: [aVariant()] }), {
      refused: ['id-/a\0', 'b\uD800'],
    });
  });
});

suite('a Redis in trouble', () => {
  for (const [says, url, code, message] of [
    ['an invalid address', 'localhost:6379', 'url-invalid', /redis:\/\//],
    ['an address of something else', 'https://user:hidden@127.0.0.1', 'url-invalid', /^[^@]*$/],
    ['a server that is not there', 'redis://user:hidden@127.0.0.1:1', 'server-unreachable', /^Redis at 127\.0\.0\.1:1 cannot be used: [^@]*$/],
  ] as const) {
    testWithRedis(`is reported in a sentence: ${says}`, async () => {
      await assert.rejects(openRedisStore(url), isStoreError(code, message));
    });
  } // prettier-ignore

  testWithRedis('is reported in a sentence: a password that is missing or wrong', async () => {
    await using guarded = await startRedis('--requirepass', 'the-password');
    const { port } = new URL(guarded.url);

    await assert.rejects(openRedisStore(guarded.url), isStoreError('server-unreachable', /NOAUTH/));
    await assert.rejects(
      openRedisStore(`redis://:hidden@127.0.0.1:${port}`),
      isStoreError('server-unreachable', /WRONGPASS[^@]*$/),
    );
    (await openRedisStore(`redis://:the-password@127.0.0.1:${port}`)).close();
  });

  testWithRedis('that goes away is reported at once, and used again when it is back', async () => {
    await using own = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
    const store = await openStore({}, own);
    const spend = (item: string): Promise<unknown> => store.spend('reader', [aSpend(item)], { stories: [aVariant()] });
    await spend('/a');
    const underWay = Promise.allSettled(Array.from({ length: 300 }, (_, n) => spend(`/${n}`)));
    await own.kill('SIGKILL');
    const begun = Date.now();
    await underWay;
    await assert.rejects(spend('/b'), isStoreError('store-failed', /^Redis failed/));
    await assert.rejects(store.readUsage('reader'), isStoreError('store-failed', /./));
    assert.ok(Date.now() - begun < 5000);
    await own.start();
    let usage = null;
    for (let n = 0; n < 100 && !usage; n++) usage = await store.readUsage('reader').catch(() => wait(50, null));

    assert.ok(usage?.['stories']?.some(({ item }) => item === '/a'));
    await spend('/c');
  }); // prettier-ignore

  testWithRedis('that answers nothing is reported within seconds', async () => {
    await using own = await startRedis();
    const store = await openStore({}, own);
    await own.kill('SIGSTOP');
    const begun = Date.now();
    for (const ask of [
      () => store.readUsage('reader'),
      () => store.spend('reader', [aSpend('/a')], { stories: [aVariant()] }),
      () => store.claimGift('gift', 'session', Date.now()),
    ])
      await assert.rejects(Promise.all([ask(), ask()]), isStoreError('store-failed', /./));
    assert.ok(Date.now() - begun < 10_000);
    await own.kill('SIGCONT');
  });

  testWithRedis('that holds foreign data is reported, without quoting the data', async () => {
    const prefix = 'foreign:';
    const store = await openStore({ prefix });
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.url);
    await client.set(`${prefix}usage:reader`, 'secret');
    client.disconnect();

    await assert.rejects(store.spend('reader', [aSpend('/story')], { stories: [aVariant()] }), (error) => {
      assert.ok(isStoreError('store-failed', /WRONGTYPE/)(error));
      assert.doesNotMatch(`${String(error)} ${JSON.stringify(error)}`, /secret|\/story/);
      return true;
    });
  });
});
