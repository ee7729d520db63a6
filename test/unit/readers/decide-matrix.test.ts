import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ReadersFile } from '../../../src/model/readers-types.js';
import { decideMatrix, type Matrix } from '../../../src/readers/decide-matrix.js';
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
