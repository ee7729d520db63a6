import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { figureOf, isRatioMissed, rowOf, toGoalsTable } from '../../../bench/row.js';
import { writeTable, type Cell, type Column } from '../../../bench/table.js';

function write(cell: Cell, column: Partial<Column> = {}): string {
  const table = { title: 'A table', columns: [{ title: 'found', ...column }], rows: [{ says: 'a', cells: [cell] }] };
  return writeTable(table).split('\n')[2]!;
}

suite('a table of measures', () => {
  for (const { says, cell, column, written } of [
    { says: 'a whole number', cell: 97025, written: '97,025' },
    { says: 'a small number, to three digits', cell: 9.949, written: '9.95' },
    { says: 'a number to the digits of its column', cell: 12.345, column: { digits: 0 }, written: '12' },
    { says: 'nothing', cell: null, written: '' },
    { says: 'a text as it is', cell: '≤ 1.1', written: '≤ 1.1' },
    { says: 'a unit of its own', cell: { value: 4, unit: 'ms' }, written: '4 ms' },
    { says: 'the noise in per cent', cell: { value: 200, noise: 3.4 }, written: '200 ±3 %' },
    { says: 'a ratio', cell: { value: 200, ratio: 1.285 }, written: '200 (1.28×)' },
    { says: 'a great ratio without digits', cell: { value: 200, ratio: 15.3 }, written: '200 (15×)' },
    { says: 'the least and the greatest', cell: { value: 1.5, range: [1, 2.25] }, written: '1.50 (1–2.25)' },
  ] as const) {
    test(`writes ${says}`, () => {
      assert.equal(write(cell, column), `| a | ${written} |`);
    });
  }

  test('has the unit of a column in its head, numbers on the right and texts on the left', () => {
    const columns = [{ title: 'painted', unit: 'ms' }, { title: 'goal' }];
    const rows = [{ says: 'a', cells: [4, '≤ 5'] }];

    assert.deepEqual(writeTable({ title: 'A table', columns, rows }).split('\n').slice(0, 2), [
      '|  | painted, ms | goal |',
      '| --- | ---: | --- |',
    ]);
  });
});

suite('goals of measures', () => {
  for (const { says, ratios, isMissed } of [
    { says: 'is reached where the median reaches it', ratios: [0.9, 1, 1.3], isMissed: false },
    { says: 'is reached where the better quartile does', ratios: [1, 1, 1.2, 1.2, 1.2], isMissed: false },
    { says: 'is missed where the better quartile misses it', ratios: [1, 1.2, 1.2, 1.2, 1.2], isMissed: true },
  ]) {
    test(`a goal of at most 1.1 ${says}`, () => {
      assert.equal(rowOf('a ratio', ratios, ['≤', 1.1]).isMissed, isMissed);
    });
  }

  test('a check looks at ratios only, as figures depend on the machine', () => {
    const slow = figureOf('a figure', [9], ['≤', 5], 'ms');

    assert.equal(slow.isMissed, true);
    assert.equal(isRatioMissed([slow]), false);
    assert.equal(isRatioMissed([slow, rowOf('a ratio', [9], ['≤', 5])]), true);
  });

  test('a table says beside each goal whether it is missed, and nothing where a goal is missing', () => {
    const rows = [rowOf('a', [1.2], ['≤', 1.1]), figureOf('b', [4], ['≤', 5], 'ms'), figureOf('c', [4], null, 'ms')];

    assert.deepEqual(
      toGoalsTable(rows).rows.map(({ cells }) => cells[1]),
      ['≤ 1.1, missed', '≤ 5 ms', null],
    );
  });
});
