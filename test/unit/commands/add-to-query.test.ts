import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addToQuery } from '../../../src/commands/add-to-query.js';

for (const [says, address, result] of [
  ['a path without a query', '/story', '/story?gift=t'],
  ['a query that is there', '/story?page=2', '/story?page=2&gift=t'],
  ['a query that is empty', '/story?', '/story?gift=t'],
  ['a fragment', '/story#end', '/story?gift=t#end'],
  ['a question mark in a fragment', '/story#a?b', '/story?gift=t#a?b'],
  ['both', '/story?page=2#end', '/story?page=2&gift=t#end'],
  ['a gift that already exists', '/story?gift=old&page=2', '/story?page=2&gift=t'],
  ['a name that only begins so', '/story?gifts=1', '/story?gifts=1&gift=t'],
  ['an encoded address without decoding it', '/st%C3%B6ry?q=a%26b', '/st%C3%B6ry?q=a%26b&gift=t'],
  ['a whole address', 'https://news.example/story', 'https://news.example/story?gift=t'],
] as const) {
  test(`a gift is put to ${says}`, () => {
    assert.equal(addToQuery(address, 'gift', 't'), result);
  });
}
