import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readConsent } from '../../../src/facts/read-consent.js';

const rows: readonly { says: string; sources: readonly unknown[]; purpose: string; gives: boolean | undefined }[] = [
  { says: 'a purpose that was agreed to', sources: [{ consent: { sale: true } }], purpose: 'sale', gives: true },
  { says: 'a purpose that was refused', sources: [{ consent: { sale: false } }], purpose: 'sale', gives: false },
  { says: 'a purpose by its number', sources: [{ consent: { 1: true } }], purpose: '1', gives: true },
  { says: 'a purpose that was not asked about', sources: [{ consent: { 1: true } }], purpose: '2', gives: undefined },
  { says: 'nothing is known of consent', sources: [{ country: 'DE' }], purpose: '1', gives: undefined },
  { says: 'there is no source', sources: [], purpose: '1', gives: undefined },
  { says: 'a list names what was agreed to', sources: [{ consent: ['1', 'news'] }], purpose: 'news', gives: true },
  { says: 'a list may hold numbers', sources: [{ consent: [1, 2] }], purpose: '2', gives: true },
  {
    says: 'a purpose that a list does not name was refused',
    sources: [{ consent: ['1'] }],
    purpose: '2',
    gives: false,
  },
  { says: 'an empty list refuses all', sources: [{ consent: [] }], purpose: '1', gives: false },
  {
    says: 'the first source that says anything of it counts',
    sources: [{ consent: { news: true } }, { consent: { news: false, 1: false } }],
    purpose: 'news',
    gives: true,
  },
  {
    says: 'a source that says nothing of it leaves it to the next',
    sources: [{ consent: { news: true } }, null, { consent: { 1: false } }],
    purpose: '1',
    gives: false,
  },
  { says: 'only true and false are answers', sources: [{ consent: { 1: 'yes' } }], purpose: '1', gives: undefined },
  { says: 'consent that is not an object says nothing', sources: [{ consent: 'all' }], purpose: '1', gives: undefined },
  { says: 'nothing is inherited', sources: [{ consent: {} }], purpose: 'constructor', gives: undefined },
];

suite('consent', () => {
  for (const { says, sources, purpose, gives } of rows) {
    test(says, () => assert.equal(readConsent(sources, purpose), gives));
  }
});
