import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFields, listFields } from '../../../src/cards/list-fields.js';

const sites = { daily: { hosts: ['daily.example'] }, north: { hosts: ['north.example'], group: 'regional' } };

test('the form of a site takes a list of sites and groups, and names those of the config', () => {
  const [field] = listFields({ type: 'site' }, { sites });

  assert.equal(field!.kind, 'list');
  assert.deepEqual(field!.suggestions, ['daily', 'north', 'group:regional']);
});

test('a new node that asks for a site begins with the first one', () => {
  assert.deepEqual(createFields('site', { sites }), { type: 'site', sites: ['daily'] });
  assert.deepEqual(createFields('site', {}), { type: 'site' });
});
