import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parsePlain } from '../../../src/lib/parse-plain.js';
import { own } from '../../../src/lib/own.js';
import { toId } from '../../../src/lib/to-id.js';

/** A claim as a token writes it, and the id that it is. */
const CLAIMS: Readonly<Record<string, string | null>> = {
  '"reader-1"': 'reader-1',
  '"1420070400000000001"': '1420070400000000001',
  '" "': ' ',
  '""': null,
  '0': '0',
  '-0': '0',
  '7': '7',
  '7.0': '7',
  '1e3': '1000',
  '-7': '-7',
  '9007199254740991': '9007199254740991',
  '9007199254740992': null,
  '9007199254740993': null,
  '-9007199254740992': null,
  '1420070400000000001': null,
  '1e21': null,
  '1e400': null,
  '-1e400': null,
  '1.5': null,
  '5e-324': null,
  true: null,
  null: null,
  '[7]': null,
  '{"id":7}': null,
};

suite('an id in a claim', () => {
  for (const [written, id] of Object.entries(CLAIMS)) {
    test(`${written} is ${id === null ? 'not an id' : `the id "${id}"`}`, () => {
      assert.equal(toId(own(parsePlain(`{"sub":${written}}`), 'sub')), id);
    });
  }

  test('no two numbers that JSON takes for one are ids', () => {
    const ids = ['9007199254740992', '9007199254740993', '1e400', '1e401'].map((sub) =>
      toId(own(parsePlain(`{"sub":${sub}}`), 'sub')),
    );

    assert.deepEqual(ids, [null, null, null, null]);
  });

  test('is not in a claim that is missing', () => {
    assert.equal(toId(undefined), null);
  });
});
