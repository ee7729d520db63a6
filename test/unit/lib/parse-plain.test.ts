import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parsePlain } from '../../../src/lib/parse-plain.js';

suite('foreign JSON', () => {
  test('says what it said', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        assert.equal(JSON.stringify(parsePlain(JSON.stringify(value))), JSON.stringify(value)),
      ),
    );
  });

  test('has no prototypes, and nothing of it can be changed', () => {
    const value = parsePlain('{"a":[{"b":{}}],"__proto__":{"c":1}}') as Record<string, unknown>;
    const inner = (value['a'] as object[])[0]!;

    for (const part of [value, inner, (inner as { b: object }).b, value['__proto__'] as object]) {
      assert.deepEqual([Object.getPrototypeOf(part), Object.isFrozen(part)], [null, true]);
    }
    assert.deepEqual([Object.isFrozen(value['a']), Object.keys(value)], [true, ['a', '__proto__']]);
  });

  for (const text of ['', '{', 'undefined', '{"a":1,}']) {
    test(`is refused where it is malformed: ${JSON.stringify(text)}`, () => {
      assert.throws(() => parsePlain(text), SyntaxError);
    });
  }

  test('may be 200 levels deep, and no deeper', () => {
    const deep = (levels: number): string => `${'[{"a":'.repeat(levels / 2)}"[{"${'}]'.repeat(levels / 2)}`;

    assert.doesNotThrow(() => parsePlain(deep(200)));
    assert.throws(() => parsePlain(deep(202)), RangeError);
  });

  test('may have any number of brackets, in texts and side by side', () => {
    const text = JSON.stringify({ a: '[{'.repeat(500), b: '\\"[[', c: Array.from({ length: 500 }, () => [{}]) });

    assert.equal(JSON.stringify(parsePlain(text)), text);
  });
});
