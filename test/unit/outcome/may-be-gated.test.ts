import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Config, Rule } from '../../../src/model/config.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { mayBeGated } from '../../../src/outcome/may-be-gated.js';

const WALL = { content: 'hide' } as const;
const PATH = { type: 'url-path', condition: 'starts-with', value: '/free/' } as const;
const METER = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: WALL } as const;

const configOf = (anonymous: Rule): Config => ({
  version: 1,
  outcomes: { wall: WALL, open: { content: 'show' } },
  subRules: {
    metered: { start: { ...METER, yes: { exit: 'in' }, no: { exit: 'out' } }, exits: ['in', 'out'] },
    harsh: { start: { ...PATH, yes: { exit: 'in' }, no: WALL }, exits: ['in'] },
  },
  features: { articles: { rules: { anonymous } } },
});

const isGated = (rule: Rule, url = 'https://news.example/free/story'): boolean => {
  const config = configOf(rule);
  return mayBeGated(config, 'articles', compileConfig(config).decide('articles', { url }).trace);
};

const ROWS: readonly [says: string, rule: Rule, gated: boolean][] = [
  ['content that is always shown', 'show', false],
  ['content behind a wall', WALL, true],
  ['content of which the beginning is kept', { content: { keep: { words: 60 } } }, true],
  ['content behind a shared wall', 'wall', true],
  ['content that a shared outcome shows', 'open', false],
  ['a meter, though there are articles left', METER, true],
  ['a wall on other pages only', { ...PATH, yes: 'show', no: WALL }, false],
  ['a wall on this page only', { ...PATH, yes: WALL, no: 'show' }, true],
  ['a page that is let out before the meter', { ...PATH, yes: 'show', no: METER }, false],
  [
    'a graph whose nodes ask about the page',
    { start: 'one', nodes: { one: { ...PATH, yes: 'two', no: 'wall' }, two: { ...PATH, yes: 'open', no: METER } } },
    false,
  ],
  [
    'a graph in which a question about the page comes after one about the reader',
    {
      start: 'one',
      nodes: {
        one: { type: 'cookie', name: 'a', condition: 'is-empty', yes: 'two', no: 'show' },
        two: { ...PATH, yes: 'show', no: 'wall' },
      },
    },
    false,
  ],
  ['crawlers who are let in', { type: 'device', is: 'crawler', yes: 'show', no: WALL }, true],
  [
    'a sub rule that asks about the reader',
    { type: 'sub-rule', rule: 'metered', exits: { in: 'show', out: 'wall' } },
    true,
  ],
  ['a sub rule that holds a wall itself', { type: 'sub-rule', rule: 'harsh', exits: { in: 'show' } }, true],
  [
    'a claim that anonymous readers do not have',
    { type: 'jwt-token', property: 'a', condition: 'equals', value: 'b', yes: WALL, no: 'show' },
    false,
  ],
  [
    'a last free article with an invitation below it',
    { type: 'trial', limit: 2, yes: 'show', no: 'show', remaining: { '1': { content: 'show', components: [] } } },
    false,
  ],
];

suite('an anonymous reader may find gated', () => {
  for (const [says, rule, gated] of ROWS) {
    test(`${says}: ${gated ? 'yes' : 'no'}`, () => {
      assert.equal(isGated(rule), gated);
    });
  }

  test('a feature that another page gates', () => {
    assert.equal(isGated({ ...PATH, yes: 'show', no: METER }, 'https://news.example/story'), true);
  });

  test('no feature without a rule for them, and no unknown feature', () => {
    const config: Config = { version: 1, features: { articles: {} } };

    assert.deepEqual([mayBeGated(config, 'articles', []), mayBeGated(config, 'nothing', [])], [false, false]);
  });

  test('a chain of ten thousand nodes as any other', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [
        `n${index}`,
        { ...METER, yes: index < 9999 ? `n${index + 1}` : 'wall', no: 'show' },
      ]),
    );

    assert.equal(mayBeGated(configOf({ start: 'n0', nodes }), 'articles', []), true);
  });
});
