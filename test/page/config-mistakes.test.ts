import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  configWithJwt,
  exampleConfig,
  inlineConfig,
  missing,
  place,
  useBrowser,
} from '../support/bare-page.js';
import { aKeyPair } from '../support/sign-token.js';

const { visit, shared } = useBrowser();

const BODY = place('articles') + place('videos');
const PRIVATE = aKeyPair('P-256').privateKey;
const WALL = { content: 'hide', components: ['register'] };
const node = (exits: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...{ type: 'custom-data', property: 'it', condition: 'equals', value: 1 },
  ...exits,
});

/** Configs that are of no use at all: each with the code and pointer that `ready` rejects with. */
const UNUSABLE: Readonly<Record<string, readonly [config: unknown, failure: string]>> = {
  'is not there': [null, 'config-unreachable'],
  'is HTML': ['<!doctype html><title>Not found</title>', 'config-not-json'],
  'is broken JSON': ['{"version":1,', 'config-not-json'],
  'is empty': ['', 'config-not-json'],
  'is a list': ['[]', 'type-wrong'],
  'is of a version to come': [exampleConfig({ version: 2 }), 'version-unknown /version'],
  'has no version': [{ features: {} }, 'field-missing /version'],
  'has no features': [{ version: 1 }, 'field-missing /features'],
  'has a secret': [configWithJwt({ secret: 'secret' }), 'secret-in-browser /jwt/secret'],
  'has a sealing key': [
    exampleConfig({ sealing: { keys: [{ kid: '1', key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }] } }),
    'secret-in-browser /sealing/keys/0/key',
  ],
  'has a symmetric JWK': [
    configWithJwt({ publicKey: { kty: 'oct', k: 'c2VjcmV0' } }),
    'secret-in-browser /jwt/publicKey',
  ],
  'has a private key': [
    configWithJwt({ publicKey: PRIVATE.export({ format: 'jwk' }) }),
    'secret-in-browser /jwt/publicKey',
  ],
  'has a private key in PEM': [
    configWithJwt({ publicKey: PRIVATE.export({ type: 'pkcs8', format: 'pem' }) }),
    'secret-in-browser /jwt/publicKey',
  ],
  'has jwt without a key': [configWithJwt({}), 'key-missing /jwt'],
  'has an invalid key': [configWithJwt({ publicKey: 'secret' }), 'key-invalid /jwt/publicKey'],
  'has a key set over http': [configWithJwt({ jwksUrl: 'http://id.example/jwks.json' }), 'url-insecure /jwt/jwksUrl'],
  'asks for no algorithm': [
    configWithJwt({ publicKey: aKeyPair('P-256').spki, algorithms: ['none'] }),
    'algorithm-unknown /jwt/algorithms/0',
  ],
  'sells a feature that is not there': [
    exampleConfig({ products: { gold: { claimValue: 'gold', features: ['films'] } } }),
    'feature-unknown /products/gold/features/0',
  ],
};

suite('a config that', () => {
  let answer: unknown = null;
  const opened = shared({
    html: aPage(BODY),
    token: aToken({ prod: 'gold' }),
    routes: {
      '/anew.json': (_request, response) => {
        if (answer === null) response.statusCode = 404;
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
      },
    },
  });

  for (const [says, [config, failure]] of Object.entries(UNUSABLE)) {
    test(`${says} makes every place a fault, and ready tells why`, async () => {
      const reader = opened();
      answer = config;
      await reader.forget();
      await reader.page.evaluate(() => window.Zephr.start('/anew.json').catch(() => undefined));
      await reader.page.evaluate(() => window.Zephr.refresh());

      assert.deepEqual(
        {
          failure: await reader.failure(),
          faults: await reader.faults(),
          shows: [await reader.shows('articles'), await reader.shows('videos')],
          words: (await reader.words('articles')).length,
        },
        { failure, faults: [failure], shows: ['fault', 'fault'], words: 0 },
      );
    });
  }

  test('is not there is said on the first start too', async () => {
    await using reader = await visit({ config: null });

    assert.deepEqual(
      [await reader.failure(), await reader.faults(), await reader.shows('articles')],
      ['config-unreachable', ['config-unreachable'], 'fault'],
    );
  });

  test('the page does not name is missing', async () => {
    await using reader = await visit({ html: aPage(BODY, '<script src="/zephr.js"></script>') });

    assert.deepEqual([await reader.failure(), await reader.faults()], ['config-missing', ['config-missing']]);
  });

  test('is broken in the page is not JSON', async () => {
    await using reader = await visit({
      html: aPage(
        BODY,
        '<script type="application/json" data-zephr-config>{,}</script><script src="/zephr.js"></script>',
      ),
    });

    assert.deepEqual([await reader.failure(), await reader.faults()], ['config-not-json', ['config-not-json']]);
  });

  test('is unusable leaves window.Zephr answering', async () => {
    await using reader = await visit({ config: null, token: aToken({ prod: 'gold' }) });
    const answers = await reader.page.evaluate(async () => {
      await window.Zephr.refresh();
      await window.Zephr.setToken('rubbish');
      await window.Zephr.setCustomData({});
      const { reason, access } = await window.Zephr.decide('articles');
      const { state, token } = await window.Zephr.identity();
      return [reason, access, await window.Zephr.hasAccess('videos'), await window.Zephr.decide(), state, token.status];
    });

    assert.deepEqual(answers, ['fault', false, false, {}, 'anonymous', 'none']);
  });

  test('is unusable may be followed by one that is not', async () => {
    await using reader = await visit({ config: null });
    await reader.page.evaluate((config) => window.Zephr.start(config as never), exampleConfig());
    await reader.page.waitForSelector('zephr-registration-wall');

    assert.deepEqual([await reader.failure(), await reader.shows('articles')], [null, 'walled registration-wall']);
  });

  test('is refused says so in words, and by a ConfigError', async () => {
    await using reader = await visit({ config: exampleConfig({ version: 2 }) });
    const [name, message] = (await reader.page.evaluate(() =>
      window.Zephr.ready.catch((error: Error) => [error.name, error.message]),
    )) as [string, string];

    assert.equal(name, 'ConfigError');
    assert.match(message, /^\/version: .*2/);
  });

  test('is refused keeps its code where even the words are unreachable', async () => {
    await using reader = await visit({
      config: exampleConfig({ version: 2 }),
      routes: { '/chunks/mistakes.js': missing },
    });

    assert.equal(await reader.failure(), 'version-unknown /version');
  });
});

const AT = '/features/articles/rules/anonymous';

/** Mistakes inside one feature: each with code and pointer. */
const INSIDE: Readonly<Record<string, readonly [rule: unknown, fault: string]>> = {
  'an unknown node': [{ type: 'horoscope', yes: 'show', no: WALL }, `node-type-unknown ${AT}/type`],
  'a dangling exit': [node({ yes: 'show', no: 'nowhere' }), `step-unknown ${AT}/no`],
  'a missing exit': [node({ yes: 'show' }), `exit-missing ${AT}/no`],
  'an unknown step': ['nowhere', `step-unknown ${AT}`],
  'a cycle': [
    { start: 'a', nodes: { a: node({ yes: 'b', no: WALL }), b: node({ yes: 'a', no: WALL }) } },
    `cycle ${AT}/nodes/a`,
  ],
  'a node that leads to itself': [{ start: 'a', nodes: { a: node({ yes: 'a', no: WALL }) } }, `cycle ${AT}/nodes/a`],
  'an unknown condition': [
    { ...node({ yes: 'show', no: WALL }), condition: 'resembles' },
    `condition-unknown ${AT}/condition`,
  ],
  'an unknown component': [{ content: 'hide', components: ['nothing'] }, `component-unknown ${AT}/components/0`],
  'an unknown content': [{ content: 'blur' }, `type-wrong ${AT}/content`],
  'an unknown product': [
    { type: 'has-product', product: 'platinum', yes: 'show', no: WALL },
    `product-unknown ${AT}/product`,
  ],
};

suite('a feature with', () => {
  const opened = shared({ html: aPage(BODY) });

  for (const [says, [rule, fault]] of Object.entries(INSIDE)) {
    test(`${says} is a fault, and the other goes on`, async () => {
      const reader = opened();
      await reader.forget();
      await reader.page.evaluate(
        async (config) => {
          await window.Zephr.start(config as never);
          await window.Zephr.refresh();
        },
        configWithFeatures({ articles: alwaysDoes(rule), videos: alwaysDoes(WALL) }),
      );
      const { reason, access } = await reader.decide('articles');
      // The words for a mistake are a file of their own.
      await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")', { timeout: 5000 });

      assert.deepEqual(
        {
          failure: await reader.failure(),
          faults: [...new Set(await reader.faults())],
          shows: [await reader.shows('articles'), await reader.shows('videos')],
          decision: [reason, access],
          words: (await reader.words('articles')).length,
        },
        {
          failure: null,
          faults: [fault],
          shows: ['fault', 'walled registration-wall'],
          decision: ['fault', false],
          words: 0,
        },
      );
    });
  }

  test('a mistake in a feature without an element is reported when the feature is asked for', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes('nowhere') }),
      html: aPage(''),
    });
    await reader.decide('articles');
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")', { timeout: 2000 });

    assert.deepEqual(await reader.faults(), [`step-unknown ${AT}`]);
  });

  test('a mistake says so once, however often it is asked for', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes('nowhere') }),
      html: aPage(place('articles').repeat(3)),
    });
    await reader.decide('articles');
    await reader.decide('articles');
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));

    assert.deepEqual(await reader.faults(), [`step-unknown ${AT}`]);
  });

  test('a mistake shows its fallback', async () => {
    await using open = await visit({
      config: configWithFeatures({ articles: { ...alwaysDoes('nowhere'), fallback: 'show' } }),
      html: aPage(place('articles')),
    });
    await using walled = await visit({
      config: configWithFeatures({ articles: { ...alwaysDoes('nowhere'), fallback: WALL } }),
      html: aPage(place('articles')),
    });

    assert.deepEqual(
      [(await open.words('articles')).length, (await open.decide('articles')).reason, await walled.shows('articles')],
      [100, 'fault', 'walled registration-wall'],
    );
  });

  test('a component of an unknown type leaves the rest shown', async () => {
    await using reader = await visit({
      config: configWithFeatures(
        { articles: alwaysDoes({ content: 'hide', components: ['film', 'register'] }) },
        { components: { film: { type: 'hologram' }, register: { type: 'registration-wall' } } },
      ),
      html: aPage(place('articles')),
    });

    assert.deepEqual(
      [await reader.shows('articles'), await reader.faults()],
      ['walled registration-wall', ['component-unknown /components/film/type']],
    );
  });

  test('markup in a custom block that could run does not', async () => {
    await using reader = await visit({
      config: configWithFeatures(
        { articles: alwaysDoes({ content: 'hide', components: ['block'] }) },
        {
          components: {
            block: {
              type: 'custom-block',
              html: '<p onclick="x()">Hello</p><script>window.ran = 1</script><img src=x onerror="window.ran = 2"><a href="javascript:window.ran = 3">a</a>',
            },
          },
        },
      ),
      html: aPage(place('articles')) + inlineConfig({}),
    });
    await reader.page.evaluate(() => document.querySelector<HTMLElement>('zephr-custom-block a')?.click());
    const found = await reader.page.evaluate(() => [
      (window as unknown as { ran?: unknown }).ran ?? 'nothing ran',
      document.querySelector('zephr-custom-block p')!.textContent,
    ]);

    assert.deepEqual(found, ['nothing ran', 'Hello']);
  });
});
