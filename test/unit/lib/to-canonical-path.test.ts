import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileConfig } from '../../../src/engine.js';
import { isAmbiguousPath } from '../../../src/lib/is-ambiguous-path.js';
import { toCanonicalPath } from '../../../src/lib/to-canonical-path.js';
import { toPlainPath } from '../../../src/lib/to-plain-path.js';
import { aConfigWithRule } from '../../support/a-config.js';
import { anEndpoint, post } from '../../support/an-endpoint.js';

const rows = JSON.parse(readFileSync(new URL('../../cases/paths.json', import.meta.url), 'utf8')) as readonly {
  readonly says: string;
  readonly url: string;
  readonly gives: string;
}[];
const pieces = [
  '/',
  '//',
  '\\',
  '.',
  '..',
  '%2e',
  '%2F',
  '%5c',
  ';a',
  'a',
  '%41',
  '%',
  '%25',
  '%4',
  'é',
  '%C3%A9',
  '%FF',
];
const spelling = fc
  .array(fc.constantFrom(...pieces, ' ', '\t', '?', '#', 'b', ':', '\ud83d', '😀'))
  .map((all) => all.join(''));

/** A config whose only feature is shown on one path. */
const onlyOn = (value: string): Record<string, unknown> =>
  aConfigWithRule({
    ...{ type: 'url-path', condition: 'equals', value },
    ...{ yes: 'show', no: { id: 'other', content: 'hide' } },
  });

suite('the canonical path', () => {
  for (const { says, url, gives } of rows) {
    test(`is the same for the engine and the endpoint: ${says}`, async () => {
      const config = onlyOn(gives);
      const { status, body } = await post(anEndpoint({ config }).endpoint, '/zephr/decide', { path: url });

      assert.equal(compileConfig(config).decide('articles', { url }).access, true);
      if (isAmbiguousPath(url)) assert.equal(status, 400);
      else assert.equal(body.decisions.articles.access, true);
    });
  }
  test('of any text is its own canonical path, and begins with one slash', () => {
    fc.assert(
      fc.property(spelling, (url) => {
        const path = toCanonicalPath(url);

        assert.equal(toCanonicalPath(path), path);
        assert.match(path, /^\/(?!\/)/);
      }),
      { numRuns: 2000 },
    );
  });
  test('of any path is that of the page at this path', () => {
    fc.assert(
      fc.property(spelling, (text) => {
        const { href, pathname } = new URL(`https://news.example/%2e/${text}`);

        assert.deepEqual([href, pathname].map(toCanonicalPath), Array(2).fill(toCanonicalPath(`/${text}`)));
      }),
      { numRuns: 2000 },
    );
  });
  test('is the plain path, where there is one', () => {
    fc.assert(
      fc.property(spelling, (url) => {
        const plain = toPlainPath(url);

        assert.equal(plain ?? toCanonicalPath(url), toCanonicalPath(url));
      }),
      { numRuns: 2000 },
    );
  });
});

suite('a value that is compared with the path', () => {
  for (const [value, url] of [
    ['/caf%C3%A9', '/café'],
    ['/café', '/caf%c3%a9'],
    ['/%E3%83%8B%E3%83%A5', '/ニュ'],
    ['/my%20story', '/my story'],
    ['/100%', '/100%25'],
    ['/a%2fb', '/a%2Fb'],
    ['/caf%e9', '/caf%E9'],
  ] as const) {
    test(`"${value}" equals "${url}"`, () => {
      assert.equal(compileConfig(onlyOn(value)).decide('articles', { url }).access, true);
    });
  }
  test('a list of values is read alike', () => {
    const rule = {
      type: 'url-path',
      condition: 'in',
      value: ['/caf%C3%A9', '/b', 7],
      yes: 'show',
      no: 'show',
      unknown: 'show',
    };

    assert.equal(compileConfig(aConfigWithRule(rule)).decide('articles', { url: '/café' }).trace[0]?.exit, 'yes');
  });
});

suite('a path that servers read differently', () => {
  for (const path of [
    '/a//../b',
    '/a/..%2fb',
    '/a/..%5Cb',
    '/a/..;x/b',
    '/a/.;/b',
    '/a%2f..',
    'https:/a',
    'a:b',
    'h\tttp:a',
  ]) {
    test(`is "${path}"`, () => assert.equal(isAmbiguousPath(path), true));
  }
  for (const path of [
    '/a/../b',
    '/a//b',
    '/a%2Fb',
    '/a;b/c',
    '/./a',
    'a/b',
    'https://h/a',
    '/a?/x//../y',
    '',
    '/...',
    '/.a',
  ]) {
    test(`is not "${path}"`, () => assert.equal(isAmbiguousPath(path), false));
  }
});
