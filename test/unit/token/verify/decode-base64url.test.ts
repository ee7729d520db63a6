import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64url } from '../../../../src/token/verify/decode-base64url.js';

test('what is encoded is decoded', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (octets) => {
      assert.deepEqual(decodeBase64url(Buffer.from(octets).toString('base64url')), octets);
    }),
  );
});

test('octets can be written in one way only', () => {
  const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \n');
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 12 }), (text) => {
      const octets = decodeBase64url(text);
      assert.equal(octets && Buffer.from(octets).toString('base64url'), octets && text);
    }),
    { numRuns: 5000 },
  );
});

for (const text of ['A', 'AAAAA', 'AB', 'AAB', 'AA=', 'AA==', 'A+AA', 'A/AA', 'AA AA', 'AAAA\n', 'ÄÄÄÄ', '🙂🙂']) {
  test(`${JSON.stringify(text)} is no base64url`, () => assert.equal(decodeBase64url(text), null));
}
