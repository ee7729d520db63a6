import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig, compileMetered, type EngineInput } from '../../../src/decision/compile-config.js';
import { aConfigWithRule } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';

const exits = { yes: 'show', no: 'teaser' };
const trial = { type: 'trial', tracker: 'stories', limit: 3, ...exits };
const readerOf = (...items: readonly string[]): EngineInput => ({
  now: NOON,
  url: '/story',
  usage: { trials: { stories: items.map((item, index) => ({ item, at: NOON - index - 1 })) } },
});

suite('decisions by trials that an engine has made before', () => {
  const engine = compileConfig(aConfigWithRule(trial));
  const decide = (input: EngineInput) => engine.decide('articles', input);
  // A rule is compiled for good when it is asked for again.
  for (const input of [readerOf(), readerOf(), readerOf()]) decide(input);

  test('are the same for readers of whose trials as much remains', () => {
    assert.equal(decide(readerOf('/a')), decide(readerOf('/b')));
  });
  for (const [items, remaining, access] of [
    [[], 2, true],
    [['/a'], 1, true],
    [['/a', '/b'], 0, true],
    [['/a', '/b', '/story'], 0, true],
    [['/a', '/b', '/c'], 0, false],
    [['/a'], 1, true],
  ] as const) {
    test(`say what remains after ${items.join(', ') || 'no article'}`, () => {
      const { trials, access: isShown } = decide(readerOf(...items));

      assert.deepEqual([trials['stories']?.remaining, isShown], [remaining, access]);
    });
  }
  test('say when the window of this reader ends', () => {
    const rolling = compileConfig(aConfigWithRule({ ...trial, window: { days: 1 } }));
    const ends = [['/a'], ['/a', '/b'], ['/a'], ['/a']].map(
      (items) => rolling.decide('articles', readerOf(...items)).trials['stories']?.resetsAt,
    );

    assert.equal(new Set(ends).size, 2);
    assert.deepEqual([ends[0], ends[2]], [ends[3], ends[3]]);
  });
  test('name the article of this request in their effects', () => {
    const spent = ['/one', '/two'].map(
      (url) => engine.evaluate('articles', { ...readerOf('/a'), url }).effects.spends[0]?.item,
    );

    assert.deepEqual(spent, ['/one', '/two']);
  });
  test('have the path of this reader, where several lead to one outcome', () => {
    const one = { type: 'query-param', key: 'a', condition: 'equals', value: '1', yes: 'last', no: 'last' };
    const rule = { start: 'one', nodes: { one, last: trial } };
    const forked = compileConfig(aConfigWithRule(rule));
    const exitsOf = (url: string) =>
      forked.decide('articles', { ...readerOf('/a'), url }).trace.map(({ exit }) => exit);

    for (let turn = 0; turn < 3; turn++)
      assert.deepEqual([exitsOf('/story?a=1')[0], exitsOf('/story')[0]], ['yes', 'no']);
  });
  test('have the variables of this reader’s path', () => {
    const set = (offer: string): object => ({ type: 'set', variables: { offer }, exits: { next: 'last' } });
    const ask = { type: 'query-param', key: 'a', condition: 'equals', value: '1', yes: 'one', no: 'other' };
    const rule = { start: 'ask', nodes: { ask, one: set('one'), other: set('other'), last: trial } };
    const varied = compileConfig(aConfigWithRule(rule));
    const offerOf = (url: string) => varied.decide('articles', { ...readerOf('/a'), url }).variables?.['offer'];

    for (let turn = 0; turn < 3; turn++) assert.deepEqual([offerOf('/story?a=1'), offerOf('/story')], ['one', 'other']);
  });
});

suite('the engine of an endpoint', () => {
  const config = {
    version: 1,
    jwt: { userMapping: { foreignUserIdProperty: 'sub' }, productSyncing: { privateClaimName: 'prod' } },
    products: { gold: { claimValue: 'gold', features: ['archive'] } },
    features: {
      archive: {
        rules: {
          anonymous: { id: 'wall', content: 'hide' },
          registered: { id: 'wall', content: 'hide' },
          customer: 'show',
        },
      },
    },
  };
  const engine = compileMetered(config);
  const stateOf = (input: EngineInput): string => engine.decide('archive', input).userState;
  const gold = { sub: '1', prod: 'gold' };
  const silver = { sub: '1', prod: 'silver' };

  test('knows each reader by the claims of this request', () => {
    for (let turn = 0; turn < 2; turn++) {
      assert.equal(stateOf({ tokenStatus: 'valid', claims: gold }), 'customer');
      assert.equal(stateOf({ tokenStatus: 'valid', claims: silver }), 'registered');
    }
  });
  test('forgets claims whose token counts no longer', () => {
    assert.equal(stateOf({ tokenStatus: 'valid', claims: gold }), 'customer');
    assert.equal(stateOf({ tokenStatus: 'expired', claims: gold }), 'anonymous');
  });
});
