import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createMemoryStore } from '../../../../src/endpoint/create-memory-store.js';
import { readCountName } from '../../../../src/endpoint/events/count-name.js';
import { readDimensions } from '../../../../src/endpoint/events/read-dimensions.js';
import type { Config } from '../../../../src/model/config.js';
import { aConfig } from '../../../support/a-config.js';
import { anEndpoint, JWT, post, type Answered } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

const DAY = new Date(NOON).toISOString().slice(0, 10);
const POINTER = '/features/articles/rules/anonymous/no';

const CONFIG = {
  ...(aConfig({ jwt: JWT, products: {} }) as object),
  analytics: { endpoint: '/zephr/events', exits: true, conversions: ['NEWSLETTER'] },
  outcomes: { wall: { content: 'hide' } },
  splitTests: {
    price: {
      groups: [
        { id: 'a', weight: 1 },
        { id: 'b', weight: 1 },
      ],
    },
  },
  subRules: {
    metered: {
      start: 'left',
      nodes: { left: { type: 'jwt-expired', yes: { exit: 'free' }, no: { exit: 'used' } } },
      exits: ['free', 'used'],
    },
  },
  features: {
    articles: {
      rules: {
        anonymous: { type: 'url-path', condition: 'equals', value: '/', yes: 'show', no: { content: 'hide' } },
        registered: {
          start: 'test',
          nodes: {
            test: { type: 'split-test', test: 'price', exits: { a: 'metered', b: 'wall' } },
            metered: { type: 'sub-rule', rule: 'metered', exits: { free: 'show', used: 'wall' } },
          },
        },
      },
    },
  },
};

/** Sends events, and gives what is counted, a line for each name. */
async function counted(
  events: unknown,
  more: Readonly<Record<string, unknown>> = { version: 1 },
): Promise<{ readonly answer: Answered; readonly lines: readonly string[] }> {
  const store = createMemoryStore();
  const { endpoint } = anEndpoint({ config: CONFIG, store });
  const answer = await post(endpoint, '/zephr/events', { ...more, events });
  const { [DAY]: counts = {} } = await store.readCounts([DAY]);
  const lines = Object.entries(counts).map(([name, count]) => {
    const { event, by, feature, userState, id, value, conversion } = readCountName(name)!;
    return [count, event, by, feature, userState, id, value, conversion].filter((part) => part !== '').join(' ');
  });
  return { answer, lines };
}

suite('POST /zephr/events', () => {
  const ROWS: readonly [says: string, events: readonly unknown[], lines: readonly string[]][] = [
    [
      'counts a decision by outcome, exits and groups',
      [
        {
          ...{ type: 'decision', feature: 'articles', userState: 'registered', outcomeId: 'wall' },
          ...{ splitTests: { price: 'a' }, exits: { test: 'a', metered: 'used', left: 'no' } },
        },
      ],
      [
        '1 decision outcome articles registered wall',
        '1 decision group articles price a',
        '1 decision exit articles registered test a',
        '1 decision exit articles registered metered used',
        '1 decision exit articles registered left no',
      ],
    ],
    [
      'counts an outcome and a node that are written in place by their pointers',
      [
        {
          type: 'decision',
          feature: 'articles',
          outcomeId: POINTER,
          exits: { '/features/articles/rules/anonymous': 'no' },
        },
        { type: 'dismiss', feature: 'articles', outcomeId: POINTER },
      ],
      [
        `1 decision outcome articles ${POINTER}`,
        '1 decision exit articles /features/articles/rules/anonymous no',
        `1 dismiss outcome articles ${POINTER}`,
      ],
    ],
    [
      'counts conversions by their words, and by the groups of the wall',
      [
        {
          type: 'conversion',
          conversion: 'REGISTERED',
          feature: 'articles',
          outcomeId: 'wall',
          splitTests: { price: 'b' },
        },
        { type: 'conversion', conversion: 'NEWSLETTER' },
      ],
      [
        '1 conversion outcome articles wall REGISTERED',
        '1 conversion group articles price b REGISTERED',
        '1 conversion outcome NEWSLETTER',
      ],
    ],
    [
      'counts an event of a page view once',
      [
        { type: 'wall-open', feature: 'articles', outcomeId: 'wall' },
        { type: 'wall-open', feature: 'articles', outcomeId: 'wall', again: true },
      ],
      ['1 wall-open outcome articles wall'],
    ],
    [
      'counts names that the config does not declare under one name',
      [
        { type: 'submit', feature: 'a', outcomeId: 'x', userState: 'king' },
        { type: 'submit', feature: 'b', outcomeId: 'y', splitTests: { price: 'c', other: 'a' } },
        { type: 'conversion', conversion: 'GUESSED', feature: 'articles', outcomeId: 'z' },
        { type: 'decision', feature: 'articles', outcomeId: 'wall', exits: { test: 'z', other: 'yes', left: 7 } },
      ],
      [
        '2 submit outcome (other) (other)',
        '1 conversion outcome articles (other) (other)',
        '1 decision outcome articles wall',
      ],
    ],
    ['ignores other events, and values that are no events', [{ type: 'fault' }, 7, null, 'text', [], {}], []],
  ];
  for (const [says, events, lines] of ROWS) {
    test(says, async () => {
      const { answer, lines: found } = await counted(events);

      assert.deepEqual([answer.status, answer.body], [204, null]);
      assert.deepEqual(found, lines);
    });
  }

  for (const [says, events, more, refusal] of [
    ['a batch of another version', [], { version: 2 }, '400 field-invalid'],
    ['events that are no list', {}, { version: 1 }, '400 field-invalid'],
    ['more than 100 events', Array.from({ length: 101 }, () => ({})), { version: 1 }, '400 field-invalid'],
    ['a batch of 1 MB', 'x'.repeat(1_000_000), { version: 1 }, '413 body-too-large'],
  ] as const) {
    test(`refuses ${says}`, async () => {
      const { answer, lines } = await counted(events, more);

      assert.deepEqual([`${answer.status} ${answer.body.error.code}`, lines], [refusal, []]);
    });
  }

  test('takes plain text, as beacons to another origin are, and other routes do not', async () => {
    const { endpoint } = anEndpoint({ config: CONFIG });
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    const statuses = [];
    for (const path of ['/zephr/events', '/zephr/verify'])
      statuses.push((await post(endpoint, path, '{"version":1,"events":[]}', headers)).status);

    assert.deepEqual(statuses, [204, 415]);
  });

  test('is limited as other routes are', async () => {
    const { endpoint } = anEndpoint({ config: CONFIG, rateLimit: { limit: 1, windowMs: 60_000 } });
    const statuses = [];
    for (let request = 0; request < 2; request++)
      statuses.push((await post(endpoint, '/zephr/events', { version: 1, events: [] })).status);

    assert.deepEqual(statuses, [204, 429]);
  });

  test('is not there where the store keeps no counts, and refuses where it fails', async () => {
    const events = [{ type: 'submit', feature: 'articles', outcomeId: 'wall' }];
    const answerOf = async (store: object): Promise<string> => {
      const { endpoint, log } = anEndpoint({ config: CONFIG, store: { claimGift: () => true, ...store } });
      const { status, body } = await post(endpoint, '/zephr/events', { version: 1, events });
      return [status, body.error.code, ...log.map(({ event }) => event)].join(' ');
    };

    assert.equal(await answerOf({}), '404 not-found request');
    const fails = { addCounts: () => Promise.reject(new Error('out of reach')), readCounts: () => ({}) };
    assert.equal(await answerOf(fails), '503 store-unavailable event-store-failed request');
  });
});

suite('counts of a large config', () => {
  test('leave out what is nested deeper than a path has room for, and begin at once', async () => {
    let rule: unknown = { id: 'deep', content: 'hide' };
    for (let level = 0; level < 20_000; level++) rule = { type: 'jwt-expired', yes: rule, no: 'show' };
    const { features } = readDimensions({
      version: 1,
      features: { articles: { rules: { anonymous: rule } } },
    } as Config);
    const { exits, outcomes } = features.get('articles')!;

    assert.ok(exits.has('/features/articles/rules/anonymous/yes'));
    assert.ok(exits.size < 500);
    assert.equal(outcomes.has('deep'), false);
  });
});
