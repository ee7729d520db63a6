import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { createEdit } from '../../../src/edit/create-edit.js';
import { EditError } from '../../../src/edit/edit.js';
import { rewrite, writeEdits } from '../../../src/edit/write-edits.js';
import { change, json, listPlaces, readAt, STYLES, toEditList, writeIn } from '../../support/arbitrary-edits.js';

const RUNS = { numRuns: 200 };

/** The value of a text. Members in the order of the text are compared as text. */
const parse = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/, ''));

/** How many characters two texts have in common at both ends together. */
function countKept(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let begin = 0;
  while (begin < most && before[begin] === after[begin]) begin++;
  let end = 0;
  while (end < most - begin && before.at(-1 - end) === after.at(-1 - end)) end++;
  return begin + end;
}

for (const style of STYLES) {
  suite(`a text with ${style.says}`, () => {
    test('holds what the edits say', () => {
      fc.assert(
        fc.property(json, fc.array(change, { maxLength: 6 }), (value, changes) => {
          const edits = toEditList(value, changes);

          const written = writeEdits(writeIn(style, value), edits);

          assert.deepEqual(parse(written), parse(JSON.stringify(applyEdits(value, edits))));
        }),
        RUNS,
      );
    });

    test('keeps the order that the edits give to members', () => {
      fc.assert(
        fc.property(json, fc.array(change, { maxLength: 3 }), (value, changes) => {
          const edits = toEditList(value, changes);

          const written = writeEdits(writeIn(style, value), edits);

          assert.equal(JSON.stringify(parse(written)), JSON.stringify(applyEdits(value, edits)));
        }),
        RUNS,
      );
    });

    test('keeps each character outside of a value that is replaced', () => {
      fc.assert(
        fc.property(json, fc.nat(), fc.jsonValue({ maxDepth: 2 }), (value, at, after) => {
          const places = listPlaces(value);
          fc.pre(places.length > 0);
          const pointer = places[at % places.length]!;
          const before = writeIn(style, value);
          const old = readAt(value, pointer);

          const written = writeEdits(before, [createEdit(value, pointer, after)]);

          const length = spanOf(before, value, pointer);
          assert.ok(countKept(before, written) >= before.length - length, `${before}\n${written}`);
          assert.deepEqual(parse(JSON.stringify(readAt(value, pointer))), parse(JSON.stringify(old)));
        }),
        RUNS,
      );
    });

    test('gets a new member, and keeps each character around it', () => {
      fc.assert(
        fc.property(json, change, (value, one) => {
          const [edit] = toEditList(value, [{ ...one, kind: 'add' }]);
          fc.pre(edit !== undefined);
          const before = writeIn(style, value);
          const parent = readAt(value, edit.pointer.slice(0, edit.pointer.lastIndexOf('/'))) as object;

          const written = writeEdits(before, [edit]);

          // An empty object or list is written as a whole.
          const lost = Object.keys(parent).length === 0 ? 2 : 0;
          assert.ok(countKept(before, written) >= before.length - lost, `${before}\n${written}`);
        }),
        RUNS,
      );
    });

    test('loses a member and its separator, and nothing else', () => {
      fc.assert(
        fc.property(json, change, (value, one) => {
          const [edit] = toEditList(value, [{ ...one, kind: 'remove' }]);
          fc.pre(edit !== undefined);
          const before = writeIn(style, value);

          const written = writeEdits(before, [edit]);

          assert.ok(countKept(before, written) >= written.length, `${before}\n${written}`);
        }),
        RUNS,
      );
    });

    test('is as it was where edits are undone before they are written', () => {
      const text = writeIn(style, { b: 1, a: [1, { c: 2, d: 'x' }], e: {} });
      const value = parse(text);
      const removal = createEdit(value, '/b', undefined);
      const addition = { pointer: '/b', after: 1, index: 0 };

      assert.equal(writeEdits(text, [removal, addition]), text);
    });
  });
}

/** Characters of the text of a value, found by writing another value of a known length in its place. */
function spanOf(text: string, value: unknown, pointer: string): number {
  const marker = '\u0001'.repeat(3);
  const marked = writeEdits(text, [createEdit(value, pointer, marker)]);
  return text.length - (marked.length - JSON.stringify(marker).length);
}

suite('text that edits cannot be written into', () => {
  const rows: readonly (readonly [says: string, text: string, code: string, line: number, column: number])[] = [
    ['has a comment', '{\n  "a": 1 // one\n}', 'edit-text-not-json', 2, 10],
    ['has a comma too many', '{\n  "a": 1,\n}', 'edit-text-not-json', 3, 1],
    ['is empty', '', 'edit-text-not-json', 1, 1],
    ['has another value there', '{\n  "b": 0,\n  "a": 2\n}', 'edit-outdated', 3, 3],
    ['has nothing there', '\uFEFF{\n  "b": 0\n}', 'edit-place-missing', 1, 1],
  ];
  for (const [says, text, code, line, column] of rows) {
    test(says, () => {
      assert.throws(
        () => writeEdits(text, [{ pointer: '/a', before: 1, after: 3 }]),
        (error) => {
          assert.ok(error instanceof EditError);
          assert.deepEqual([error.code, error.line, error.column], [code, line, column]);
          return true;
        },
      );
    });
  }
});

test('a member with another name has its own members in the order that they have now', () => {
  const text = '{ "a": { "x": 1,  "y": 2 } }';

  assert.equal(rewrite(text, JSON.parse(text), { c: { y: 2, x: 1 } }), '{ "c": { "y": 2,  "x": 1 } }');
});
