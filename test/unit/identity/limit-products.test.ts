import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { limitProducts } from '../../../src/identity/limit-products.js';
import { aConfig } from '../../support/a-config.js';

const sites = {
  daily: { hosts: ['daily.example'] },
  north: { hosts: ['north.example'], group: 'regional' },
};
const claims = { sub: '1', prod: ['gold', 'local'] };
const products = {
  gold: { claimValue: 'gold', features: ['articles'] },
  local: { claimValue: 'local', features: ['videos'], sites: ['group:regional'] },
};
const engine = compileConfig(aConfig({ sites, products }));
const on = (host: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(engine.decideAll({ url: `https://${host}/a`, tokenStatus: 'valid', claims })).map(
      ([feature, { userState }]) => [feature, userState],
    ),
  );

suite('a product that counts on some sites', () => {
  test('makes customers on these, and on no other', () => {
    assert.deepEqual(on('north.example'), { articles: 'customer', videos: 'customer' });
    assert.deepEqual(on('daily.example'), { articles: 'customer', videos: 'registered' });
    assert.deepEqual(on('other.example'), { articles: 'customer', videos: 'registered' });
    assert.deepEqual(on('north.example'), { articles: 'customer', videos: 'customer' });
  });

  test('makes no customer where the address of the page has no host', () => {
    for (const url of ['/a', undefined])
      assert.equal(
        engine.decide('videos', { ...(url && { url }), tokenStatus: 'valid', claims }).userState,
        'registered',
      );
  });

  test('leaves the products of a site alone on which all of them count', () => {
    assert.equal(limitProducts({ version: 1, features: {}, sites, products }, 'north'), products);
  });

  test('stays among the products of the config, by any name', () => {
    const odd = JSON.parse(
      '{ "__proto__": { "claimValue": "x", "features": [], "sites": ["daily"] } }',
    ) as typeof products;
    const limited = limitProducts({ version: 1, features: {}, sites, products: odd }, 'north')!;

    assert.deepEqual(Object.keys(limited), ['__proto__']);
    assert.deepEqual(Object.entries(limited)[0]![1].claimValue, []);
  });
});

test('an address that throws when it is read is an unknown one', () => {
  const input = {
    get url(): string {
      throw new Error('no');
    },
  };

  assert.equal(engine.decide('articles', input).reason, 'rule');
});
