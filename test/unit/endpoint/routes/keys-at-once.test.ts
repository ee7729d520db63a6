/** Trials that several devices use at once, through several endpoints on one store: never more than they have. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Endpoint } from '../../../../src/endpoint/endpoint-function.js';
import { openRedisStore, type RedisStore } from '../../../../src/endpoint/redis/open-redis-store.js';
import type { EndpointStore } from '../../../../src/endpoint/store.js';
import { createMemoryUsageStore } from '../../../../src/endpoint/usage/create-memory-usage-store.js';
import { aConfig } from '../../../support/a-config.js';
import { aListStore } from '../../../support/a-list-store.js';
import { aSeal, SEAL_KEY } from '../../../support/a-seal.js';
import { aSecretToken, anEndpoint, JWT, post, type Answered } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';
import { NO_REDIS, startRedis, type RedisServer } from '../../../support/redis-server.js';
import { openStore, useStoreFolder } from '../../../support/sqlite-store.js';

const wall = { id: 'wall', content: 'hide' };
const trial = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: wall };
const config = aConfig({
  jwt: JWT,
  products: {},
  // Another trial of the tracker has room for more.
  features: { articles: { rules: { anonymous: { ...trial, limit: 7 }, registered: trial } } },
});
const token = aSecretToken({ sub: 'reader-1' });
const now = (): number => NOON;

let redis: RedisServer;
const opened: RedisStore[] = [];
useStoreFolder();
before(async () => {
  if (!NO_REDIS) redis = await startRedis();
});
after(async () => {
  for (const store of opened) store.close();
  await redis?.[Symbol.asyncDispose]();
});

/** Opens the store of one trial; called once for each device. */
type OpenStore = () => EndpointStore | Promise<EndpointStore>;

function inMemory(): OpenStore {
  const memory = createMemoryUsageStore(now);
  const store: EndpointStore = {
    claimGift: () => true,
    spend: memory.spend.bind(memory),
    readUsage: memory.readUsage.bind(memory),
    carry: memory.carry.bind(memory),
  };
  return () => store;
}

function inRedis(): OpenStore {
  const prefix = `at-once-${opened.length}:`;
  return async () => {
    const store = await openRedisStore(redis.url, { prefix, now });
    opened.push(store);
    return store;
  };
}

const STORES: Readonly<Record<string, readonly [open: () => OpenStore, skip: string | false]>> = {
  'in memory': [inMemory, false],
  'in a list store': [
    () => {
      const store = aListStore(now);
      return () => store;
    },
    false,
  ],
  'in SQLite': [() => () => openStore(undefined, now), false],
  'in Redis': [inRedis, NO_REDIS],
};

/** Two endpoints on one store. */
async function twoDevices(open: OpenStore): Promise<readonly Endpoint[]> {
  const stores = [await open(), await open()];
  return stores.map((store) => anEndpoint({ config, sealKeys: [SEAL_KEY], store, rateLimit: false }).endpoint);
}
async function askKey(endpoint: Endpoint, n: number): Promise<Answered> {
  const seal = await aSeal('<p>x</p>', { path: `/story-${n}` });
  return post(endpoint, '/zephr/keys', { token, view: `view-${n}`, seals: [seal.split('.').slice(0, 2).join('.')] });
}
const askDecision = (endpoint: Endpoint, n: number): Promise<Answered> =>
  post(endpoint, '/zephr/decide', { token, features: ['articles'], path: `/story-${n}`, spend: true });
const hasKey = ({ body }: Answered): boolean => 'k' in body.seals[0];
const hasAccess = ({ body }: Answered): boolean => body.decisions.articles.access;

for (const [name, [open, skip]] of Object.entries(STORES)) {
  suite(`a trial of 3 articles ${name}, on two devices at once`, () => {
    for (const [what, ask, isGiven] of [
      ['keys', askKey, hasKey],
      ['decisions', askDecision, hasAccess],
    ] as const) {
      test(`${what}: 3 of 4 articles, the fourth with its wall, and a repetition is free`, { skip }, async () => {
        const devices = await twoDevices(open());
        const first = await Promise.all([1, 2, 3, 4].map((n) => ask(devices[n % 2]!, n)));
        const again = await Promise.all([1, 2, 3, 4].map((n) => ask(devices[(n + 1) % 2]!, n)));

        assert.equal(first.filter(isGiven).length, 3);
        assert.deepEqual(again.map(isGiven), first.map(isGiven));
        const refused = first.find((answer) => !isGiven(answer))!;
        assert.equal(refused.body.decisions.articles.outcomeId, 'wall');
        assert.equal(refused.body.decisions.articles.trials.stories.remaining, 0);
      });

      test(`${what}: 3 of 24 articles, each asked twice`, { skip }, async () => {
        const devices = await twoDevices(open());
        const asked = Array.from({ length: 48 }, (_, index) => index >> 1);
        const answers = await Promise.all(asked.map((n, index) => ask(devices[index % 2]!, n)));

        assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
        const given = new Set(asked.filter((_, index) => isGiven(answers[index]!)));
        assert.equal(given.size, 3);
      });
    }
  });
}
