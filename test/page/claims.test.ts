import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, aToken, configWithJwt, missing, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import { aKeyPair } from '../support/sign-token.js';

const { visit } = useBrowser();

const publicKey = aKeyPair('P-256').spki;
const html = aPage(place('articles'));
const BY_PATH = {
  userMapping: { foreignUserIdProperty: '$.user.id' },
  productSyncing: { privateClaimName: '$.realm_access.roles' },
};
const CUSTOMER = aToken({ user: { id: 'ada' }, realm_access: { roles: ['offline_access', 'gold'] } });
const CHUNK = '/chunks/claims.js';

suite('claims that a config maps by JSONPath', TOGETHER, () => {
  test('make a customer, of a token that the page verifies', async () => {
    await using reader = await visit({ html, config: configWithJwt({ publicKey, ...BY_PATH }), token: CUSTOMER });
    const { foreignUserId, products } = await reader.identity();

    assert.deepEqual([foreignUserId, products, await reader.shows('articles')], ['ada', ['gold'], 'shown']);
  });

  test('make a customer, of a token that an endpoint verifies', async () => {
    const answer = { ok: true, claims: { user: { id: 'ada' }, realm_access: { roles: ['gold'] } }, user: null };
    const routes = {
      '/zephr/verify': (_request: unknown, response: import('node:http').ServerResponse) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
    };
    const config = configWithJwt({ verifyEndpoint: '/zephr/verify', ...BY_PATH });
    await using reader = await visit({ html, config, routes, token: CUSTOMER });

    assert.deepEqual(
      [(await reader.decide('articles')).userState, await reader.shows('articles')],
      ['customer', 'shown'],
    );
  });

  test('make a customer by a word of a scope', async () => {
    const config = configWithJwt({ publicKey, productSyncing: { privateClaimName: 'scope', split: ' ' } });
    await using reader = await visit({ html, config, token: aToken({ scope: 'openid gold' }) });

    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('tell two readers apart whose cookies contradict each other', async () => {
    const other = aToken({ user: { id: 'eve' }, realm_access: { roles: ['gold'] } });
    const cookies = [
      { name: 'blaize_jwt', value: CUSTOMER },
      { name: 'blaize_jwt', value: other, path: '/story' },
    ];
    const config = configWithJwt({ publicKey, ...BY_PATH });
    await using reader = await visit({ html, config, cookies, path: '/story' });

    assert.equal(await reader.token(), 'invalid: ambiguous');
  });

  test('load their file only with a token', async () => {
    await using reader = await visit({ html, config: configWithJwt({ publicKey, ...BY_PATH }) });

    assert.deepEqual(
      reader.requests.filter(({ path }) => path === CHUNK),
      [],
    );
  });

  test('load no file where the config names claims', async () => {
    await using reader = await visit({ html, token: aToken({ prod: 'gold' }) });

    assert.deepEqual(
      [await reader.shows('articles'), reader.requests.filter(({ path }) => path === CHUNK)],
      ['shown', []],
    );
  });

  test('leave the token unchecked where their file does not arrive, and the fault names it', async () => {
    const config = configWithJwt({ publicKey, ...BY_PATH });
    await using reader = await visit({ html, config, token: CUSTOMER, routes: { [CHUNK]: missing } });

    assert.deepEqual([await reader.token(), await reader.faults()], ['unreachable: network', ['chunk-unreachable']]);
  });

  test('reject "ready" with the pointer of a path that is not understood', async () => {
    const config = configWithJwt({ publicKey, productSyncing: { privateClaimName: '$..roles' } });
    await using reader = await visit({ html, config, token: CUSTOMER });

    assert.equal(await reader.failure(), 'jsonpath-invalid /jwt/productSyncing/privateClaimName');
  });
});
