import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { createEdit } from '../../../src/edit/create-edit.js';
import type { Edit } from '../../../src/edit/edit.js';
import type { ReadersFile } from '../../../src/model/readers-types.js';
import { decideMatrix, type Matrix, type MatrixView } from '../../../src/readers/decide-matrix.js';
import { PartCompiler } from '../../../src/readers/part-compiler.js';

const FILE: ReadersFile = {
  version: 1,
  readers: { visitor: {} },
  expect: [
    { reader: 'visitor', feature: 'articles', content: 'show' },
    { reader: 'visitor', feature: 'films', content: 'hide' },
  ],
};
const HIDE = { content: 'hide' };
const ALL = { filter: '', isChangedOnly: false, maxFeatures: 10 };

/** The matrix of a config, compared with one in which all content shows. */
function matrixOf(articles: unknown): Matrix {
  const compile = (rule: unknown): ReturnType<PartCompiler['compile']> =>
    new PartCompiler().compile({
      version: 1,
      features: {
        articles: { rules: { anonymous: rule } },
        films: { rules: { anonymous: HIDE } },
        songs: { rules: { anonymous: 'show' } },
      },
    });
  const sides = { before: compile('show'), after: compile(articles) };
  return decideMatrix(FILE, sides, ['films', 'songs', 'articles'], ALL, 0);
}

const holdingOf = ({ cells }: Matrix): Record<string, boolean | null> =>
  Object.fromEntries(cells.map(({ feature, holds }) => [feature, holds]));

suite('what is expected of a cell', () => {
  const cases = [
    { says: 'holds where the decision is as expected', articles: 'show', holds: true, broken: 0 },
    { says: 'does not hold where the decision is another one', articles: HIDE, holds: false, broken: 1 },
    {
      says: 'does not hold where a mistake keeps the feature from being decided',
      articles: {},
      holds: false,
      broken: 1,
    },
  ];
  for (const { says, articles, holds, broken } of cases) {
    test(says, () => {
      const matrix = matrixOf(articles);

      assert.deepEqual(holdingOf(matrix), { articles: holds, films: true, songs: null });
      assert.deepEqual([matrix.expected, matrix.broken], [2, broken]);
    });
  }

  test('brings its feature to the top where it does not hold', () => {
    assert.deepEqual(matrixOf({}).features, ['articles', 'films', 'songs']);
  });
});

suite('a matrix of two configs that share most of their features', () => {
  const rule = (value: unknown): object => ({
    rules: { anonymous: { type: 'jwt-token', property: 'state', condition: 'equals', value, yes: 'show', no: HIDE } },
  });
  const saved = {
    version: 1,
    components: { wall: { type: 'paywall' } },
    features: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, rule(name)])),
  };
  const file: ReadersFile = {
    version: 1,
    readers: { visitor: {}, b: { token: 'none', claims: { state: 'b' } }, e: { claims: { state: 'e' } } },
    expect: [
      { reader: 'visitor', feature: 'd', content: 'show' },
      { reader: 'e', feature: 'c', content: 'hide' },
      { reader: 'nobody', feature: 'a', content: 'hide' },
      { reader: 'e', feature: 'gone', content: 'hide' },
    ],
  };
  const edits: Readonly<Record<string, readonly Edit[]>> = {
    'no edit': [],
    'one rule': [createEdit(saved, '/features/b/rules/anonymous/value', 'e')],
    'a rule with a mistake': [createEdit(saved, '/features/c/rules/anonymous/value', undefined)],
    'a feature that is new': [createEdit(saved, '/features/f', rule('e'))],
    'a feature that is gone': [createEdit(saved, '/features/d', undefined)],
    'a component, which any feature may show': [createEdit(saved, '/components/wall/heading', 'Read on')],
    'a mistake that all features share': [createEdit(saved, '/jwt', { userMapping: 1 })],
  };
  const views: readonly MatrixView[] = [
    ALL,
    { ...ALL, maxFeatures: 2 },
    { ...ALL, isChangedOnly: true },
    { ...ALL, filter: 'E' },
  ];
  for (const [name, made] of Object.entries(edits)) {
    test(`says the same as one of copies that share nothing: ${name}`, () => {
      const config = applyEdits(saved, made);
      const names = [...new Set([...Object.keys(saved.features), ...Object.keys((config as typeof saved).features)])];
      const compile = (one: unknown): ReturnType<PartCompiler['compile']> => new PartCompiler().compile(one);
      for (const view of views) {
        const sides = { before: compile(saved), after: compile(config) };
        const apart = { before: compile(structuredClone(saved)), after: compile(structuredClone(config)) };
        assert.deepEqual(decideMatrix(file, sides, names, view, 0), decideMatrix(file, apart, names, view, 0));
      }
    });
  }
});
