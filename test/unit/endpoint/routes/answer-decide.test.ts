import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Decision } from '../../../../src/model/decision.js';
import { OPEN_GATE } from '../../../../src/endpoint/protect/request-gate.js';
import { answerDecide, createDecisionWriter } from '../../../../src/endpoint/routes/answer-decide.js';
import { MAX_ADDRESS_CHARACTERS, MAX_UNKNOWN_FEATURES } from '../../../../src/endpoint/limits.js';
import { compileMetered, type MeteredConfig } from '../../../../src/decision/compile-config.js';
import { aConfig } from '../../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post } from '../../../support/an-endpoint.js';

/** A feature that is shown where a node says yes. */
const gate = (node: object): object => ({
  rules: { anonymous: { ...node, yes: 'show', no: { id: 'wall', content: 'hide' } } },
});
/** Ports of a route whose readers are anonymous and not counted. */
const portsWith = (compiled: MeteredConfig): Parameters<typeof answerDecide>[2] => ({
  compiled,
  featureCount: 2,
  recognize: () =>
    Promise.resolve({ token: null, result: { status: 'none', reason: null }, user: null, storeFailed: false }),
  meter: () => null,
  checkGift: () => assert.fail('a gift is checked'),
  locate: () => ({}),
  judges: { findAccounts: null, bypass: null, checkPromo: null, content: null, sessions: null },
  toAccountKey: () => null,
  tokenCookie: 'blaize_jwt',
  now: () => 0,
  logOutage: () => {},
  notifier: null,
  writeDecisions: createDecisionWriter(),
});
const { features: usual } = aConfig() as { features: object };
const config = aConfig({
  jwt: { ...JWT, userStore: { foreignKeySystem: 'crm' } },
  features: {
    ...usual,
    belgian: gate({ type: 'country', condition: 'equals', value: 'BE' }),
    selling: gate({ type: 'consent', purpose: 'sale' }),
    telephone: gate({ type: 'device', is: 'mobile' }),
    tried: gate({ type: 'cookie', name: 'plan', condition: 'equals', value: 'trial' }),
    tokened: gate({ type: 'cookie', name: 'blaize_jwt', condition: 'is-not-empty' }),
    sport: gate({ type: 'url-path', condition: 'starts-with', value: '/sport/' }),
    adult: gate({ type: 'custom-data', property: 'adult', condition: 'equals', value: true }),
    golden: gate({ type: 'user-attribute', attribute: 'plan', condition: 'equals', value: 'gold' }),
  },
});

suite('POST /zephr/decide', () => {
  const ask = async (
    body: object,
    headers: Record<string, string> = {},
    options: object = {},
  ): Promise<Record<string, Decision>> =>
    (await post(anEndpoint({ config, ...options }).endpoint, '/zephr/decide', body, headers)).body.decisions;

  test('decides every feature of the config where none is named', async () => {
    assert.deepEqual(Object.keys(await ask({})), Object.keys(config['features'] as object));
  });
  test('decides the features that are named, in their order', async () => {
    assert.deepEqual(Object.keys(await ask({ features: ['videos', 'articles', 'videos'] })), ['videos', 'articles']);
  });
  test('decides a feature once, however often it is named', async () => {
    const compiled = compileMetered(config);
    const decided: string[] = [];
    const answer = await answerDecide(
      { features: [...Array.from({ length: 800 }, () => 'videos'), 'articles', 'videos', 'nothing', 'nothing'] },
      { headers: new Headers(), client: '', gate: OPEN_GATE, address: () => null },
      portsWith({
        ...compiled,
        decideAll: (input, names) => (decided.push(...(names ?? [])), compiled.decideAll(input, names)),
      }),
    );

    assert.deepEqual(decided, ['videos', 'articles', 'nothing']);
    const { decisions } = JSON.parse((answer as { text: string }).text) as { decisions: object };
    assert.deepEqual(Object.keys(decisions), decided);
  });
  for (const [item, name] of [
    ['https://news.example/story/#part', '/story'],
    ['/%73tory//?page=2', '/story?page=2'],
    [' story 2 ', 'story 2'],
    [' ', '/page'],
    [undefined, '/page'],
  ] as const) {
    test(`decides for the article ${JSON.stringify(item)} as the page names it`, async () => {
      const inputs: unknown[] = [];
      const compiled = compileMetered(config);
      await answerDecide(
        { item, features: ['articles'], path: '/%70age/?q=1' },
        { headers: new Headers(), client: '', gate: OPEN_GATE, address: () => null },
        portsWith({ ...compiled, decideAll: (input) => (inputs.push(input?.usage?.item), {}) }),
      );

      assert.deepEqual(inputs, [name]);
    });
  }
  test('decides as many names as the config has features, and some more that it does not know', async () => {
    const names = Object.keys(config['features'] as object);
    const unknown = Array.from({ length: MAX_UNKNOWN_FEATURES + 1 }, (_, number) => `unknown-${number}`);
    const most = [...names, ...unknown.slice(1)];
    const { endpoint } = anEndpoint({ config });
    const longest = await post(endpoint, '/zephr/decide', { features: most });
    const refused = await post(endpoint, '/zephr/decide', { features: [...names, ...unknown] });

    assert.deepEqual(Object.keys(longest.body.decisions), most);
    assert.deepEqual(
      [refused.status, refused.body],
      [
        400,
        { error: { code: 'field-invalid', message: `"features" must be a list of at most ${most.length} names.` } },
      ],
    );
  });
  test('reads an address of the longest length, and refuses a longer one', async () => {
    const { endpoint } = anEndpoint({ config });
    const statusOf = async (length: number): Promise<number> =>
      (await post(endpoint, '/zephr/decide', { path: '/'.padEnd(length, 'a') })).status;

    assert.equal(await statusOf(MAX_ADDRESS_CHARACTERS), 200);
    assert.equal(await statusOf(MAX_ADDRESS_CHARACTERS + 1), 400);
  });
  for (const path of [
    '//sport/s',
    '/\\sport/s',
    '/%73port/s',
    '/./sport/s',
    '/x/../sport/s',
    'sport/s',
    '/x/%2e%2e/sport/',
  ]) {
    test(`reads "${path}" as /sport/`, async () => {
      assert.equal((await ask({ features: ['sport'], path })).sport!.access, true);
    });
  }
  for (const path of ['/sport%2Fs', '/%2573port/s', '/sport', '/s\uff50ort/s', 'https://news.example?/sport/s']) {
    test(`does not read "${path}" as /sport/`, async () => {
      assert.equal((await ask({ features: ['sport'], path })).sport!.access, false);
    });
  }
  for (const path of [
    'https:/sport/s',
    'javascript:1',
    '/sport//../s',
    '/x/..%2fsport/s',
    '/x%5c..%5Csport',
    '/x/..;a/sport',
  ]) {
    test(`refuses "${path}", which servers read differently`, async () => {
      const { status, body } = await post(anEndpoint({ config }).endpoint, '/zephr/decide', { path });

      assert.deepEqual([status, body.error.code], [400, 'field-invalid']);
    });
  }
  test('the longest number in a request is not read', async () => {
    const counted = aConfig({
      products: {},
      features: { loyal: gate({ type: 'custom-data', property: 'read', condition: 'greater-than', value: 3 }) },
    });
    for (const [read, shown] of [
      ['4', true],
      [`${'1'.repeat(16_000)}x`, false],
      ['1'.repeat(16_000), false],
    ] as const) {
      const decisions = await ask({ features: ['loyal'], customData: { read } }, {}, { config: counted });
      assert.equal(decisions['loyal']!.access, shown);
    }
  });
  test('decides nothing where no feature is named', async () => {
    assert.deepEqual(await ask({ features: [] }), {});
  });
  for (const name of ['nothing', '', '__proto__', 'constructor']) {
    test(`does not know the feature "${name}"`, async () => {
      const decisions = await ask({ features: [name] });

      assert.equal(Object.entries(decisions)[0]?.[1].reason, 'unknown-feature');
    });
  }

  for (const [says, token, state] of [
    ['a reader without a token is anonymous', null, 'anonymous'],
    ['a reader is registered', aSecretToken({ sub: '1' }), 'registered'],
    ['a customer is one', aSecretToken({ sub: '1', prod: 'gold' }), 'customer'],
    ['an expired customer is anonymous', aSecretToken({ sub: '1', prod: 'gold', exp: 1 }), 'anonymous'],
    ['a forged customer is anonymous', `${aSecretToken({ sub: '1', prod: 'gold' })}A`, 'anonymous'],
  ] as const) {
    test(says, async () => assert.equal((await ask({ token, features: ['articles'] })).articles!.userState, state));
  }

  for (const [feature, body, headers, shown] of [
    ['belgian', {}, { 'cf-ipcountry': 'BE' }, true],
    ['belgian', {}, { 'cf-ipcountry': 'NL' }, false],
    ['selling', {}, {}, false],
    ['telephone', {}, { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)' }, true],
    ['tried', {}, { cookie: 'a=b; plan=trial' }, true],
    ['tokened', {}, { cookie: `blaize_jwt=${aSecretToken()}` }, false],
    ['sport', { path: '/sport/cycling?page=2' }, {}, true],
    ['sport', { path: 'https://news.example/news/' }, {}, false],
    ['adult', { customData: { adult: true } }, {}, true],
    ['adult', { customData: {} }, {}, false],
  ] as const) {
    test(`${feature} is ${shown ? 'shown' : 'walled'} with ${JSON.stringify({ ...body, ...headers }).slice(0, 60)}`, async () => {
      assert.equal((await ask({ ...body, features: [feature] }, headers))[feature]!.access, shown);
    });
  }

  test('Global Privacy Control opts out of selling', async () => {
    const gated = aConfig({
      features: {
        ...usual,
        selling: gate({ type: 'consent', purpose: 'sale', unknown: { id: 'unasked', content: 'hide' } }),
      },
    });
    const outcomes = [];
    for (const headers of [{}, { 'sec-gpc': '1' }, { 'sec-gpc': '0' }] as Record<string, string>[])
      outcomes.push((await ask({ features: ['selling'] }, headers, { config: gated })).selling!.outcomeId);

    assert.deepEqual(outcomes, ['unasked', 'wall', 'unasked']);
  });

  test('knows the reader’s record', async () => {
    const users = { find: (_system: string, id: string) => (id === '1' ? { plan: 'gold' } : null) };
    const shown = async (sub: string): Promise<unknown> =>
      (await ask({ token: aSecretToken({ sub }), features: ['golden'] }, {}, { users })).golden!.access;

    assert.deepEqual([await shown('1'), await shown('2')], [true, false]);
  });
});
