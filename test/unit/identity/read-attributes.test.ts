import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAttributes } from '../../../src/identity/read-attributes.js';

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

test('a claim that is no object holds no attributes', () => {
  assert.deepEqual(readAttributes({ claims: { profile: 'x' }, user: null }, 'profile'), {});
});
