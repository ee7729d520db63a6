import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { mapJson, type JsonMap } from '../../../src/validate/map-json.js';

function mapOf(text: string): JsonMap {
  const map = mapJson(text);
  assert.ok('locate' in map, JSON.stringify(map));
  return map;
}

suite('in a text of JSON', () => {
  const text = ['{', '  "a": { "b/c": [1, { "~": null }] },', '\t"é😀": "x", "k": true', '}'].join('\n');
  /** Line and column by pointer. */
  const places: Readonly<Record<string, readonly [line: number, column: number]>> = {
    '': [1, 1],
    '/a': [2, 3],
    '/a/b~1c': [2, 10],
    '/a/b~1c/0': [2, 18],
    '/a/b~1c/1': [2, 21],
    '/a/b~1c/1/~0': [2, 23],
    '/é😀': [3, 2],
    '/k': [3, 14],
  };

  for (const [pointer, [line, column]] of Object.entries(places)) {
    test(`"${pointer}" is in line ${line}, column ${column}`, () => {
      assert.deepEqual(mapOf(text).locate(pointer), { line, column });
    });
  }

  test('a missing member is located at its parent', () => {
    const { locate } = mapOf(text);

    assert.deepEqual(locate('/a/z/y'), locate('/a'));
    assert.deepEqual(locate('/a/b~1c/9'), locate('/a/b~1c'));
    assert.deepEqual(locate('/nothing'), locate(''));
  });

  for (const [says, end] of Object.entries({ 'line feeds': '\n', 'carriage returns': '\r', both: '\r\n' })) {
    test(`lines end with ${says}`, () => {
      assert.deepEqual(mapOf(`{${end}${end}"a":1}`).locate('/a'), { line: 3, column: 1 });
    });
  }

  test('a repeated name is reported, and the last one counts', () => {
    const { repeated, locate } = mapOf('{"a":{"b":1,\n"b":2,"\\u0062":3},"b":4}');

    assert.deepEqual(repeated, [
      { pointer: '/a/b', spot: { line: 2, column: 1 }, before: { line: 1, column: 7 } },
      { pointer: '/a/b', spot: { line: 2, column: 7 }, before: { line: 2, column: 1 } },
    ]);
    assert.deepEqual(locate('/a/b'), { line: 2, column: 7 });
  });

  test('names of inherited members are names as any other', () => {
    const { locate, repeated } = mapOf('{"__proto__":{"constructor":1}}');

    assert.deepEqual([locate('/__proto__/constructor').column, repeated], [15, []]);
  });

  test('any depth is read', () => {
    const depth = 100_000;

    assert.deepEqual(mapOf('['.repeat(depth) + ']'.repeat(depth)).locate('/0/0/0'), { line: 1, column: 4 });
  });
});

/** Texts that are not JSON, the place of the error, and its message. */
const FAULTS: Readonly<Record<string, readonly [line: number, column: number, says: RegExp]>> = {
  '': [1, 1, /^a value was expected, not the end$/],
  '{"a":1,}': [1, 8, /not "}"; the comma before it is one too many/],
  '{"a":[1,2,]}': [1, 11, /not "]"; the comma before it is one too many/],
  '{"a":1 "b":2}': [1, 8, /a comma or } was expected, not a text; the comma before it is missing/],
  '[1\n2]': [2, 1, /a comma or ] was expected, not "2"; the comma before it is missing/],
  '{"a" 1}': [1, 6, /a colon was expected, not "1"$/],
  "{'a':1}": [1, 2, /a name or } was expected, not "'a'"; texts and names are between double quotes/],
  '{a:1}': [1, 2, /a name or } was expected, not "a"; texts and names are between double quotes/],
  '{"a":\'b\'}': [1, 6, /a value was expected, not "'b'"; texts and names are between double quotes/],
  '{"a":1} // b': [1, 9, /nothing more was expected, not "\/\/"; JSON has no comments/],
  '{ /* b */ }': [1, 3, /not "\/\*"; JSON has no comments/],
  '{"a":"b\nc"}': [1, 6, /a text with a line break, a tab or a backslash/],
  '{"a":"\\x"}': [1, 6, /a text with a line break, a tab or a backslash/],
  '{"a":"b': [1, 6, /a text that is not closed/],
  '["': [1, 2, /a text that is not closed/],
  '{"a":tru}': [1, 6, /a value was expected, not "tru"$/],
  '{"a":01}': [1, 6, /not "01"/],
  '{"a":NaN}': [1, 6, /not "NaN"/],
  '{"a":1}}': [1, 8, /nothing more was expected, not "}"$/],
  '[1}': [1, 3, /a comma or ] was expected, not "}"$/],
  '<!doctype html>': [1, 1, /not "<!doctype"/],
  '\u00A0{}': [1, 1, /a value was expected/],
};

suite('text that is not JSON', () => {
  for (const [text, [line, column, says]] of Object.entries(FAULTS)) {
    test(`${JSON.stringify(text)} ceases to be in line ${line}, column ${column}`, () => {
      const fault = mapJson(text);

      assert.ok('says' in fault);
      assert.deepEqual(fault.spot, { line, column });
      assert.match(fault.says, says);
    });
  }
});

test('a text is read if, and only if, it is JSON', () => {
  const spoiled = fc.tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', ',', ':', '"', '\\', '{', '}', '[', ']', ' ', '1', 'e', '-', '.', '\n', '\t', '\u2028', 'null'),
    fc.nat(2),
  );
  fc.assert(
    fc.property(spoiled, ([json, at, put, taken]) => {
      const index = at % (json.length + 1);
      const text = json.slice(0, index) + put + json.slice(index + taken);
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      assert.equal('locate' in mapJson(text), isJson);
    }),
    { numRuns: 3000 },
  );
});
