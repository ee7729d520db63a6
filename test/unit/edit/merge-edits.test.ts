import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { createEdit } from '../../../src/edit/create-edit.js';
import type { Edit } from '../../../src/edit/edit.js';
import { keepMine, mergeEdits, type MergeConflict } from '../../../src/edit/merge-edits.js';
import { change, json, toEditList } from '../../support/arbitrary-edits.js';

const BASE = {
  title: 'News',
  list: ['a', 'b', 'c'],
  offers: [{ id: 'monthly', price: 9 }, { id: 'yearly', price: 90 }],
  rule: { type: 'trial', limit: 3, yes: 'show', no: { content: 'hide' } },
  plain: [[1], [2]],
}; // prettier-ignore

const edit = (pointer: string, after: unknown): Edit => createEdit(BASE, pointer, after);

suite('two lists of edits are merged', () => {
  const rows: readonly (readonly [says: string, mine: Edit[], theirs: Edit[], merged: object, conflicts: MergeConflict[]])[] = [
    ['of different places', [edit('/title', 'A')], [edit('/rule/limit', 5)], { title: 'A', rule: { ...BASE.rule, limit: 5 } }, []],
    ['that say the same', [edit('/title', 'A')], [edit('/title', 'A')], { title: 'A' }, []],
    ['with a conflict, which stays as theirs', [edit('/title', 'A')], [edit('/title', 'B')], { title: 'B' }, [{ pointer: '/title', base: 'News', mine: 'A', theirs: 'B' }]],
    ['with a place that one removes and the other changes', [edit('/rule', undefined)], [edit('/rule/limit', 5)], { rule: { ...BASE.rule, limit: 5 } }, [{ pointer: '/rule', base: BASE.rule, theirs: { ...BASE.rule, limit: 5 } }]],
    ['with a step that became a node and was changed', [edit('/rule/no', { type: 'gift', yes: 'show', no: 'show' })], [edit('/rule/no/content', 'show')], { rule: { ...BASE.rule, no: { content: 'show' } } }, [{ pointer: '/rule/no', base: { content: 'hide' }, mine: { type: 'gift', yes: 'show', no: 'show' }, theirs: { content: 'show' } }]],
    ['with members that both add', [edit('/x', 1)], [edit('/x', 2)], { x: 2 }, [{ pointer: '/x', mine: 1, theirs: 2 }]],
    ['with items that both add', [{ pointer: '/list/1', after: 'x' }], [{ pointer: '/list/3', after: 'y' }], { list: ['a', 'x', 'b', 'c', 'y'] }, []],
    ['with items that one removes', [edit('/list/0', undefined)], [{ pointer: '/list/1', after: 'x' }], { list: ['x', 'b', 'c'] }, []],
    ['in items of different ids', [edit('/offers/0/price', 8)], [{ pointer: '/offers/0', after: { id: 'daily' } }, { pointer: '/offers/2/price', before: 90, after: 80 }], { offers: [{ id: 'daily' }, { id: 'monthly', price: 8 }, { id: 'yearly', price: 80 }] }, []],
    ['in items of one id', [edit('/offers/0/price', 8)], [{ pointer: '/offers/0', after: { id: 'daily' } }, { pointer: '/offers/1/price', before: 9, after: 7 }], { offers: [{ id: 'daily' }, { id: 'monthly', price: 7 }, { id: 'yearly', price: 90 }] }, [{ pointer: '/offers/1/price', base: 9, mine: 8, theirs: 7 }]],
    ['in lists without ids, as a whole', [edit('/plain/0', [3])], [edit('/plain/1', [4])], { plain: [[1], [4]] }, [{ pointer: '/plain', base: [[1], [2]], mine: [[3], [2]], theirs: [[1], [4]] }]],
    ['in lists that both sort', [edit('/list', ['b', 'a', 'c'])], [edit('/list', ['c', 'b', 'a'])], { list: ['c', 'b', 'a'] }, [{ pointer: '/list', base: ['a', 'b', 'c'], mine: ['b', 'a', 'c'], theirs: ['c', 'b', 'a'] }]],
    ['in lists that one sorts', [edit('/list', ['b', 'a', 'c'])], [{ pointer: '/list/3', after: 'x' }], { list: ['b', 'a', 'c', 'x'] }, []],
  ]; // prettier-ignore
  for (const [says, mine, theirs, merged, conflicts] of rows) {
    test(says, () => {
      const result = mergeEdits(BASE, mine, theirs);

      assert.deepEqual(result.conflicts, conflicts);
      assert.deepEqual(applyEdits(applyEdits(BASE, theirs), result.edits), { ...BASE, ...merged });
    });
  }

  test('and mine can be kept at a conflict', () => {
    const theirs = [{ pointer: '/offers/0', after: { id: 'daily' } }, { pointer: '/offers/1/price', before: 9, after: 7 }];
    const { edits, conflicts } = mergeEdits(BASE, [edit('/offers/0/price', 8)], theirs);
    const merged = applyEdits(applyEdits(BASE, theirs), edits);

    const kept = applyEdits(merged, [keepMine(merged, conflicts[0]!)]) as typeof BASE;

    assert.deepEqual(kept.offers[1], { id: 'monthly', price: 8 });
  }); // prettier-ignore

  test('whatever they are: mine alone gives mine, and all that is not merged is a conflict', () => {
    const changes = fc.array(change, { maxLength: 4 });
    fc.assert(
      fc.property(json, changes, changes, (base, some, others) => {
        const [mine, theirs] = [toEditList(base, some), toEditList(base, others)];

        assert.deepEqual(applyEdits(base, mergeEdits(base, mine, []).edits), applyEdits(base, mine));
        const { edits, conflicts } = mergeEdits(base, mine, theirs);
        const merged = applyEdits(applyEdits(base, theirs), edits);
        const back = mergeEdits(base, theirs, mine);
        if (conflicts.length > 0) return;
        assert.equal(back.conflicts.length, 0);
        // Where both add at one place, theirs come first.
        const other = applyEdits(applyEdits(base, mine), back.edits);
        assert.equal(sortLetters(JSON.stringify(merged)), sortLetters(JSON.stringify(other)));
      }),
      { numRuns: 500 },
    );
  }); // prettier-ignore

  test('at a depth that no stack has', () => {
    const nest = (inner: unknown): unknown => Array.from({ length: 10_000 }).reduce((value) => ({ a: value }), inner);
    const pointer = '/a'.repeat(10_000);

    const { conflicts } = mergeEdits(nest(1), [{ pointer, before: 1, after: 2 }], [{ pointer, before: 1, after: 3 }]);

    assert.equal(conflicts.length, 1);
  });
});

/** Members and new items may be in any order. */
function sortLetters(text: string): string {
  return [...text].sort().join('');
}
