import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { collectCookies } from '../../../src/facts/collect-cookies.js';

const rows: readonly { says: string; cookies: string; gives: Readonly<Record<string, string>> }[] = [
  { says: 'no cookies', cookies: '', gives: {} },
  { says: 'one cookie', cookies: 'theme=dark', gives: { theme: 'dark' } },
  { says: 'several cookies', cookies: 'theme=dark; lang=de', gives: { theme: 'dark', lang: 'de' } },
  {
    says: 'the cookie that carries the token is left out',
    cookies: 'blaize_jwt=a.b.c; lang=de',
    gives: { lang: 'de' },
  },
  { says: 'it is left out as often as it is there', cookies: 'blaize_jwt=a; x=1; blaize_jwt=b', gives: { x: '1' } },
  { says: 'spaces around its name do not let it in', cookies: 'x=1;   blaize_jwt =a.b.c', gives: { x: '1' } },
  { says: 'of several with one name the first counts', cookies: 'lang=de; lang=en', gives: { lang: 'de' } },
  { says: 'an empty one is there', cookies: 'lang=; lang=en', gives: { lang: '' } },
  { says: 'percent signs are decoded', cookies: 'city=Z%C3%BCrich', gives: { city: 'Zürich' } },
  { says: 'percent signs that encode nothing stay', cookies: 'sale=50%', gives: { sale: '50%' } },
  { says: 'quotes around a value go', cookies: 'city="Bern"', gives: { city: 'Bern' } },
  { says: 'an equals sign belongs to the value', cookies: 'pair=a=b', gives: { pair: 'a=b' } },
  { says: 'text without an equals sign is not a cookie', cookies: 'flag; lang=de', gives: { lang: 'de' } },
];

suite('cookies as facts', () => {
  for (const { says, cookies, gives } of rows) {
    test(says, () => assert.deepEqual({ ...collectCookies(cookies, 'blaize_jwt') }, gives));
  }

  test('a cookie may be named as what every object has', () => {
    const cookies = collectCookies('__proto__=a; constructor=b', 'blaize_jwt');

    assert.deepEqual(Object.entries(cookies), [
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    assert.equal(Object.getPrototypeOf(cookies), null);
  });
});
