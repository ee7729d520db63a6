import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readPublishedDate } from '../../../src/facts/read-published-date.js';

const DATE = '2026-03-01T08:00:00Z';
const LATER = '2026-03-02T08:00:00Z';

const rows: readonly { says: string; meta: unknown; gives: unknown }[] = [
  { says: "Zephr's own name", meta: { datePublished: DATE }, gives: DATE },
  { says: "Open Graph's name", meta: { 'article:published_time': DATE }, gives: DATE },
  { says: "Dublin Core's name", meta: { 'DC.date.issued': DATE }, gives: DATE },
  { says: 'a name that many systems use', meta: { date: DATE }, gives: DATE },
  { says: "Zephr's name goes before the others", meta: { date: LATER, datePublished: DATE }, gives: DATE },
  {
    says: 'Open Graph goes before what systems make up',
    meta: { date: LATER, 'article:published_time': DATE },
    gives: DATE,
  },
  {
    says: 'text that is not a date leaves it to the next',
    meta: { datePublished: '1 March', 'article:published_time': DATE },
    gives: DATE,
  },
  {
    says: 'where none is a date, the first is what there is',
    meta: { datePublished: '1 March', date: 'now' },
    gives: '1 March',
  },
  { says: 'seconds since 1970 are a date', meta: { datePublished: 1772352000 }, gives: 1772352000 },
  { says: 'when the page was changed is another date', meta: { 'article:modified_time': DATE }, gives: undefined },
  { says: 'a page without meta tags', meta: {}, gives: undefined },
  { says: 'no meta tags at all', meta: undefined, gives: undefined },
];

suite('the date at which a page was published', () => {
  for (const { says, meta, gives } of rows) test(says, () => assert.equal(readPublishedDate(meta), gives));
});
