/** The address of the content API: parts of a page's address stay within their parts of it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileContentAddress } from '../../../../src/endpoint/content/content-address.js';
import { toCanonicalPath } from '../../../../src/lib/to-canonical-path.js';

const API = 'https://cms.example/articles';
const pageOf = (path: string): Parameters<Exclude<ReturnType<typeof compileContentAddress>, string>>[0] => ({
  path: toCanonicalPath(path),
  host: 'www.news.example',
  site: 'daily',
});
const fill = (template: string, path: string): string | null => {
  const compiled = compileContentAddress(template);
  assert.equal(typeof compiled, 'function', String(compiled));
  return (compiled as Exclude<typeof compiled, string>)(pageOf(path));
};

suite('the address of an article in the content API', () => {
  for (const [says, template, path, address] of [
    ['has the path in its query', `${API}?path={{path}}`, '/news/story', `${API}?path=%2Fnews%2Fstory`],
    ['has the path in its path', `${API}/{{path}}`, '/news/story', `${API}/news/story`],
    ['has the path right behind the host', 'https://cms.example{{path}}', '/story', 'https://cms.example/story'],
    ['has text behind the path', `${API}{{path}}.json`, '/story', `${API}/story.json`],
    ['has host and site', `${API}/{{site}}{{path}}?host={{host}}`, '/a', `${API}/daily/a?host=www.news.example`],
    ['has the path twice', `${API}/{{path}}?of={{path}}`, '/a/b', `${API}/a/b?of=%2Fa%2Fb`],
    ['has no query of the page', `${API}?path={{path}}`, '/a?b=1&path=/c#d', `${API}?path=%2Fa`],
    ['takes no parameter from a path', `${API}?path={{path}}`, '/a&key=1', `${API}?path=%2Fa%26key%3D1`],
    ['takes no query from a path', `${API}/{{path}}`, '/a%3Fkey=1%23', `${API}/a%253Fkey%3D1%2523`],
    ['is not led upwards', `${API}/{{path}}`, '/../../admin', `${API}/admin`],
    ['is not led upwards by escapes', `${API}/{{path}}`, '/%2e%2e/%2E./admin', `${API}/admin`],
    ['is not led upwards by escaped slashes', `${API}/{{path}}`, '/a/..%2f..%2fadmin', `${API}/a/..%252F..%252Fadmin`],
    ['is not led upwards by backslashes', `${API}/{{path}}`, '/a/..\\..\\admin', `${API}/admin`],
    ['is not led to another host', `${API}{{path}}`, '//evil.example/a', `${API}/evil.example/a`],
    ['has other scripts as octets', `${API}?path={{path}}`, '/ニュース/caf%c3%a9', `${API}?path=%2F%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9%2Fcaf%C3%A9`],
    ['has a replacement for half a character', `${API}?path={{path}}`, '/\ud800', `${API}?path=%2F%EF%BF%BD`],
  ] as const)
    test(says, () => assert.equal(fill(template, path), address)); // prettier-ignore

  for (const name of ['host', 'site'] as const)
    test(`is missing where the page has no ${name}`, () => {
      const compiled = compileContentAddress(`${API}/{{${name}}}{{path}}`) as (page: object) => string | null;

      assert.deepEqual(
        [null, undefined].map((value) => compiled({ ...pageOf('/'), [name]: value })),
        [null, null],
      );
    });

  for (const [says, template] of [
    ['without the path', API],
    ['over http', 'http://cms.example/?path={{path}}'],
    ['of another scheme', 'file:///etc/{{path}}'],
    ['with a host of the page', 'https://{{host}}/{{path}}'],
    ['with a placeholder beside its host', 'https://cms.{{site}}.example/{{path}}'],
    ['with a host behind the host', 'https://cms.example{{host}}/{{path}}'],
    ['with a placeholder as its port', 'https://cms.example:{{site}}/{{path}}'],
    ['with a password', 'https://a:b@cms.example/{{path}}'],
    ['with a fragment', `${API}#{{path}}`],
    ['with another placeholder', `${API}/{{path}}/{{claims.sub}}`],
    ['that is only a path', '/articles/{{path}}'],
    ['that is only the path', '{{path}}'],
    ['with a port out of range', 'https://cms.example:99999/{{path}}'],
  ] as const)
    test(`is refused ${says}`, () => assert.equal(typeof compileContentAddress(template), 'string'));
});
