import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Config } from '../../../src/model/config.js';
import { readReaders } from '../../../src/readers/read-readers.js';
import { writeReadersSchema } from '../../../src/schema/write-json-schema.js';
import { aConfig } from '../../support/a-config.js';
import { checkBySchema, type AnySchema } from '../../support/check-by-schema.js';

const config = aConfig({
  splitTests: { price: { groups: [{ id: 'a', weight: 1 }] } },
  features: {
    articles: { rules: { registered: { type: 'trial', tracker: 'stories', yes: 'show', no: { content: 'hide' } } } },
    videos: { rules: { anonymous: { type: 'trial', yes: 'show', no: { content: 'hide' } } } },
  },
}) as unknown as Config;

/** A file with everything in it. */
const FULL = {
  $schema: './node_modules/zephr-onpage/dist/zephr.readers.schema.json',
  version: 1,
  readers: {
    texan: {
      title: 'A registered reader from Texas',
      token: 'valid',
      claims: { sub: '1', state: 'Texas' },
      user: { plan: 'yearly' },
      page: { url: '/news/story', referrer: '', userAgent: 'x', meta: { a: 'b' }, cookies: {}, customData: {}, facts: {} },
      facts: { country: 'US' },
      read: { stories: 3, 'videos/registered': 1 },
      usage: { timeTrials: { week: 0 }, trials: { stories: [{ item: '/a', at: 5 }] }, timeZone: 'Europe/Berlin' },
      groups: { price: 'a' },
      at: '2026-03-02T12:00+01:00',
    },
    nobody: {},
  },
  expect: [
    { says: 'they see the wall', reader: 'texan', feature: 'articles', outcome: 'show', content: 'show', components: [], state: 'registered', value: 1 },
    { reader: 'nobody', feature: 'videos', content: { keep: { words: 60 } } },
  ],
}; // prettier-ignore

/** Code, pointer and position of what is wrong with a text. */
function judge(text: string, configs: readonly Config[] = [config]): string[] {
  return readReaders(text, configs).mistakes.map(
    ({ code, pointer, line, column, severity }) => `${severity} ${code} ${pointer} ${line}:${column}`,
  );
}

/** The same for a file with one reader. */
function judgeReader(reader: unknown): string[] {
  return judge(JSON.stringify({ version: 1, readers: { a: reader } })).map((found) => found.replace(/ \S+$/, ''));
}

const schema = JSON.parse(JSON.stringify(writeReadersSchema())) as AnySchema;

suite('reading a file of test readers', () => {
  test('takes one with everything in it, as its schema does', () => {
    const { file, mistakes } = readReaders(JSON.stringify(FULL), [config]);

    assert.deepEqual({ file, mistakes }, { file: FULL, mistakes: [] });
    assert.deepEqual(checkBySchema(FULL, schema), []);
  });

  test('checks no names without a config', () => {
    assert.deepEqual(judge(JSON.stringify(FULL), []), []);
  });

  test('locates each mistake by pointer, line and column', () => {
    const text = `{
  "version": 1,
  "readers": { "texan": { "clams": {} } },
  "expect": [
    { "reader": "texan", "feature": "artikles", "outcome": "show" },
    { "reader": "texas", "feature": "articles", "outcome": "show" },
    { "reader": "texan", "feature": "articles", "says": "nothing" }
  ]
}`;
    assert.deepEqual(judge(text), [
      'error member-unknown /readers/texan/clams 3:27',
      'error feature-unknown /expect/0/feature 5:26',
      'error reader-unknown /expect/1/reader 6:7',
      'error expectation-empty /expect/2 7:5',
    ]);
    assert.match(readReaders(text, [config]).mistakes[1]!.message, /^\/expect\/0\/feature: "artikles" .*"articles"/);
  });

  test('knows the features of each of several configs', () => {
    const text = JSON.stringify({ version: 1, readers: { a: {} }, expect: [{ reader: 'a', feature: 'podcasts', state: 'anonymous' }] });
    const later = aConfig({ features: { podcasts: {} }, products: {} }) as unknown as Config;

    assert.equal(judge(text).length, 1);
    assert.deepEqual(judge(text, [config, later]), []);
  }); // prettier-ignore

  for (const [says, text, found] of [
    ['no JSON', '{ "version": 1,\n  readers: {} }', ['error readers-not-json  2:3']],
    ['nothing', '', ['error readers-not-json  1:1']],
    ['a list', '[]', ['error type-wrong  1:1']],
    ['null', 'null', ['error type-wrong  1:1']],
    ['another version', '{ "version": 2, "readers": {} }', ['error version-unknown /version 1:3']],
    ['no readers', '{ "version": 1 }', ['error field-missing /readers 1:1']],
    ['an unknown member', '{ "version": 1, "readers": {}, "reader": {} }', ['error member-unknown /reader 1:32']],
    ['one name twice', '{ "version": 1, "readers": { "a": {}, "a": {} } }', ['error member-twice /readers/a 1:39']],
    ['an expectation that is a text', '{ "version": 1, "readers": {}, "expect": ["a"] }', ['error type-wrong /expect/0 1:43']],
    ['expectations that are no list', '{ "version": 1, "readers": {}, "expect": {} }', ['error type-wrong /expect 1:32']],
    ['a reader called __proto__ that nothing declares', '{ "version": 1, "readers": {}, "expect": [{ "reader": "__proto__", "feature": "articles", "outcome": "a" }] }', ['error reader-unknown /expect/0/reader 1:45']],
    ['a feature called __proto__ that nothing declares', '{ "version": 1, "readers": { "a": {} }, "expect": [{ "reader": "a", "feature": "__proto__", "outcome": "a" }] }', ['error feature-unknown /expect/0/feature 1:69']],
    ['an expectation of __proto__', '{ "version": 1, "readers": { "a": {} }, "expect": [{ "reader": "a", "feature": "articles", "__proto__": 1 }] }', ['error expectation-empty /expect/0 1:52', 'error member-unknown /expect/0/__proto__ 1:92']],
    ['a content that is none', '{ "version": 1, "readers": { "a": {} }, "expect": [{ "reader": "a", "feature": "articles", "content": "some" }] }', ['error type-wrong /expect/0/content 1:92']],
  ] as const) {
    test(`refuses ${says}`, () => {
      assert.deepEqual(judge(text), found);
    });
  } // prettier-ignore

  for (const [says, reader, found] of [
    ['a text for a reader', 'texan', ['error type-wrong /readers/a']],
    ['claims that are a list', { claims: ['sub'] }, ['error type-wrong /readers/a/claims']],
    ['claims that are a token', { claims: 'eyJhbGciOi' }, ['error type-wrong /readers/a/claims']],
    ['an unknown status of the token', { token: 'good' }, ['error value-unknown /readers/a/token']],
    ['a member called __proto__', JSON.parse('{ "__proto__": {} }') as object, ['error member-unknown /readers/a/__proto__']],
    ['a negative number of articles', { read: { stories: -1 } }, ['error value-invalid /readers/a/read/stories']],
    ['half an article', { read: { stories: 0.5 } }, ['error value-invalid /readers/a/read/stories']],
    ['more articles than fit', { read: { stories: 10_001 } }, ['error value-invalid /readers/a/read/stories']],
    ['a moment that is none', { at: 'tomorrow' }, ['error value-invalid /readers/a/at']],
    ['a moment as a number', { at: 5 }, ['error type-wrong /readers/a/at']],
    ['a page that is an address', { page: '/news' }, ['error type-wrong /readers/a/page']],
    ['a counted view without a moment', { usage: { trials: { stories: [{ item: '/a' }] } } }, ['error field-missing /readers/a/usage/trials/stories/0/at']],
  ] as const) {
    test(`refuses ${says}`, () => {
      assert.deepEqual(judgeReader(reader), found);
    });
  } // prettier-ignore

  test('warns of trackers, split tests and groups that the config does not have', () => {
    assert.deepEqual(judgeReader({ read: { storys: 1, 'articles/registered': 1 }, groups: { price: 'z', prise: 'a' } }), [
      'warning tracker-unknown /readers/a/read/storys',
      'warning tracker-unknown /readers/a/read/articles~1registered',
      'warning group-unknown /readers/a/groups/price',
      'warning split-test-unknown /readers/a/groups/prise',
    ]);
  }); // prettier-ignore

  test('takes readers and claims of any name', () => {
    const text = '{ "version": 1, "readers": { "__proto__": { "claims": { "__proto__": 1, "constructor": 2 } } } }';

    assert.deepEqual(judge(text), []);
  });

  test('refuses more than 200 levels, where they begin, however many follow', () => {
    const nest = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    const file = (levels: number): string =>
      `{ "version": 1, "readers": { "a": { "claims": { "deep": ${nest(levels)} } } } }`;

    assert.deepEqual(judge(file(196)), []);
    assert.deepEqual(judge(file(197)), ['error readers-too-deep /readers/a/claims/deep 1:49']);
    assert.deepEqual(judge(file(500_000)), ['error readers-too-deep /readers/a/claims/deep 1:49']);
  });

  test('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (json) => {
        readReaders(`{ "version": 1, "readers": { "a": ${json} }, "expect": [${json}] }`, [config]);
        readReaders(json, [config]);
      }),
    );
  });
});
