/** Features of a config as flags, asked by the SDK of OpenFeature for servers. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { OpenFeature, type Client, type EvaluationContext, type JsonValue } from '@openfeature/server-sdk';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { createServerProvider } from '../../../src/openfeature-server.js';
import { aConfig } from '../../support/a-config.js';

const valued = (id: string, value: unknown): object => ({ id, content: 'show', value });
const state = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
const features = {
  switch: { rules: { anonymous: valued('off', false), registered: valued('on', true) } },
  price: { rules: { anonymous: { ...state, yes: valued('low', 7.9), no: valued('high', 9.9) } } },
  heading: {
    rules: {
      anonymous: { type: 'split-test', test: 'heading', exits: { a: valued('short', 'Hi'), b: valued('long', 'Hello') } },
    },
  },
  layout: {
    rules: {
      anonymous: {
        ...{ type: 'custom-data', property: 'section', condition: 'equals', value: 'sport' },
        yes: valued('wide', { columns: [2, 3] }),
        no: valued('narrow', { columns: [1] }),
      },
    },
  },
  since: {
    rules: {
      anonymous: 'show',
      registered: { ...state, property: 'since', condition: 'equals', value: '2026-01-02T00:00:00.000Z', yes: valued('new', 1), no: valued('old', 2) },
    },
  },
  path: {
    rules: {
      anonymous: { type: 'url-path', condition: 'starts-with', value: '/sport', yes: valued('in', 'in'), no: valued('out', 'out') },
    },
  },
  articles: { rules: { anonymous: { id: 'wall', content: 'hide', components: ['register'] }, customer: 'show' } },
}; // prettier-ignore
const splitTests = { heading: { groups: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }] } }; // prettier-ignore

suite('a feature asked as a flag on a server', () => {
  let client: Client;
  before(async () => {
    const engine = compileConfig(aConfig({ features, splitTests, products: { gold: { claimValue: 'gold', features: ['articles'] } } })); // prettier-ignore
    await OpenFeature.setProviderAndWait(createServerProvider(engine));
    client = OpenFeature.getClient();
  });
  after(() => OpenFeature.close());

  const reader: EvaluationContext = { targetingKey: '42', state: 'Alabama' };
  for (const [says, ask, value] of [
    ['a switch', () => client.getBooleanValue('switch', false, reader), true],
    ['a switch of an anonymous reader', () => client.getBooleanValue('switch', true, {}), false],
    ['a number by a claim', () => client.getNumberValue('price', 0, reader), 7.9],
    ['a number by claims as a member', () => client.getNumberValue('price', 0, { claims: { state: 'Alabama' } }), 7.9],
    ['a number of another reader', () => client.getNumberValue('price', 0, { targetingKey: '42', state: 'Ohio' }), 9.9],
    [
      'an object by custom data',
      () => client.getObjectValue<JsonValue>('layout', {}, { section: 'sport' }),
      { columns: [2, 3] },
    ],
    [
      'an object by custom data as a member',
      () => client.getObjectValue<JsonValue>('layout', {}, { section: 'arts', customData: { section: 'sport' } }),
      { columns: [2, 3] },
    ],
    [
      'a number by a date',
      () => client.getNumberValue('since', 0, { targetingKey: '42', since: new Date('2026-01-02') }),
      1,
    ],
    ['a text by the address', () => client.getStringValue('path', '', { url: 'https://site.example/sport/1' }), 'in'],
    ['access, where the outcome has no value', () => client.getBooleanValue('articles', true, {}), false],
    [
      'access of a customer',
      () => client.getBooleanValue('articles', false, { targetingKey: '42', prod: 'gold' }),
      true,
    ],
    ['the default, where a text has no value', () => client.getStringValue('articles', 'none', {}), 'none'],
  ] as const) {
    test(`gives ${says}`, async () => {
      assert.deepEqual(await ask(), value);
    }); // prettier-ignore
  }

  test('says why, by which outcome, and what the rule asked', async () => {
    const details = await client.getNumberDetails('price', 0, reader);

    assert.deepEqual([details.reason, details.variant, details.errorCode], ['TARGETING_MATCH', 'low', undefined]);
    assert.deepEqual(
      [details.flagMetadata['userState'], details.flagMetadata['access'], typeof details.flagMetadata['trace']],
      ['registered', true, 'string'],
    );
    assert.match(String(details.flagMetadata['trace']), /state/);
    assert.doesNotMatch(JSON.stringify(details.flagMetadata), /42/, 'without data of the reader');
    assert.equal((await client.getBooleanDetails('switch', true, {})).reason, 'STATIC');
    assert.equal((await client.getStringDetails('articles', '', {})).reason, 'DEFAULT');
  });

  test('keeps a reader in one group of a split test', async () => {
    const ask = (id: number) => client.getStringDetails('heading', '', { targetingKey: `reader-${id}` });
    const all = await Promise.all(Array.from({ length: 40 }, (_, id) => ask(id)));
    const again = await Promise.all(Array.from({ length: 40 }, (_, id) => ask(id)));

    assert.deepEqual(
      again.map(({ value }) => value),
      all.map(({ value }) => value),
    );
    assert.deepEqual(new Set(all.map(({ value }) => value)), new Set(['Hi', 'Hello']));
    assert.ok(all.every(({ reason, flagMetadata }) => reason === 'SPLIT' && /^[ab]$/.test(String(flagMetadata['splitTest.heading']))));
  }); // prettier-ignore

  for (const [says, ask, code] of [
    ['a flag that is no feature', () => client.getStringDetails('unknown', 'x', {}), 'FLAG_NOT_FOUND'],
    ['a name of every object', () => client.getStringDetails('__proto__', 'x', {}), 'FLAG_NOT_FOUND'],
    ['a number asked as a text', () => client.getStringDetails('price', 'x', {}), 'TYPE_MISMATCH'],
    ['a text asked as a switch', () => client.getBooleanDetails('path', true, {}), 'TYPE_MISMATCH'],
  ] as const) {
    test(`gives the default and a code for ${says}`, async () => {
      const { value, errorCode, reason } = await ask();
      assert.deepEqual([value, errorCode, reason], [says.endsWith('switch') ? true : 'x', code, 'ERROR']);
    });
  }
});
