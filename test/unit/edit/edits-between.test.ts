import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import type { Edit } from '../../../src/edit/edit.js';
import { editsBetween } from '../../../src/edit/edits-between.js';
import { change, json, toEditList } from '../../support/arbitrary-edits.js';

suite('the edits between two configs', () => {
  test('turn one into the other', () => {
    fc.assert(
      fc.property(json, json, fc.array(change, { maxLength: 8 }), (value, other, changes) => {
        const edited = applyEdits(value, toEditList(value, changes));
        for (const after of [edited, other]) {
          if (Array.isArray(after) !== Array.isArray(value)) continue;
          assert.deepEqual(applyEdits(value, editsBetween(value, after)), after);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('are no more than were made', () => {
    fc.assert(
      fc.property(json, change, (value, one) => {
        const edits = toEditList(value, [{ ...one, kind: one.kind === 'move' ? 'set' : one.kind }]);
        const found = editsBetween(value, applyEdits(value, edits));

        const size = (list: readonly Edit[]): number =>
          JSON.stringify(list.map((edit) => [edit.before, edit.after])).length;
        const nested = edits.some(({ before, after }) => typeof before === 'object' && typeof after === 'object');
        assert.ok(nested || found.length <= edits.length, JSON.stringify(found));
        assert.ok(nested || size(found) <= size(edits), JSON.stringify(found));
      }),
      { numRuns: 1000 },
    );
  });

  const wall = { content: 'hide', components: ['register'] };
  const node = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Texas', yes: 'show', no: wall };
  const rows: readonly (readonly [says: string, before: unknown, after: unknown, edits: Edit[]])[] = [
    ['are none where only the order of members differs', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['name one value', { a: { limit: 3, x: [1] } }, { a: { limit: 5, x: [1] } }, [{ pointer: '/a/limit', before: 3, after: 5 }]],
    ['tell where a member was', { a: 1, b: 2 }, { b: 2 }, [{ pointer: '/a', before: 1, index: 0 }]],
    ['tell where a member goes', { b: 2 }, { a: 1, b: 2, c: 3 }, [{ pointer: '/a', after: 1, index: 0 }, { pointer: '/c', after: 3 }]],
    ['add an item at its place', ['a', 'c'], ['a', 'b', 'c'], [{ pointer: '/1', after: 'b' }]],
    ['remove an item', [{ id: 'a' }, { id: 'b' }], [{ id: 'b' }], [{ pointer: '/0', before: { id: 'a' } }]],
    ['find an item by its id', [{ id: 'a', w: 1 }, { id: 'b', w: 2 }], [{ id: 'c', w: 1 }, { id: 'a', w: 3 }, { id: 'b', w: 2 }], [{ pointer: '/0', after: { id: 'c', w: 1 } }, { pointer: '/1/w', before: 1, after: 3 }]],
    ['move an item', ['a', 'b', 'c'], ['b', 'c', 'a'], [{ pointer: '/0', before: 'a' }, { pointer: '/2', after: 'a' }]],
    ['replace an item in place', ['a', 'b', 'c'], ['a', 'x', 'c'], [{ pointer: '/1', before: 'b', after: 'x' }]],
    ['keep a node of another type', { s: node }, { s: { ...node, type: 'custom-data' } }, [{ pointer: '/s/type', before: 'jwt-token', after: 'custom-data' }]],
    ['replace a node by an outcome', { s: node }, { s: wall }, [{ pointer: '/s', before: node, after: wall }]],
    ['replace a component by one of another type', { c: { type: 'paywall', a: 1 } }, { c: { type: 'custom-block', a: 1 } }, [{ pointer: '/c', before: { type: 'paywall', a: 1 }, after: { type: 'custom-block', a: 1 } }]],
    ['replace an object by a list', { a: {} }, { a: [] }, [{ pointer: '/a', before: {}, after: [] }]],
    ['replace the whole', 1, 2, [{ pointer: '', before: 1, after: 2 }]],
  ]; // prettier-ignore
  for (const [says, before, after, edits] of rows) {
    test(says, () => {
      assert.deepEqual(editsBetween(before, after), edits);
    });
  }
});
