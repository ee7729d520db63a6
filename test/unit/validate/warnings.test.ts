import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { suite, test } from 'node:test';
import { makeBlocksConfig } from '../../../demo/blocks-config.mjs';
import { makeDemoConfig } from '../../../demo/demo-config.mjs';
import { makeKeyPair } from '../../../demo/make-key-pair.mjs';
import { toJwt } from '../../../demo/settings.mjs';
import { measureKey } from '../../../src/token/verify/measure-key.js';
import { findKeyWarnings } from '../../../src/validate/find-key-warnings.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import type { Mistake } from '../../../src/validate/mistake.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { aConfig, aNode } from '../../support/a-config.js';
import { aRichConfig } from '../../support/arbitrary-config.js';
import { listPages, readCode, readPage } from '../../support/read-page.js';

/** A config that is as it should be, but for some changes. */
function aSoundConfig(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...aRichConfig(), ...changes };
}

/** All mistakes, those of keys among them. */
async function findAll(config: unknown): Promise<readonly Mistake[]> {
  return findMistakes(config, await findKeyWarnings(config, measureKey));
}

/** Warnings, shortly: `code pointer`. All of these configs compile. */
async function warningsIn(config: unknown): Promise<string[]> {
  compileConfig(config);
  return (await findAll(config)).map(({ severity, code, pointer }) => {
    assert.equal(severity, 'warning');
    return `${code} ${pointer}`;
  });
}

suite('no warning is drawn by', () => {
  test('the configs of the demo', async () => {
    const { publicKey } = await makeKeyPair();
    const byKey = { publicKey, ...toJwt(['userMapping', 'productSyncing']) };
    const bySecret = { verifyEndpoint: '/zephr/verify', endpointKey: publicKey };

    assert.deepEqual(await findAll(makeDemoConfig(byKey)), []);
    assert.deepEqual(await findAll(makeBlocksConfig((makeDemoConfig({}) as { components: object }).components)), []);
    assert.deepEqual(
      await findAll(makeDemoConfig({ ...bySecret, ...toJwt(['userMapping', 'productSyncing', 'userStore']) })),
      [],
    );
  });
  test('the configs of the documentation', async () => {
    const { publicKey } = await makeKeyPair();
    // The examples of codes are mistakes.
    const configs = ['../README.md', ...listPages().filter((page) => page !== 'reference/codes.md')]
      .flatMap((page) => readCode(readPage(page), 'json'))
      .map((json) => JSON.parse(json) as Record<string, Record<string, unknown>>)
      .filter((json) => 'version' in json && 'features' in json);

    assert.ok(configs.length > 0);
    for (const { jwt, ...config } of configs) {
      // A whole key would fill a page.
      assert.deepEqual(await findAll({ ...config, jwt: { ...jwt, publicKey } }), []);
    }
  });
  test('a config with one of nearly everything', async () => {
    assert.deepEqual(await warningsIn(aRichConfig()), []);
  });
});

const rich = aRichConfig() as Record<string, object>;
const { jwt } = aConfig() as { jwt: Record<string, unknown> };
const { components } = aConfig() as { components: Record<string, Record<string, unknown>> };
const wall = { content: 'hide', components: ['register'] };

const endpoint = { verifyEndpoint: '/zephr/verify' };
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;

/** A node that compares the path. */
const onPath = (condition: string, value: unknown, no: unknown = wall): object => ({
  type: 'url-path',
  condition,
  value,
  yes: 'show',
  no,
});

/** A feature whose rule compares the path with each value, in the order of their numbers. */
function onPaths(values: Readonly<Record<string, readonly string[]>>): Record<string, unknown> {
  const all = Object.entries(values).flatMap(([condition, list]) => list.map((value) => [condition, value] as const));
  const nodes = all.map(([condition, value], n) => [
    String(n),
    onPath(condition, value, n + 1 < all.length ? String(n + 1) : wall),
  ]);
  return {
    features: {
      ...rich['features'],
      paths: { rules: { anonymous: { start: '0', nodes: Object.fromEntries(nodes) as object } } },
    },
  };
}

/** Causes of warnings: a sentence, the change of a sound config, and what is reported. */
const WARNINGS: readonly (readonly [says: string, changes: Readonly<Record<string, unknown>>, reported: readonly string[]])[] = [
  ['an unknown member', { featuers: {} }, ['member-unknown /featuers']],
  ['an unknown member of an offer', { components: { ...components, subscribe: { type: 'paywall', offers: [{ id: 'a', titel: 'A' }] } } }, ['member-unknown /components/subscribe/offers/0/titel']],
  ['an unknown member of a node', { features: { ...rich['features'], podcasts: { rules: { anonymous: { ...aNode('a', wall, 'show'), vlaue: 2 } } } } }, ['member-unknown /features/podcasts/rules/anonymous/vlaue']],

  ['a feature without rules', { features: { ...rich['features'], podcasts: {} } }, ['shown-to-all /features/podcasts']],
  ['a feature without a step for anonymous readers', { features: { ...rich['features'], podcasts: { rules: { registered: wall } } } }, ['shown-to-all /features/podcasts/rules']],
  ['a rule for registered readers where no reader is registered', { jwt: { ...jwt, userMapping: undefined } }, ['state-unreachable /features/articles/rules/registered', 'path-never-taken /features/videos/rules/anonymous/no/yes']],
  ['a rule for customers where no reader is a customer', { jwt: { ...jwt, productSyncing: undefined } }, ['path-never-taken /features/articles/rules/registered/nodes/d/yes', 'path-never-taken /features/articles/rules/registered/nodes/e/yes', 'state-unreachable /features/articles/rules/customer']],
  ['rules for readers with a token where there is no jwt', { jwt: undefined }, ['state-unreachable /features/articles/rules/registered', 'state-unreachable /features/articles/rules/customer', 'path-never-taken /features/videos/rules/anonymous/no/yes']],

  ['a node that no path reaches', { features: { ...rich['features'], podcasts: { rules: { anonymous: { start: 'a', nodes: { a: aNode('a', 'show', wall), b: aNode('b', 'a', 'c'), c: aNode('b', 'a', 'show') } } } } } }, ['node-unreachable /features/podcasts/rules/anonymous/nodes/b', 'node-unreachable /features/podcasts/rules/anonymous/nodes/c']],
  ['an outcome that nothing leads to', { outcomes: { ...rich['outcomes'], other: { content: 'hide' } } }, ['unused /outcomes/other']],
  ['a component that nothing shows', { components: { ...components, other: { type: 'custom-block' } } }, ['unused /components/other']],
  ['a product that gives nothing', { products: { ...rich['products'], other: { claimValue: 'other', features: [] } } }, ['unused /products/other']],
  ['a sub rule that nothing goes through', { subRules: { ...rich['subRules'], other: { start: 'show', exits: [] } } }, ['unused /subRules/other']],
  ['a split test that nothing asks for', { splitTests: { ...rich['splitTests'], other: { groups: [{ id: 'a', weight: 1 }] } } }, ['unused /splitTests/other']],

  ['no key at all', { jwt: { ...jwt, publicKey: undefined } }, ['key-missing /jwt']],
  ['a key set without issuer and audience', { jwt: { ...jwt, jwksUrl: 'https://id.example/jwks' } }, ['issuer-missing /jwt']],
  ['a key set with an audience', { jwt: { ...jwt, jwksUrl: 'https://id.example/jwks', audience: 'news' } }, []],
  ['algorithms of shared secrets', { jwt: { ...jwt, algorithms: ['EdDSA', 'HS256'] } }, ['endpoint-only /jwt/algorithms/1']],
  ['an RSA key that is weak', { jwt: { ...jwt, publicKey: pem(rsa(1024)) } }, ['key-weak /jwt/publicKey']],
  ['an RSA key that is weak, in one line', { jwt: { ...jwt, publicKey: pem(rsa(1024)).replaceAll('\n', '') } }, ['key-weak /jwt/publicKey']],
  ['an RSA key that is strong', { jwt: { ...jwt, publicKey: pem(rsa(2048)) } }, []],
  ['a weak key as JWK', { jwt: { ...jwt, publicKey: rsa(1024).export({ format: 'jwk' }) } }, ['key-weak /jwt/publicKey']],
  ['a weak key of an endpoint', { jwt: { ...jwt, ...endpoint, endpointKey: pem(rsa(1024)) } }, ['key-weak /jwt/endpointKey']],
  ['a key of an endpoint that signs by something else', { jwt: { ...jwt, ...endpoint, endpointKey: pem(rsa(2048)) } }, ['key-invalid /jwt/endpointKey']],
  ['a key, cookies and a store of a missing endpoint', { jwt: { ...jwt, endpointKey: pem(p256), credentials: true, userStore: { foreignKeySystem: 'crm' } } }, ['endpoint-missing /jwt/endpointKey', 'endpoint-missing /jwt/credentials', 'endpoint-missing /jwt/userStore']],
  ['the same of an existing endpoint', { jwt: { ...jwt, ...endpoint, endpointKey: pem(p256), credentials: true, userStore: { foreignKeySystem: 'crm' } } }, []],
  ['algorithms of shared secrets beside an endpoint', { jwt: { ...jwt, ...endpoint, algorithms: ['HS256'] } }, []],
  ['a weak key in a set, beside one of an unknown type', { jwt: { ...jwt, issuer: 'id', jwks: { keys: [{ kty: 'AKP' }, rsa(1024).export({ format: 'jwk' })] } } }, ['key-weak /jwt/jwks/keys/1']],

  ['paths that nothing matches', onPaths({ equals: ['news', 'https://news.example/a', '/a?b', '/a//b', '/a/../b'], 'starts-with': ['/a/./', '//', '/a\\'], contains: ['//', '#top'], matches: ['/a/../*'] }), Array.from({ length: 11 }, (_, n) => `path-never /features/paths/rules/anonymous/nodes/${n}/value`)],
  ['a path in a list, and in a sub rule', { features: { ...rich['features'], paths: { rules: { anonymous: onPath('in', ['/a', 'b'], { type: 'sub-rule', rule: 'other', exits: { out: wall } }) } } }, subRules: { ...rich['subRules'], other: { start: onPath('equals', 'c', { exit: 'out' }), exits: ['out'] } } }, ['path-never /features/paths/rules/anonymous/value/1', 'path-never /subRules/other/start/value']],
  ['paths that some match', onPaths({ equals: ['/', '/café', '/caf%C3%A9', '/a%2fb', '/100%', '/a b', '/a;b', '/why%3F'], 'starts-with': ['/a/', '/a/.', '/a', '/.well'], contains: ['/', 'a', '%2F', '.'], 'ends-with': ['.html', ''], matches: ['/a?b*', '*'] }), ['path-never-taken /features/paths/rules/anonymous/nodes/9/yes', 'path-never-taken /features/paths/rules/anonymous/nodes/16/yes']],
  ['a node that asks for the opposite of one before it', { features: { ...rich['features'], paths: { rules: { anonymous: onPath('equals', '/a', { type: 'url-path', condition: 'in', value: ['/a'], yes: 'show', no: wall }) } } } }, ['path-never-taken /features/paths/rules/anonymous/no/yes']],
  ['a user state that another rule is for', { features: { ...rich['features'], paths: { rules: { anonymous: { type: 'user-state', is: 'customer', yes: 'show', no: wall } } } } }, ['path-never-taken /features/paths/rules/anonymous/yes']],
  ['a product whose holders are customers', { features: { ...rich['features'], paths: { rules: { anonymous: wall, registered: { type: 'has-product', product: 'silver', yes: 'show', no: wall } } } }, products: { silver: { claimValue: 'silver', features: ['paths', 'articles', 'videos'] }, gold: { claimValue: 'gold', features: ['videos'] }, film: { claimValue: 'film', features: ['videos'] } } }, ['path-never-taken /features/paths/rules/registered/yes']],
  ['no node that only has more exits than it needs', { features: { ...rich['features'], paths: { rules: { anonymous: { type: 'trial', limit: 1, remaining: { 0: 'show' }, yes: 'show', no: wall, unknown: 'show' } } } } }, []],
  ['a claim in two cases', { jwt: { ...jwt, productSyncing: { privateClaimName: 'AGE' } } }, ['claim-case /features/articles/rules/registered/nodes/h/property']],
  ['a JSONPath for the name of an attribute', { features: { ...rich['features'], podcasts: { rules: { anonymous: { type: 'user-attribute', attribute: '$.plan', condition: 'equals', value: 'a', yes: 'show', no: wall } } } } }, ['path-not-followed /features/podcasts/rules/anonymous/attribute']],
  ['a JSONPath for the name of custom data', { features: { ...rich['features'], podcasts: { rules: { anonymous: { type: 'custom-data', property: "$['plan']", condition: 'equals', value: 'a', yes: 'show', no: wall } } } } }, ['path-not-followed /features/podcasts/rules/anonymous/property']],
  ['a JSONPath for the name of the cookie', { jwt: { ...jwt, cookie: '$.token' } }, ['path-not-followed /jwt/cookie']],
  ['a name that begins with a dollar', { features: { ...rich['features'], podcasts: { rules: { anonymous: { type: 'cookie', name: '$plan', condition: 'equals', value: 'a', yes: 'show', no: wall } } } } }, []],
  ['JSONPaths in every member of jwt that takes one', { jwt: { ...jwt, userMapping: { foreignUserIdProperty: '$.id' }, productSyncing: { privateClaimName: '$.a[*].b', split: ' ' }, userAttributes: { privateClaimName: '$.c' } } }, []],
  ['previews by a key for ES256, on https and on loopback', { preview: { publicKey: pem(p256), origins: ['https://www.news.example', 'https://news.example:8443', 'http://localhost:3000', 'http://[::1]'] } }, []],
  ['previews by a key for something else', { preview: { publicKey: pem(rsa(2048)) } }, ['key-invalid /preview/publicKey']],
  ['previews by no key', { preview: { origins: [] } }, ['field-missing /preview/publicKey']],
  ['an unknown member of previews', { preview: { publicKey: pem(p256), origin: 'https://news.example' } }, ['member-unknown /preview/origin']],
  ['origins of previews that no page has', { preview: { publicKey: pem(p256), origins: ['https://news.example/', 'news.example', 'https://*.news.example', 'http://news.example', '', 7] } }, [...[0, 1, 2, 3].map((n) => `origin-invalid /preview/origins/${n}`), 'type-wrong /preview/origins/4', 'type-wrong /preview/origins/5']],
  ['an offer that is there twice', { components: { ...components, subscribe: { type: 'paywall', offers: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] } } }, ['id-twice /components/subscribe/offers/2/id']],
  ['an offer of the site that a paywall names twice', { offers: { a: {}, b: {} }, components: { ...components, subscribe: { type: 'paywall', offers: ['a', 'b', 'a'] } } }, ['id-twice /components/subscribe/offers/2']],
  ['an offer of a paywall that the site has as well', { offers: { a: {} }, outcomes: { ...rich['outcomes'] as object, sheet: { content: 'hide', components: ['register', 'hello', 'subscribe'], offers: ['a'] } }, components: { ...components, subscribe: { type: 'paywall', offers: [{ id: 'a' }] } } }, ['id-twice /components/subscribe/offers/0/id']],
  ['an offer that an outcome names twice', { offers: { a: {} }, outcomes: { ...rich['outcomes'] as object, sheet: { content: 'hide', components: ['register', 'hello'], offers: ['a', 'a'] } } }, ['id-twice /outcomes/sheet/offers/1']],
  ['an offer of the site that is not named', { offers: { a: {}, b: {} }, components: { ...components, subscribe: { type: 'paywall', offers: ['a'] } } }, ['unused /offers/b']],
  ['an offer of the site that a block names', { offers: { a: { title: 'A' } }, components: { ...components, hello: { type: 'custom-block', html: '{{offer.title}}', offer: 'a' } } }, []],
  ['an unknown member of an offer of the site', { offers: { a: { id: 'a' } }, components: { ...components, subscribe: { type: 'paywall', offers: ['a'] } } }, ['member-unknown /offers/a/id']],
  ['a price without a currency', { components: { ...components, subscribe: { type: 'paywall', offers: [{ id: 'a', price: { amount: 9.9 } }] } } }, ['field-missing /components/subscribe/offers/0/price/currency']],
  ['an unknown currency', { components: { ...components, subscribe: { type: 'paywall', offers: [{ id: 'a', price: { amount: 9.9, currency: '€' } }] } } }, ['value-unknown /components/subscribe/offers/0/price/currency']],
  ['a heading that is a number', { components: { ...components, register: { type: 'registration-wall', heading: 7 } } }, ['type-wrong /components/register/heading']],
  ['a node type that a newer version must bring', { requires: ['moon-phase'], features: { ...rich['features'], podcasts: { rules: { anonymous: { type: 'moon-phase', is: 'full', yes: 'show', no: wall } } } } }, ['node-type-required /features/podcasts/rules/anonymous/type']],
]; // prettier-ignore

/** Mistakes that compiling takes, though they take pages or walls down. */
const ERRORS: typeof WARNINGS = [
  ['a key that is cut off', { jwt: { ...jwt, publicKey: String(jwt['publicKey']).replace('MCow', '') } }, ['key-invalid /jwt/publicKey']],
  ['a JWK that is not a point of its curve', { jwt: { ...jwt, publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } } }, ['key-invalid /jwt/publicKey']],
  ['a key of previews that is cut off', { preview: { publicKey: pem(p256).slice(0, 60) } }, ['key-invalid /preview/publicKey']],
  ['a key of previews that is not a key', { preview: { publicKey: 'abc' } }, ['key-invalid /preview/publicKey']],
  ['an offer of the site that is unknown to it', { offers: { a: {} }, components: { ...components, subscribe: { type: 'paywall', offers: ['a', 'b'] } } }, ['offer-unknown /components/subscribe/offers/1']],
  ['an offer that an outcome chooses where the site has none', { outcomes: { ...rich['outcomes'] as object, sheet: { content: 'hide', components: ['register', 'hello'], offers: ['b'] } } }, ['offer-unknown /outcomes/sheet/offers/0']],
  ['a component of an unknown type', { components: { ...components, hello: { type: 'hologram' } } }, ['component-unknown /components/hello/type']],
]; // prettier-ignore

suite('an error is drawn by', () => {
  for (const [says, changes, reported] of ERRORS) {
    test(says, async () => {
      const config: unknown = JSON.parse(JSON.stringify(aSoundConfig(changes)));
      compileConfig(config);

      assert.deepEqual(
        (await findAll(config)).map(({ severity, code, pointer }) => `${severity}: ${code} ${pointer}`),
        reported.map((one) => `error: ${one}`),
      );
    });
  }
});

suite('a warning is drawn by', () => {
  for (const [says, changes, reported] of WARNINGS) {
    test(says, async () => {
      const config: unknown = JSON.parse(JSON.stringify(aSoundConfig(changes)));

      assert.deepEqual(await warningsIn(config), reported);
    });
  }
});

function rsa(modulusLength: number): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength }).publicKey;
}

function pem(key: KeyObject): string {
  return String(key.export({ type: 'spki', format: 'pem' }));
}

suite('custom blocks', () => {
  const withBlock = (block: object, changes: object = {}): Promise<string[]> =>
    warningsIn(
      aSoundConfig({ components: { ...rich.components, hello: { type: 'custom-block', ...block } }, ...changes }),
    );
  const rows: readonly (readonly [says: string, block: object, found: string[]])[] = [
    ['a section that is not closed', { html: '{{#claims}}' }, ['template-broken /components/hello/html']],
    ['a tag that is not closed', { html: '<p>{{claims.name</p>' }, ['template-broken /components/hello/html']],
    ['a tag with too many braces', { html: '{{{claims.name}}' }, ['template-broken /components/hello/html']],
    ['a partial', { html: '{{> footer}}' }, ['template-broken /components/hello/html']],
    ['sections that are sound', { html: '{{#claims}}{{^n}}{{! x }}{{/n}}{{/claims}}{{plural a.b other="#"}}' }, []],
    ['a host of a value', { html: '<a href="https://{{claims.site}}/">a</a>' }, ['address-refused /components/hello/html']],
    ['a host of a value in sections', { html: '{{#claims}}<img src=//{{site}}/a>{{/claims}}' }, ['address-refused /components/hello/html']],
    ['a scheme of a value', { html: "<a href='{{claims.x}}:a'>a</a>" }, ['address-refused /components/hello/html']],
    ['a host of a variable', { html: '<a href="https://{{variables.site}}/">a</a>', variables: { site: 'a.example' } }, []],
    ['a host of a value that is to be as it is', { html: '<a href="https://{{{claims.site}}}/">a</a>' }, []],
    ['values within addresses', { html: '<a href="/u?n={{claims.n}}">a</a><a href="{{claims.to}}">b</a><a href="https://{{claims.t}}.news.example/">c</a>' }, []],
    ['a host of a value in an offer', { offer: { id: 'x', href: 'https://{{claims.shop}}/' } }, ['address-refused /components/hello/offer/href']],
    ['an offer that no paywall has', { offer: 'nowhere' }, ['offer-unknown /components/hello/offer']],
    ['an offer of a paywall', { offer: 'monthly' }, []],
    ['an offer in place', { offer: { id: 'x', title: 'X', price: { amount: 1, currency: 'EUR' }, per: 'year' } }, []],
    ['an offer in place without id', { offer: { title: 'X' } }, ['field-missing /components/hello/offer/id']],
    ['an invalid price', { offer: { id: 'x', price: { amount: '1', currency: 'EUR' } } }, ['type-wrong /components/hello/offer/price/amount']],
    ['an address of the page’s own', { src: '/block.html' }, []],
    ['an address on loopback', { src: 'http://127.0.0.1:8080/block.html' }, []],
    ['an address without encryption', { src: 'http://news.example/b' }, ['url-insecure /components/hello/src']],
    ['an address that is a script', { src: 'javascript:1' }, ['url-insecure /components/hello/src']],
    ['an address of the wrong type', { src: 7 }, ['type-wrong /components/hello/src']],
  ]; // prettier-ignore
  for (const [says, block, found] of rows) test(says, async () => assert.deepEqual(await withBlock(block), found));

  test('a paywall that only lends an offer to a block is not unused', async () => {
    const plans = { type: 'paywall', offers: [{ id: 'lent' }] };
    const config = (offer: string): unknown =>
      aSoundConfig({
        components: { ...rich.components, plans, hello: { type: 'custom-block', offer } },
      });

    assert.deepEqual(await warningsIn(config('lent')), []);
    assert.deepEqual(await warningsIn(config('monthly')), ['unused /components/plans']);
  });

  test('the offers that are known are named', () => {
    const config = aSoundConfig({
      components: { ...rich.components, hello: { type: 'custom-block', offer: 'monthli' } },
    });

    assert.match(findMistakes(config)[0]!.message, /Did you mean "monthly"\?/);
  });

  test('elements of the page’s own have names that a page can give', async () => {
    assert.deepEqual(
      await withBlock(
        {},
        {
          customElements: {
            'news-letter': ['topic', 'data-x', 'onclick', 'is', 7],
            'zephr-paywall': [],
            script: [],
            'Up-Per': [],
            'font-face': [],
          },
        },
      ),
      [
        'attribute-name /customElements/news-letter/2',
        'attribute-name /customElements/news-letter/3',
        'type-wrong /customElements/news-letter/4',
        ...['zephr-paywall', 'script', 'Up-Per', 'font-face'].map((name) => `element-name /customElements/${name}`),
      ],
    );
  });
});

suite('addresses of components', () => {
  const rows: readonly (readonly [says: string, component: object, found: string[]])[] = [
    ['hosts of values', { type: 'paywall', signIn: { href: 'https://{{claims.a}}/' }, offers: [{ id: 'x', href: '//{{user.b}}', price: { amount: 1, currency: 'EUR' } }] }, ['signIn/href', 'offers/0/href']],
    ['schemes and hosts of a form', { type: 'registration-wall', action: '{{claims.a}}://a.example', fields: [{ name: 'a', type: 'consent', href: 'https://a.{{claims.b}}/' }] }, ['action', 'fields/0/href']],
    ['a port of a value', { type: 'paywall', signIn: { href: 'https://a.example:{{claims.a}}/' } }, ['signIn/href']],
    ['values within addresses, and in texts', { type: 'paywall', heading: 'https://{{claims.a}}/', signIn: { href: 'https://a.example/{{claims.a}}', returnTo: '/{{claims.a}}' } }, []],
    ['the text of a button', { type: 'paywall', offers: [{ id: 'x', action: '//{{claims.a}}', price: { amount: 1, currency: 'EUR' } }] }, []],
  ]; // prettier-ignore
  for (const [says, component, found] of rows) {
    test(says, async () => {
      const warnings = await warningsIn(aSoundConfig({ components: { ...rich.components, hello: component } }));

      assert.deepEqual(
        warnings.filter((warning) => warning.startsWith('address-refused')),
        found.map((member) => `address-refused /components/hello/${member}`),
      );
    });
  }
});
