import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAttributes, readerOfAttribute } from '../../../src/identity/read-attributes.js';

const PROFILE = { privateClaimName: 'profile' };

test('attributes are those of the claim that the config names', () => {
  assert.deepEqual(readAttributes({ claims: { profile: { city: 'Mobile' } }, user: null }, PROFILE), {
    city: 'Mobile',
  });
});

test('the claim can be named by a JSONPath', () => {
  assert.deepEqual(
    readAttributes({ claims: { a: { b: { city: 'Mobile' } } }, user: null }, { privateClaimName: '$.a.b' }),
    {
      city: 'Mobile',
    },
  );
});

test('the record of the user store goes before the token', () => {
  const reader = { claims: { profile: { city: 'Mobile', plan: 'free' } }, user: { city: 'Selma' } };

  assert.deepEqual(readAttributes(reader, PROFILE), { city: 'Selma', plan: 'free' });
});

test('a claim that is not an object holds no attributes', () => {
  assert.deepEqual(readAttributes({ claims: { profile: 'x' }, user: null }, PROFILE), {});
});

test('one of them is read as all are', () => {
  const reader = { claims: { profile: { city: 'Mobile', plan: 'free' } }, user: { city: null } };

  for (const name of ['city', 'plan', 'age', 'constructor'])
    assert.equal(
      readerOfAttribute(name, PROFILE)(reader),
      Object.entries(readAttributes(reader, PROFILE)).find(([key]) => key === name)?.[1],
    );
});

for (const profile of ['x', ['x'], 7, null]) {
  test(`a claim that is ${JSON.stringify(profile)} holds none of any name`, () => {
    for (const name of ['0', 'length'])
      assert.equal(readerOfAttribute(name, PROFILE)({ claims: { profile }, user: null }), undefined);
  });
}

test('a JSONPath that is not understood finds none', () => {
  assert.equal(
    readerOfAttribute('city', { privateClaimName: '$..x' })({ claims: { x: { city: 'Mobile' } }, user: null }),
    undefined,
  );
});

test('where the config names no claim, the token carries none', () => {
  assert.equal(readerOfAttribute('city')({ claims: { city: 'Mobile' }, user: null }), undefined);
});

test('texts in the claim are split where the config says so, each item of a list too', () => {
  const profile = { scope: 'read  write', roles: ['a b', 'c'], age: 7 };

  assert.deepEqual(readAttributes({ claims: { profile }, user: { note: 'a b' } }, { ...PROFILE, split: ' ' }), {
    scope: ['read', 'write'],
    roles: ['a', 'b', 'c'],
    age: 7,
    note: 'a b',
  });
});
