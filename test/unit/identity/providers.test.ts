import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import { readPage } from '../../support/read-page.js';

/** Payloads in the shape that each provider documents, by the first cell of the table of providers in docs/guides/token-life.md. */
const PAYLOADS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // https://www.keycloak.org/securing-apps/token-exchange: an access token of a realm.
  'Keycloak, roles of the realm': {
    iss: 'https://id.example/realms/news',
    aud: 'account',
    sub: 'f:1c9a:ada',
    typ: 'Bearer',
    azp: 'news-site',
    'allowed-origins': ['https://news.example'],
    realm_access: { roles: ['offline_access', 'uma_authorization', 'premium'] },
    resource_access: { account: { roles: ['manage-account', 'view-profile'] } },
    scope: 'openid profile email',
  },
  'Keycloak, roles of a client': {
    sub: 'f:1c9a:ada',
    azp: 'news-site',
    realm_access: { roles: ['offline_access'] },
    resource_access: { 'news-site': { roles: ['premium'] }, account: { roles: ['view-profile'] } },
  },
  // https://auth0.com/docs/secure/tokens/json-web-tokens/create-custom-claims
  'Auth0, a claim that an action adds': {
    iss: 'https://news.eu.auth0.com/',
    sub: 'auth0|64b1f0',
    aud: 'k2Jx',
    'https://news.example/roles': ['editor', 'premium'],
  },
  // https://auth0.com/docs/secure/tokens/access-tokens
  'Auth0, scopes of an access token': {
    iss: 'https://news.eu.auth0.com/',
    sub: 'auth0|64b1f0',
    aud: ['https://api.news.example', 'https://news.eu.auth0.com/userinfo'],
    azp: 'k2Jx',
    scope: 'openid profile premium',
    permissions: ['premium'],
  },
  // https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
  'Amazon Cognito': {
    sub: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    'cognito:groups': ['test-group', 'premium'],
    'cognito:username': 'ada',
    iss: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example',
    token_use: 'id',
  },
  // https://firebase.google.com/docs/auth/admin/custom-claims
  'Firebase, a custom claim': {
    plan: 'premium',
    iss: 'https://securetoken.google.com/news',
    aud: 'news',
    user_id: 'yV0x',
    sub: 'yV0x',
    firebase: { identities: { email: ['ada@news.example'] }, sign_in_provider: 'password' },
  },
  // https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
  'Microsoft Entra ID, app roles': {
    iss: 'https://login.microsoftonline.com/t/v2.0',
    oid: '00000000-0000-0000-66f3-3332eca7ea81',
    sub: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ',
    tid: '9122040d',
    roles: ['premium'],
    wids: ['b79fbf4d'],
    ver: '2.0',
  },
  'Microsoft Entra ID, scopes': {
    oid: '00000000-0000-0000-66f3-3332eca7ea81',
    scp: 'User.Read premium',
    ver: '2.0',
  },
  // https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/
  Okta: {
    iss: 'https://news.okta.com/oauth2/default',
    sub: 'ada@news.example',
    uid: '00uid4BxXw6I6TV4m0g3',
    scp: ['openid', 'email'],
    groups: ['Everyone', 'premium'],
  },
  // https://supabase.com/docs/guides/auth/jwt-fields
  Supabase: {
    iss: 'https://news.supabase.co/auth/v1',
    sub: '4d1f1b0e',
    aud: 'authenticated',
    role: 'authenticated',
    aal: 'aal1',
    app_metadata: { provider: 'email', providers: ['email'], plans: [{ name: 'newsletter' }, { name: 'premium' }] },
    user_metadata: { plans: [{ name: 'archive' }] },
  },
};

/** Rows of the table of providers: provider, `userMapping` and `productSyncing`. */
const ROWS = [
  ...readPage('guides/token-life.md').matchAll(
    /^\| ([^|]+) \| [^|]+ \| `(\{ "foreignUserIdProperty[^|]+\})` \| `([^|]+)` \|$/gm,
  ),
].map(([, provider, userMapping, productSyncing]) => ({
  provider: provider!,
  jwt: {
    issuer: 'https://id.example',
    jwksUrl: 'https://id.example/keys',
    userMapping: JSON.parse(userMapping!) as object,
    productSyncing: JSON.parse(productSyncing!) as object,
  },
}));

const configOf = (jwt: object): object => ({
  version: 1,
  jwt,
  products: {
    premium: { claimValue: 'premium', features: ['articles'] },
    archive: { claimValue: 'archive', features: ['archive'] },
  },
  features: {
    articles: { rules: { anonymous: { content: 'hide' } } },
    archive: { rules: { anonymous: { content: 'hide' } } },
  },
});

suite('the documentation has settings for', () => {
  test('each of the providers whose tokens are tried here', () => {
    assert.deepEqual(ROWS.map(({ provider }) => provider).sort(), Object.keys(PAYLOADS).sort());
  });
  for (const { provider, jwt } of ROWS) {
    test(`${provider}: a holder of a product is its customer, and registered elsewhere`, () => {
      const engine = compileConfig(configOf(jwt));
      const claims = PAYLOADS[provider]!;
      const { articles, archive } = engine.decideAll({ claims, tokenStatus: 'valid' });

      assert.deepEqual([articles?.userState, archive?.userState], ['customer', 'registered']);
    });
    test(`${provider}: validation finds nothing`, () => {
      assert.deepEqual(findMistakes(configOf(jwt)), []);
    });
  }
});
