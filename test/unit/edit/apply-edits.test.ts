import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { checkEdits } from '../../../src/edit/check-edits.js';
import { createEdit, createMove } from '../../../src/edit/create-edit.js';
import { type Edit, EditError } from '../../../src/edit/edit.js';
import { editsBetween } from '../../../src/edit/edits-between.js';
import { invertEdits } from '../../../src/edit/invert-edits.js';
import { MAX_EDITS } from '../../../src/edit/limits.js';
import { aConfig } from '../../support/a-config.js';
import { change, json, toEditList } from '../../support/arbitrary-edits.js';

/** Code, pointer and position of the error that a list of edits ends with. */
function refusalOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof EditError);
    return [error.code, error.pointer, error.position];
  }
  return null;
}

suite('edits are applied', () => {
  test('and share each part that they do not touch', () => {
    const config = aConfig();
    const features = config['features'] as Record<string, unknown>;

    const edited = applyEdits(config, [{ pointer: '/features/articles/title', after: 'Articles' }]) as typeof config;

    assert.equal((edited['features'] as typeof features)['videos'], features['videos']);
    assert.equal(edited['products'], config['products']);
    assert.deepEqual(config, aConfig());
  });

  test('and undone, members in their order', () => {
    fc.assert(
      fc.property(json, fc.array(change, { maxLength: 8 }), (value, changes) => {
        const edits = toEditList(value, changes);

        const undone = applyEdits(applyEdits(value, edits), invertEdits(edits));

        assert.equal(JSON.stringify(undone), JSON.stringify(value));
      }),
      { numRuns: 1000 },
    );
  });

  test('to members with names that objects inherit', () => {
    const edits = checkEdits(JSON.parse('[{"pointer": "/features/__proto__", "after": {"title": "A"}}]'));

    const edited = applyEdits({ features: {} }, edits) as { features: object };

    assert.deepEqual(Object.keys(edited.features), ['__proto__']);
    assert.equal(Object.getPrototypeOf(edited.features), Object.prototype);
    assert.equal(({} as Record<string, unknown>)['title'], undefined);
  });

  test('at a depth that no stack has', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 10_000; level++) deep = { a: deep };
    const edit = createEdit({ deep }, `/deep${'/a'.repeat(10_000)}`, 2);

    const edited = applyEdits({ deep }, [edit]);

    assert.deepEqual(editsBetween({ deep }, edited), [edit]);
  });
});

suite('an edit that does not apply is refused', () => {
  const value = { a: { b: [1, 2] }, c: 'text', list: [] };
  const rows: readonly (readonly [says: string, edit: Edit, code: string])[] = [
    ['in an object that is missing', { pointer: '/x/y', after: 1 }, 'edit-place-missing'],
    ['in a text', { pointer: '/c/length', after: 1 }, 'edit-place-missing'],
    ['in a member that is inherited', { pointer: '/constructor/name', after: 1 }, 'edit-place-missing'],
    ['behind the end of a list', { pointer: '/a/b/3', after: 1 }, 'edit-place-missing'],
    ['at the end of a list, which edits name by its number', { pointer: '/a/b/-', after: 1 }, 'edit-place-missing'],
    ['at a position that is no number', { pointer: '/a/b/01', before: 2, after: 1 }, 'edit-place-missing'],
    ['at the length of a list', { pointer: '/a/b/length', before: 2, after: 1 }, 'edit-place-missing'],
    ['that removes what is not there', { pointer: '/a/x', before: 1 }, 'edit-place-missing'],
    ['that adds what is there', { pointer: '/c', after: 1 }, 'edit-place-taken'],
    ['that expects another value', { pointer: '/a', before: { b: [1] }, after: 1 }, 'edit-outdated'],
    ['that expects a list where an object is', { pointer: '/a', before: [], after: 1 }, 'edit-outdated'],
    ['that expects an object where a list is', { pointer: '/list', before: {}, after: 1 }, 'edit-outdated'],
    ['that removes another value', { pointer: '/a/b/0', before: 2 }, 'edit-outdated'],
    ['that removes the whole config', { pointer: '', before: value }, 'edit-malformed'],
    ['that says nothing', { pointer: '/c' }, 'edit-malformed'],
  ];
  for (const [says, edit, code] of rows) {
    test(says, () => {
      const whole = JSON.stringify(value);

      assert.deepEqual(
        refusalOf(() => applyEdits(value, [{ pointer: '/z', after: 0 }, edit])),
        [code, edit.pointer, 1],
      );
      assert.equal(JSON.stringify(value), whole);
    });
  }
});

suite('edits from outside are refused', () => {
  const rows: readonly (readonly [says: string, edits: unknown, code: string, position: number | null])[] = [
    ['where they are no list', { pointer: '', after: 1 }, 'edit-malformed', null],
    ['where one is no object', [{ pointer: '', before: 0, after: 1 }, null], 'edit-malformed', 1],
    ['where a pointer is missing', [{ after: 1 }], 'edit-malformed', 0],
    ['where a pointer has no slash', [{ pointer: 'a', after: 1 }], 'edit-malformed', 0],
    ['where a pointer has a broken escape', [{ pointer: '/a~2', after: 1 }], 'edit-malformed', 0],
    ['where one says nothing', [{ pointer: '/a' }], 'edit-malformed', 0],
    ['where a place is no number', [{ pointer: '/a', after: 1, index: -1 }], 'edit-malformed', 0],
    ['where there are too many', Array.from({ length: MAX_EDITS + 1 }), 'edit-too-large', null],
    ['where a value is nested too deeply', [{ pointer: '/a', after: JSON.parse(`${'['.repeat(30_000)}${']'.repeat(30_000)}`) as unknown }], 'edit-too-large', 0],
  ]; // prettier-ignore
  for (const [says, edits, code, position] of rows) {
    test(says, () => {
      assert.deepEqual(
        (refusalOf(() => checkEdits(edits)) as unknown[]).filter((_, at) => at !== 1),
        [code, position],
      );
    });
  }

  test('and keep no member that an edit does not have', () => {
    assert.deepEqual(checkEdits([{ pointer: '/a', before: null, after: 1, x: 2 }]), [
      { pointer: '/a', before: null, after: 1 },
    ]);
  });
});

suite('a move', () => {
  const value = { a: 1, b: { x: 1 }, list: ['p', 'q', 'r'] };
  const rows: readonly (readonly [says: string, edits: Edit[], result: unknown])[] = [
    ['gives a member another name at its place', createMove(value, '/a', '/z'), { z: 1, b: { x: 1 }, list: ['p', 'q', 'r'] }],
    ['puts a member into another object', createMove(value, '/a', '/b/a'), { b: { x: 1, a: 1 }, list: ['p', 'q', 'r'] }],
    ['puts a member to another place', createMove(value, '/a', '/a', 1), { b: { x: 1 }, a: 1, list: ['p', 'q', 'r'] }],
    ['puts an item to another position', createMove(value, '/list/0', '/list/2'), { a: 1, b: { x: 1 }, list: ['q', 'r', 'p'] }],
  ]; // prettier-ignore
  for (const [says, edits, result] of rows) {
    test(says, () => {
      assert.equal(JSON.stringify(applyEdits(value, edits)), JSON.stringify(result));
      assert.equal(JSON.stringify(applyEdits(applyEdits(value, edits), invertEdits(edits))), JSON.stringify(value));
    });
  }
});
