import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setOwn } from '../../../src/lib/set-own.js';

for (const name of ['a', '', '__proto__', 'constructor', 'toString']) {
  test(`a member named "${name}" is one like any other`, () => {
    const object: Record<string, number> = {};
    setOwn(object, name, 1);
    setOwn(object, name, 2);

    assert.deepEqual(Object.entries(object), [[name, 2]]);
    assert.equal(Object.getPrototypeOf(object), Object.prototype);
    assert.equal(JSON.stringify(structuredClone(object)), `{"${name}":2}`);
  });
}
