import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { mapJson, type JsonMap } from '../../../src/validate/map-json.js';
import { repeatsName } from '../../../src/validate/repeats-name.js';

/** Whether a name is there twice, by the text; and whether the map of the text has found one. */
function judge(text: string): [repeats: boolean, isMapped: boolean] {
  return [repeatsName(text, JSON.parse(text)), (mapJson(text) as JsonMap).repeated.length > 0];
}

suite('a name is in an object twice', () => {
  for (const text of [
    '{"a":1,"a":2}',
    '{"a" :1, "a"\n:\t2}',
    '[{"x":[{"a":1,"b":2,"a":3}]}]',
    String.raw`{"a":1,"\u0061":2}`,
    String.raw`{"a\"":1,"a\"":2}`,
    String.raw`{"a\\":1,"a\\":2}`,
    '{"__proto__":1,"__proto__":2}',
    '{"":1,"":2}',
  ])
    test(text, () => assert.deepEqual(judge(text), [true, true]));
});

suite('no name is in one object twice', () => {
  for (const text of [
    '{}',
    '"a"',
    ' null',
    '{"a":{"a":1},"b":[{"a":1},{"a":1}]}',
    '{"a":"a\\":","b":"\\\\"}',
    '{"a":["x","y:",":"],"b":"{\\"a\\":1}"}',
    '{"__proto__":{"__proto__":1}}',
  ])
    test(text, () => assert.deepEqual(judge(text), [false, false]));

  test('nor in any value that is written as JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => !repeatsName(JSON.stringify(value, null, 1), value)));
  });
});
