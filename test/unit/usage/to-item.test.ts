import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { toItem } from '../../../src/usage/to-item.js';

suite('the name of an article', () => {
  for (const [text, item] of [
    ['/story', '/story'],
    ['/story/', '/story'],
    ['/story///', '/story'],
    ['/', '/'],
    ['https://site.example', '/'],
    ['https://site.example/?p=123', '/?p=123'],
    ['https://site.example/a/b/?id=7#part', '/a/b?id=7'],
    ['//site.example/a', '/site.example/a'],
    ['//premium/s', '/premium/s'],
    ['/a//b/./c/../%64', '/a/b/d'],
    ['https://site.example//a/%252f', '/a/%252f'],
    ['/a?', '/a'],
    ['/%D0%BD%d0%be', '/но'],
    ['/a%2Fb', '/a%2Fb'],
    ['/a%2fb', '/a%2Fb'],
    ['/100%', '/100%25'],
    ['story-2', 'story-2'],
    [' urn:isbn:1 ', 'urn:isbn:1'],
    ['a/b/', 'a/b/'],
    ['', ''],
  ] as const) {
    test(`of "${text}" is "${item}"`, () => {
      assert.equal(toItem(text), item);
      if (!item.includes('%')) assert.equal(toItem(item), item, 'and stays');
    });
  }

  test('has at most as many characters as an endpoint takes', () => {
    assert.equal(toItem(`/${'a'.repeat(5000)}`).length, 2048);
    assert.equal(toItem('a'.repeat(5000)).length, 2048);
  });
});
