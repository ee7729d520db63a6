import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { runProgram } from '../../../../src/commands/run-program.js';
import { createMemoryEventStore } from '../../../../src/endpoint/events/create-memory-event-store.js';
import { countEvents } from '../../../../src/endpoint/events/count-events.js';
import { readDimensions } from '../../../../src/endpoint/events/read-dimensions.js';
import { openRedisStore } from '../../../../src/endpoint/redis/open-redis-store.js';
import type { EventStore } from '../../../../src/endpoint/store.js';
import type { Config } from '../../../../src/model/config.js';
import { startRedis, testWithRedis } from '../../../support/redis-server.js';
import type { Run } from '../../../support/run-zephr.js';
import { file, folder, openStore, useStoreFolder } from '../../../support/sqlite-store.js';

useStoreFolder();

const CONFIG = {
  version: 1,
  outcomes: { low: { content: 'hide' }, high: { content: 'hide' } },
  splitTests: {
    price: {
      title: 'Prices',
      groups: [
        { id: 'a', title: 'Low', weight: 1 },
        { id: 'b', weight: 1 },
      ],
    },
  },
  features: {
    articles: {
      title: 'Articles',
      rules: {
        anonymous: {
          start: 'news',
          nodes: {
            news: { type: 'url-path', condition: 'starts-with', value: '/news', yes: 'test', no: 'show' },
            test: { type: 'split-test', test: 'price', exits: { a: 'low', b: 'high' } },
          },
        },
      },
    },
    videos: { rules: { anonymous: { content: 'hide' } } },
  },
} as unknown as Config;

/** Events of a group: decisions that all show a wall, and conversions. */
function eventsOf(group: 'a' | 'b', outcomeId: string, decisions: number, conversions: number): object[] {
  const event = { feature: 'articles', userState: 'anonymous', outcomeId, splitTests: { price: group } };
  return [
    ...Array.from({ length: decisions }, () => ({ ...event, type: 'decision', exits: { news: 'yes', test: group } })),
    ...Array.from({ length: decisions }, () => ({ ...event, type: 'wall-open' })),
    ...Array.from({ length: conversions }, () => ({ ...event, type: 'conversion', conversion: 'REGISTERED' })),
  ];
}

async function fill(store: EventStore): Promise<void> {
  const dimensions = readDimensions(CONFIG);
  const add = (day: string, events: readonly object[]): void | Promise<void> =>
    store.addCounts(day, countEvents(events, dimensions));
  await add('2026-11-02', eventsOf('a', 'low', 1000, 100));
  await add('2026-11-03', eventsOf('b', 'high', 1000, 120));
  const shown = {
    type: 'decision',
    feature: 'articles',
    userState: 'anonymous',
    outcomeId: 'show',
    exits: { news: 'no' },
  };
  await add(
    '2026-11-03',
    Array.from({ length: 500 }, () => shown),
  );
  await add('2026-12-01', eventsOf('b', 'high', 7, 7));
}

/** Runs the command on the store of the test, for November. */
async function report(...args: readonly string[]): Promise<Run> {
  const config = join(folder, 'zephr.json');
  await writeFile(config, JSON.stringify(CONFIG));
  let [out, err] = ['', ''];
  const where = args.some((arg) => ['--redis', '--counts'].includes(arg)) ? [] : ['--store', file];
  const range = args.includes('--from') ? [] : ['--from', '2026-11-01', '--to', '2026-11-30'];
  const code = await runProgram(['report', config, ...where, ...range, ...args], {
    write: (text) => (out += text),
    writeError: (text) => (err += text),
  });
  return { code, out, err };
}

const NOVEMBER = `2026-11-01 to 2026-11-30

Articles (articles): 2500 decisions
  outcome  decisions  walls  submits  dismissals  conversions  rate
  high          1000   1000        0           0          120  12.0 % (10.1 to 14.2)
  low           1000   1000        0           0          100  10.0 % (8.3 to 12.0)
  show           500      0        0           0            0  0.0 % (0.0 to 0.8)

  node  readers    exit  decisions  share
  news  anonymous  no          500  20.0 %
  news  anonymous  yes        2000  80.0 %
  test  anonymous  a          1000  50.0 %
  test  anonymous  b          1000  50.0 %

split test Prices (price)
  group    decisions  conversions  rate                   difference
  Low (a)       1000          100  10.0 % (8.3 to 12.0)
  b             1000          120  12.0 % (10.1 to 14.2)  +2.0 % (-0.7 to +4.8)  2839 more decisions in each group would decide
`;

suite('the command report', () => {
  test('prints outcomes, branches and split tests of a feature', async () => {
    await fill(await openStore());
    const { code, out, err } = await report('-f', 'articles');

    assert.deepEqual([code, err], [0, '']);
    assert.equal(out.trimEnd(), NOVEMBER.trimEnd());
  });

  test('prints all features as JSON, of the days that are asked for', async () => {
    await fill(await openStore());
    const { out } = await report('--json', '--from', '2026-12-01', '--to', '2026-12-01');
    const { from, to, features } = JSON.parse(out) as { from: string; to: string; features: Record<string, unknown>[] };

    assert.deepEqual([from, to], ['2026-12-01', '2026-12-01']);
    assert.deepEqual(
      features.map(({ feature, decisions }) => [feature, decisions]),
      [
        ['articles', 7],
        ['videos', 0],
      ],
    );
  });

  test('prints each count as CSV', async () => {
    await fill(await openStore());
    const { out } = await report('--csv', '--from', '2026-12-01', '--to', '2026-12-01');

    assert.deepEqual(out.trim().split('\n'), [
      'day,event,by,feature,userState,id,value,conversion,count',
      '2026-12-01,conversion,group,articles,,price,b,REGISTERED,7',
      '2026-12-01,conversion,outcome,articles,anonymous,high,,REGISTERED,7',
      '2026-12-01,decision,exit,articles,anonymous,news,yes,,7',
      '2026-12-01,decision,exit,articles,anonymous,test,b,,7',
      '2026-12-01,decision,group,articles,,price,b,,7',
      '2026-12-01,decision,outcome,articles,anonymous,high,,,7',
      '2026-12-01,wall-open,group,articles,,price,b,,7',
      '2026-12-01,wall-open,outcome,articles,anonymous,high,,,7',
    ]);
  });

  test('draws the rule with its traffic, and replaces only its own pictures', async () => {
    await fill(await openStore());
    const picture = join(folder, 'traffic.svg');
    assert.equal((await report('-f', 'articles', '-o', picture)).code, 0);
    const text = (await readFile(picture, 'utf8')).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    for (const share of ['2000 (80 %)', '500 (20 %)', '1000 (50 %)']) assert.ok(text.includes(share), share);
    assert.equal((await report('-f', 'articles', '-o', picture)).code, 0);
    await writeFile(picture, 'mine');
    assert.equal((await report('-f', 'articles', '-o', picture)).code, 2);
  });

  for (const [says, args, code, message] of [
    ['a day that is not one', ['--from', '2026-02-30'], 2, /Write a day as 2026-11-30/],
    ['a first day after the last', ['--from', '2026-12-02', '--to', '2026-12-01'], 2, /--from must be/],
    ['more than 400 days', ['--from', '2020-01-01'], 2, /at most 400 days/],
    ['a picture of no feature', ['-o', 'x.svg'], 2, /--feature/],
    ['an unknown feature', ['-f', 'gone'], 1, /no feature "gone"/],
  ] as const) {
    test(`refuses ${says}`, async () => {
      await openStore();
      const { code: found, err } = await report(...args);

      assert.equal(found, code);
      assert.match(err, message);
    });
  }

  test('makes no store that is not there', async () => {
    const { code, err } = await report('-f', 'articles');

    assert.equal(code, 2);
    assert.match(err, /zephr\.sqlite/);
  });

  test('names outcomes and nodes that are written in place by what they show, and where they are', async () => {
    const event = { feature: 'videos', userState: 'anonymous', outcomeId: '/features/videos/rules/anonymous' };
    const store = await openStore();
    await store.addCounts('2026-11-02', countEvents([{ ...event, type: 'decision' }], readDimensions(CONFIG)));
    const { out } = await report('-f', 'videos');

    assert.match(out, /^ {2}hide \(anonymous\) {2}/m);
  });

  test('reads counts that another store has given', async () => {
    const store = createMemoryEventStore();
    await fill(store);
    const counts = join(folder, 'counts.json');
    await writeFile(counts, JSON.stringify(await store.readCounts(['2026-11-02', '2026-11-03', '2026-12-01'])));
    const { code, out } = await report('-f', 'articles', '--counts', counts);

    assert.equal(code, 0);
    assert.equal(out.trimEnd(), NOVEMBER.trimEnd());
  });

  for (const [says, text] of [
    ['no JSON', 'counts'],
    ['a list', '[]'],
    ['numbers instead of days', '{"2026-11-02":3}'],
    ['counts that are not whole', '{"2026-11-02":{"a":1.5}}'],
    ['counts below zero', '{"2026-11-02":{"a":-1}}'],
  ] as const)
    test(`refuses a file of counts with ${says}`, async () => {
      const counts = join(folder, 'counts.json');
      await writeFile(counts, text);
      const { code, err } = await report('-f', 'articles', '--counts', counts);

      assert.equal(code, 2);
      assert.match(err, /counts\.json has no counts\. Write what readCounts of the store gives/);
    });

  testWithRedis('reads counts in Redis', async () => {
    await using server = await startRedis();
    const store = await openRedisStore(server.url);
    await fill(store);
    store.close();
    const { out } = await report('-f', 'articles', '--redis', server.url);

    assert.match(out, /Articles \(articles\): 2500 decisions/);
  });
});
