import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findNear } from '../../../src/lib/find-near.js';

const NAMES = ['subscribe', 'register', 'show', 'equals', 'not-equals', 'jwt-token', 'zip', 'RS256', 'a'];

/** A misspelt word, and the word that was meant. */
const MEANT: Readonly<Record<string, string | undefined>> = {
  subcribe: 'subscribe',
  subscribbe: 'subscribe',
  suscrbie: 'subscribe',
  Subscribe: 'subscribe',
  'JWT-Token': 'jwt-token',
  'jwt-tokn': 'jwt-token',
  equal: 'equals',
  'no-equals': 'not-equals',
  hsow: 'show',
  zipp: 'zip',
  rs256: 'RS256',
  RS265: 'RS256',
  A: 'a',
  b: undefined,
  paywall: undefined,
  zap: 'zip',
  zoo: undefined,
  '': undefined,
};

for (const [written, meant] of Object.entries(MEANT)) {
  test(`"${written}" most likely means ${meant ?? 'nothing that is known'}`, () => {
    assert.equal(findNear(written, NAMES), meant);
  });
}

test('of several near names the nearest is meant', () => {
  assert.equal(findNear('article', ['articles-2', 'articles', 'particles']), 'articles');
});

test('the suggestion is always a known name, and a known name suggests itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (written, names) => {
      const near = findNear(written, names);
      assert.ok(near === undefined || names.includes(near));
      assert.equal(findNear(written, [...names, written])?.toLowerCase(), written.toLowerCase());
    }),
  );
});
