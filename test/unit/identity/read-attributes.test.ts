import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAttributes, readerOfAttribute } from '../../../src/identity/read-attributes.js';

test('attributes are those of the claim that the config names', () => {
  assert.deepEqual(readAttributes({ claims: { profile: { city: 'Mobile' } }, user: null }, 'profile'), {
    city: 'Mobile',
  });
});

test('the claim can be named by a JSONPath', () => {
  assert.deepEqual(readAttributes({ claims: { a: { b: { city: 'Mobile' } } }, user: null }, '$.a.b'), {
    city: 'Mobile',
  });
});

test('the record of the user store goes before the token', () => {
  const reader = { claims: { profile: { city: 'Mobile', plan: 'free' } }, user: { city: 'Selma' } };

  assert.deepEqual(readAttributes(reader, 'profile'), { city: 'Selma', plan: 'free' });
});

test('a claim that is not an object holds no attributes', () => {
  assert.deepEqual(readAttributes({ claims: { profile: 'x' }, user: null }, 'profile'), {});
});

test('one of them is read as all are', () => {
  const reader = { claims: { profile: { city: 'Mobile', plan: 'free' } }, user: { city: null } };

  for (const name of ['city', 'plan', 'age', 'constructor'])
    assert.equal(
      readerOfAttribute(name, 'profile')(reader),
      Object.entries(readAttributes(reader, 'profile')).find(([key]) => key === name)?.[1],
    );
});

for (const profile of ['x', ['x'], 7, null]) {
  test(`a claim that is ${JSON.stringify(profile)} holds none of any name`, () => {
    for (const name of ['0', 'length'])
      assert.equal(readerOfAttribute(name, 'profile')({ claims: { profile }, user: null }), undefined);
  });
}

test('a JSONPath that is not understood finds none', () => {
  assert.equal(readerOfAttribute('city', '$..x')({ claims: { x: { city: 'Mobile' } }, user: null }), undefined);
});

test('where the config names no claim, the token carries none', () => {
  assert.equal(readerOfAttribute('city')({ claims: { city: 'Mobile' }, user: null }), undefined);
});
