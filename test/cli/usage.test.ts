/** A limit holds, and nothing that was acknowledged is lost: on servers that really run, and are really killed. */
import assert from 'node:assert/strict';
import { after, before, suite, test as nodeTest } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { TrackedView } from '../../src/endpoint/store.js';
import { aConfig } from '../support/a-config.js';
import { aSecretToken, SECRET } from '../support/an-endpoint.js';
import { NO_REDIS, startRedis, testWithRedis, type RedisServer } from '../support/redis-server.js';
import { installCommand, type InstalledCommand, type RunningCommand } from '../support/run-command.js';
import { askUsage, spendAtOnce } from '../support/spend-at-once.js';

const LIMIT = 700;
const trial = { type: 'trial', tracker: 'stories', limit: LIMIT, yes: 'show', no: 'teaser' };
const jwt = { userMapping: { foreignUserIdProperty: 'sub' } };
const files = {
  'zephr.json': aConfig({ jwt, features: { articles: { rules: { anonymous: trial } } }, products: {} }),
};

let command: InstalledCommand;
let redis: RedisServer;

before(async () => {
  command = await installCommand(files, { packages: true });
  if (!NO_REDIS) redis = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
});
after(async () => {
  await redis?.[Symbol.asyncDispose]();
  await command[Symbol.asyncDispose]();
});

const start = (store: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunningCommand> =>
  command.start(['serve', 'zephr.json', '--port', '0', '--rate-limit', '0', '--quiet', ...store], {
    ZEPHR_JWT_SECRET: SECRET,
    ...env,
  });
const aReader = (sub: string): object => ({ token: aSecretToken({ sub }) });
const aThousand = (): TrackedView[] =>
  Array.from({ length: 1000 }, (_, n) => ({ id: `id-${n}`, tracker: 'stories', item: `/story-${n}`, at: Date.now() }));
const idsOf = async ({ origin }: RunningCommand, who: object): Promise<string[]> =>
  ((await askUsage(origin, who))?.trackers['stories'] ?? []).map(({ id }) => id).sort();

/** Ends servers, whatever a test came to. */
async function withServers(use: (servers: RunningCommand[]) => Promise<void>): Promise<void> {
  const servers: RunningCommand[] = [];
  try {
    await use(servers);
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]();
  }
}

const stores: readonly (readonly [name: string, args: () => readonly string[], skip: string | false])[] = [
  ['SQLite', () => ['--store', 'usage.sqlite'], false],
  ['Redis', () => ['--redis', redis.url], NO_REDIS],
];

for (const [name, args, skip] of stores) {
  suite(`a thousand spends of one reader at once, on ${name}`, () => {
    const test = (says: string, run: () => Promise<void>): void => void nodeTest(says, { skip }, run);

    test('over eight connections: just the limit is taken, and none is lost', async () => {
      await withServers(async (servers) => {
        const who = aReader('one-server');
        servers.push(await start(args()));
        const { taken, refused, unknown } = await spendAtOnce([servers[0]!.origin], who, aThousand());

        assert.deepEqual([taken.length, refused.length, unknown.length], [LIMIT, 1000 - LIMIT, 0]);
        assert.deepEqual(await idsOf(servers[0]!, who), taken.toSorted());
      });
    });

    test('of two servers: just the limit is taken, and both tell the same', async () => {
      await withServers(async (servers) => {
        const who = aReader('two-servers');
        servers.push(await start(args()), await start(args()));
        const origins = servers.map(({ origin }) => origin);
        const { taken, refused } = await spendAtOnce(origins, who, aThousand());

        assert.deepEqual([taken.length, refused.length], [LIMIT, 1000 - LIMIT]);
        for (const server of servers) assert.deepEqual(await idsOf(server, who), taken.toSorted());
      });
    });

    test('and the server is killed in the middle: what it acknowledged is there, and never more than the limit', async () => {
      await withServers(async (servers) => {
        const who = aReader('killed');
        const first = await start(args());
        servers.push(first);
        const before = await spendAtOnce([first.origin], who, aThousand(), {
          onAnswer: (count) => count === 300 && first.kill('SIGKILL'),
        });
        assert.deepEqual(await first.ended, { code: null, signal: 'SIGKILL' });
        assert.ok(before.taken.length >= 300 && before.taken.length < LIMIT, `${before.taken.length} were taken`);

        const second = await start(args());
        servers.push(second);
        const kept = await idsOf(second, who);
        assert.deepEqual(before.taken.filter((id) => !kept.includes(id)), []);
        // Those without an answer are sent again, as a page does, whether they were counted or not.
        const then = await spendAtOnce([second.origin], who, before.unknown);
        assert.equal(then.unknown.length, 0);
        assert.deepEqual(await idsOf(second, who), [...before.taken, ...then.taken].sort());
        assert.equal(before.taken.length + then.taken.length, LIMIT);
      });
    }); // prettier-ignore
  });
}

suite('a Redis that writes down all it acknowledges', () => {
  testWithRedis('loses nothing that was acknowledged when it is killed itself, and the server goes on with it', async () => {
    await using own = await startRedis('--appendonly', 'yes', '--appendfsync', 'always');
    await withServers(async (servers) => {
      const who = aReader('redis-killed');
      // From the environment, as an address with a password comes.
      const server = await start([], { ZEPHR_REDIS_URL: own.url });
      servers.push(server);
      let killed = Promise.resolve();
      const before = await spendAtOnce([server.origin], who, aThousand(), {
        onAnswer: (count) => count === 300 && void (killed = own.kill('SIGKILL')),
      });
      await killed;
      assert.ok(before.unknown.length > 0);
      assert.match(server.written().out, /"event":"usage-store-failed"/);

      await own.start();
      for (let n = 0; n < 100 && !(await askUsage(server.origin, who)); n++) await wait(50);
      const kept = await idsOf(server, who);
      assert.deepEqual(before.taken.filter((id) => !kept.includes(id)), []);
      const then = await spendAtOnce([server.origin], who, before.unknown);
      assert.equal(then.unknown.length, 0);
      assert.equal(before.taken.length + then.taken.length, LIMIT);
    });
  }); // prettier-ignore
});

suite('zephr serve', () => {
  nodeTest('keeps counts over a restart where the config has a trial, without an option', async () => {
    await withServers(async (servers) => {
      const who = { reader: 'browser-0123456789' };
      const [spend] = aThousand();
      servers.push(await start(['--anonymous-usage']));
      await askUsage(servers[0]!.origin, { ...who, spend: [spend] });
      servers[0]!.kill('SIGTERM');
      await servers[0]!.ended;
      servers.push(await start(['--anonymous-usage']));

      assert.deepEqual(await idsOf(servers[1]!, who), [spend!.id]);
    });
  });

  nodeTest('says in a sentence that a Redis cannot be used, and never with its password', async () => {
    for (const [url, says] of [
      [
        'redis://user:hidden@127.0.0.1:1',
        /^error: Redis at 127\.0\.0\.1:1 cannot be used: .*\n {2}See .*#server-unreachable\n$/,
      ],
      [
        'user:hidden@127.0.0.1',
        /^error: The address of Redis must be such as "redis:\/\/127\.0\.0\.1:6379"\.\n {2}See .*#url-invalid\n$/,
      ],
    ] as const) {
      const serve = ['serve', 'zephr.json', '--port', '0'];
      for (const run of [
        await command.run([...serve, '--redis', url], '', { ZEPHR_JWT_SECRET: SECRET }),
        await command.run(serve, '', { ZEPHR_JWT_SECRET: SECRET, ZEPHR_REDIS_URL: url }),
      ]) {
        assert.equal(run.code, 2);
        assert.match(run.err, says);
        assert.doesNotMatch(run.out + run.err, /hidden/);
      }
    }
    const help = await command.run(['serve', '--help'], '', { ZEPHR_REDIS_URL: 'redis://:hidden@127.0.0.1' });
    assert.match(help.out, /ZEPHR_REDIS_URL/);
    assert.doesNotMatch(help.out, /hidden/);
  });
});
