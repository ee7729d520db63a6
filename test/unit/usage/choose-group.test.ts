import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { chooseGroup } from '../../../src/usage/choose-group.js';

const READERS = Array.from({ length: 100_000 }, (_, number) => `reader-${number}`);

/** A split test by the weights of its groups. */
function aTest(weights: Readonly<Record<string, number>>): { groups: { id: string; weight: number }[] } {
  return { groups: Object.entries(weights).map(([id, weight]) => ({ id, weight })) };
}

const groupsOf = (test: string, weights: Readonly<Record<string, number>>, readers = READERS): string[] =>
  readers.map((reader) => chooseGroup(test, aTest(weights), reader));

/** How many readers are in each group. */
function count(groups: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const group of groups) counts[group] = (counts[group] ?? 0) + 1;
  return counts;
}

suite('groups come out as their weights are, to half a point in a hundred thousand readers', () => {
  const weightings: readonly Readonly<Record<string, number>>[] = [
    { a: 50, b: 50 },
    { a: 1, b: 1, c: 1 },
    { a: 90, b: 10 },
    { a: 99, b: 1 },
    { a: 10, b: 20, c: 30, d: 40 },
    { a: 0.2, b: 0.3, c: 0.5 },
    { a: 0, b: 70, c: 30 },
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`g${i}`, i + 1])),
  ];
  for (const weights of weightings) {
    test(JSON.stringify(weights), () => {
      const counts = count(groupsOf('price', weights));
      const whole = Object.values(weights).reduce((sum, weight) => sum + weight, 0);

      for (const [id, weight] of Object.entries(weights)) {
        const points = 100 * ((counts[id] ?? 0) / READERS.length - weight / whole);
        assert.ok(Math.abs(points) < 0.5, `${id} is off by ${points} points`);
      }
    });
  }

  test('ids of readers that hardly differ fall apart as well', () => {
    const uuids = READERS.map((_, number) => `3f2504e0-4f89-11d3-9a0c-${number.toString(16).padStart(12, '0')}`);
    const { a = 0 } = count(groupsOf('price', { a: 1, b: 1 }, uuids));

    assert.ok(Math.abs(100 * (a / READERS.length) - 50) < 0.5);
  });
});

suite('groups of different tests have nothing to do with each other', () => {
  /** Chi-square of a table of two tests: how far counts are from those of tests that are independent. */
  function chiSquare(one: readonly string[], other: readonly string[]): number {
    const [rows, columns] = [count(one), count(other)];
    const cells = count(one.map((group, index) => `${group} ${other[index]!}`));
    let sum = 0;
    for (const [row, inRow] of Object.entries(rows)) {
      for (const [column, inColumn] of Object.entries(columns)) {
        const expected = (inRow * inColumn) / one.length;
        sum += ((cells[`${row} ${column}`] ?? 0) - expected) ** 2 / expected;
      }
    }
    return sum;
  }

  // Independent tests of two groups each exceed this in one case of 10,000, of three groups in fewer.
  const LIMIT = 15.2;

  test('with the same names and weights', () => {
    const groups = ['price', 'colour', 'price2', 'Price', 'price ', ''].map((id) => groupsOf(id, { a: 1, b: 1 }));

    for (const [index, one] of groups.entries())
      for (const other of groups.slice(index + 1)) assert.ok(chiSquare(one, other) < LIMIT);
  });
  test('with other weights', () => {
    assert.ok(chiSquare(groupsOf('price', { a: 1, b: 9 }), groupsOf('colour', { a: 3, b: 1 })) < LIMIT);
  });
  test('where the name of test and group run together', () => {
    assert.ok(chiSquare(groupsOf('ab', { c: 1, d: 1 }), groupsOf('a', { bc: 1, bd: 1 })) < LIMIT);
  });
  test('and the measure tells the same test from another', () => {
    const groups = groupsOf('price', { a: 1, b: 1 });

    assert.ok(chiSquare(groups, groups) > 10_000);
  });
});

suite('other weights move only as many readers as they must', () => {
  const before = groupsOf('price', { a: 50, b: 30, c: 20 });
  const moves = (weights: Readonly<Record<string, number>>): string[] =>
    groupsOf('price', weights).flatMap((group, index) =>
      group === before[index] ? [] : `${before[index]!} to ${group}`,
    );

  test('a group that grows only gains', () => {
    const moved = moves({ a: 50, b: 60, c: 20 });

    assert.deepEqual(Object.keys(count(moved)).sort(), ['a to b', 'c to b']);
    // From 30 in 100 to 60 in 130.
    assert.ok(Math.abs(moved.length / READERS.length - (60 / 130 - 30 / 100)) < 0.005);
  });
  test('a group that shrinks only loses', () => {
    assert.deepEqual(Object.keys(count(moves({ a: 25, b: 30, c: 20 }))).sort(), ['a to b', 'a to c']);
  });
  test('a group that is new takes its share from all others', () => {
    const moved = moves({ a: 50, b: 30, c: 20, d: 25 });

    assert.deepEqual(Object.keys(count(moved)).sort(), ['a to d', 'b to d', 'c to d']);
    assert.ok(Math.abs(moved.length / READERS.length - 0.2) < 0.005);
  });
  test('a group that ends gives its readers to the others', () => {
    const moved = moves({ a: 50, b: 30, c: 0 });

    assert.deepEqual(Object.keys(count(moved)).sort(), ['c to a', 'c to b']);
    assert.equal(moved.length, before.filter((group) => group === 'c').length);
  });
  test('the same weights in other numbers move no reader', () => {
    assert.deepEqual(moves({ a: 5, b: 3, c: 2 }), []);
  });
  test('nor do the same groups in another order', () => {
    assert.deepEqual(moves({ c: 20, b: 30, a: 50 }), []);
  });
});

suite('whatever the weights are', () => {
  const weights = fc.array(fc.oneof(fc.double({ min: 0, noNaN: true }), fc.nat(3)), { minLength: 1, maxLength: 8 });

  test('a reader is in one of the groups, and in the same one each time', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), weights, (id, reader, all) => {
        const aSplit = { groups: all.map((weight, index) => ({ id: `${index}`, weight })) };
        const group = chooseGroup(id, aSplit, reader);

        assert.ok(aSplit.groups.some((one) => one.id === group));
        assert.equal(chooseGroup(id, aSplit, reader), group);
      }),
    );
  });
  test('no reader is in a group without weight beside one that has some', () => {
    assert.deepEqual(count(groupsOf('price', { a: 0, b: 1e-9, c: 0 })), { b: READERS.length });
  });
  test('where none has any, the first group has everybody', () => {
    assert.deepEqual(count(groupsOf('price', { a: 0, b: 0 })), { a: READERS.length });
  });
});

test('a reader stays in their group, today and after the next release', () => {
  // A change of these moves all readers of all running tests.
  const readers = ['reader-1', 'reader-2', 'Zoë', '', 'x', 'y', 'z', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'];

  assert.equal(groupsOf('price', { a: 1, b: 1, c: 1 }, readers).join(''), 'bbbacccc');
});
