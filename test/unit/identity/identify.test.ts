import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { grantsOfFeature } from '../../../src/identity/grants.js';
import { identify as identifyMapped, NOBODY, type Reader } from '../../../src/identity/identify.js';
import type { Config } from '../../../src/model/config.js';
import type { Claims, TokenResult } from '../../../src/model/token.js';
import { createClaimsMapper } from '../../../src/token/verify/map-claims.js';
import { aConfig } from '../../support/a-config.js';

const config = aConfig() as unknown as Config;
const valid = (claims: Claims): TokenResult => ({ status: 'valid', reason: null, claims });
const GOOD = valid({ sub: 'reader-1', prod: ['gold', 'nothing'], exp: 1_772_452_800 });

/** Maps the claims of a token as verifiers do, and identifies its reader. */
const identify = (token: TokenResult, mappedBy: Config): Reader =>
  identifyMapped(createClaimsMapper(mappedBy.jwt)(token), mappedBy);

const stateOf = (reader: Reader, feature: string, { products } = config): string =>
  reader._stateFor(grantsOfFeature(feature, { ...config, products }));

suite('a reader with a valid token', () => {
  test('is the one that the mapped claim names', () => {
    assert.equal(identify(GOOD, config).identity.foreignUserId, 'reader-1');
  });
  test('is named by a number as by text', () => {
    assert.equal(identify(valid({ sub: 7 }), config).identity.foreignUserId, '7');
  });
  test('with a number that JSON does not hold exactly as id is anonymous, and the reason says so', () => {
    const { state, foreignUserId, token } = identify(valid({ sub: 2 ** 53 }), config).identity;

    assert.deepEqual([state, foreignUserId, token.status, token.reason], ['anonymous', null, 'valid', 'id-invalid']);
  });
  test('holds no product by a number', () => {
    const catalogue = { gold: { claimValue: '7', features: [] } };

    assert.deepEqual(identify(valid({ sub: '1', prod: 7 }), { ...config, products: catalogue }).identity.products, []);
  });
  test('holds the products of the catalogue, in its order', () => {
    assert.deepEqual(identify(valid({ sub: '1', prod: ['film', 'gold'] }), config).identity.products, ['gold', 'film']);
  });
  test('holds a product once, though two of its values match', () => {
    assert.deepEqual(identify(valid({ prod: ['film', 'film-2026'] }), config).identity.products, ['film']);
  });
  test('has the end of their session in milliseconds', () => {
    assert.equal(identify(GOOD, config).identity.token.expiresAt, 1_772_452_800_000);
  });
  test('without an end has none', () => {
    assert.equal(identify(valid({ sub: '1' }), config).identity.token.expiresAt, null);
  });
  test('is known in the configured user store', () => {
    const jwt = { ...config.jwt, userStore: { foreignKeySystem: 'crm' } };

    assert.equal(identify(GOOD, { ...config, jwt }).identity.foreignKeySystem, 'crm');
  });
  test('has the record of that store', () => {
    assert.deepEqual(identify({ ...GOOD, user: { city: 'Ulm' } } as TokenResult, config).identity.user, {
      city: 'Ulm',
    });
  });
  test('is anonymous where nothing maps a claim to users', () => {
    const { identity } = identify(GOOD, { ...config, jwt: {} });

    assert.deepEqual([identity.state, identity.foreignUserId, identity.products], ['anonymous', null, []]);
  });
  test('holds nothing where there is no catalogue', () => {
    const jwt = config.jwt!;

    assert.deepEqual(identify(GOOD, { version: 1, features: {}, jwt }).identity.products, []);
  });
  test('keeps their claims for rules and templates', () => {
    assert.equal(identify(GOOD, config).identity.claims, (GOOD as { claims: Claims }).claims);
  });
});

suite('a reader whose token does not count', () => {
  const results: readonly TokenResult[] = [
    { status: 'none', reason: null },
    { status: 'expired', reason: 'expired' },
    { status: 'invalid', reason: 'signature' },
    { status: 'invalid', reason: 'ambiguous' },
    { status: 'unreachable', reason: 'network' },
  ];
  for (const result of results) {
    test(`is anonymous, and the reason travels along: ${result.status}, ${result.reason}`, () => {
      const reader = identify({ ...result, user: { city: 'Ulm' } } as TokenResult, config);

      assert.deepEqual(
        { ...reader.identity, claims: { ...reader.identity.claims } },
        {
          state: 'anonymous',
          foreignUserId: null,
          foreignKeySystem: null,
          user: null,
          products: [],
          token: { ...result, expiresAt: null },
          claims: {},
        },
      );
      assert.equal(stateOf(reader, 'articles'), 'anonymous');
    });
  }

  test('has claims that are frozen', () => {
    assert.throws(() => Object.assign(NOBODY.identity.claims, { sub: 'x' }), TypeError);
  });
});

suite('names that mean something to JavaScript', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
    test(`a mapping to ${name} finds nothing that is inherited`, () => {
      const jwt = { userMapping: { foreignUserIdProperty: name }, productSyncing: { privateClaimName: name } };

      assert.equal(identify(valid({ sub: '1' }), { ...config, jwt }).identity.state, 'anonymous');
    });
    test(`a claim named ${name} is found where the config maps it`, () => {
      const jwt = { userMapping: { foreignUserIdProperty: name } };
      const claims = JSON.parse(`{"${name}":"reader-1"}`) as Claims;

      assert.equal(identify(valid(claims), { ...config, jwt }).identity.foreignUserId, 'reader-1');
    });
    test(`a product value of ${name} grants nothing that is inherited`, () => {
      assert.deepEqual(identify(valid({ sub: '1', prod: name }), config).identity.products, []);
    });
    test(`a feature named ${name} has no customers by itself`, () => {
      assert.equal(stateOf(identify(GOOD, config), name), 'registered');
    });
  }

  test('a product named __proto__ is sold like any other', () => {
    const products = JSON.parse('{"__proto__":{"claimValue":"gold","features":["articles"]}}') as Config['products'];
    const sold = { ...config, products: products! };
    const reader = identify(GOOD, sold);

    assert.deepEqual(reader.identity.products, ['__proto__']);
    assert.equal(stateOf(reader, 'articles', sold), 'customer');
  });
});
