import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  configWithJwt,
  exampleConfig,
  inMinutes,
  inlineConfig,
  place,
  STORY,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';
import { aKeyPair, signToken, typeFor } from '../support/sign-token.js';

const { visit } = useBrowser();

const FIRST_60 = Array.from({ length: 60 }, (_, index) => `w${index + 1}`);
const ours = aKeyPair('P-256');

/** The readers of the tutorial, each with what its two features show. */
const READERS = [
  {
    says: 'a reader without a token meets the registration wall',
    claims: null,
    articles: 'walled registration-wall',
    videos: 'walled registration-wall',
    words: 0,
    states: 'anonymous anonymous',
  },
  {
    says: 'a mapped reader meets paywall and custom block',
    claims: {},
    articles: 'walled paywall',
    videos: 'walled custom-block',
    words: 60,
    states: 'registered registered',
  },
  {
    says: 'a gold reader reads everything',
    claims: { prod: 'gold' },
    articles: 'shown',
    videos: 'shown',
    words: 100,
    states: 'customer customer',
  },
  {
    says: 'a reader with silver and gold reads everything',
    claims: { prod: ['silver', 'gold'] },
    articles: 'shown',
    videos: 'shown',
    words: 100,
    states: 'customer customer',
  },
  {
    says: 'a silver reader is back at the paywall',
    claims: { prod: 'silver' },
    articles: 'walled paywall',
    videos: 'walled custom-block',
    words: 60,
    states: 'registered registered',
  },
  {
    says: 'a reader from Alabama reads articles',
    claims: { prod: 'silver', state: 'Alabama' },
    articles: 'shown',
    videos: 'walled custom-block',
    words: 100,
    states: 'registered registered',
  },
  {
    says: 'a reader from alabama in small letters is at the paywall',
    claims: { state: 'alabama' },
    articles: 'walled paywall',
    videos: 'walled custom-block',
    words: 60,
    states: 'registered registered',
  },
  {
    says: 'a product in other letters does not count',
    claims: { prod: 'Gold' },
    articles: 'walled paywall',
    videos: 'walled custom-block',
    words: 60,
    states: 'registered registered',
  },
] as const;

suite('the tutorial on a bare page', TOGETHER, () => {
  for (const { says, claims, articles, videos, words, states } of READERS) {
    test(says, async () => {
      await using reader = await visit({ ...(claims && { token: aToken(claims) }) });
      const userStates = await reader.page.$$eval('zephr-feature', (places) =>
        places.map((element) => element.getAttribute('user-state')).join(' '),
      );

      assert.deepEqual(
        [
          await reader.shows('articles'),
          await reader.shows('videos'),
          (await reader.words('articles')).length,
          userStates,
        ],
        [articles, videos, words, states],
      );
    });
  }

  test('the tutorial in one session: the cookie is set in the console, and reloading answers', async () => {
    await using reader = await visit();
    const seen: string[] = [await reader.shows('articles')];
    for (const claims of [{}, { prod: 'gold' }, { prod: 'silver' }, { prod: 'silver', state: 'Alabama' }]) {
      await reader.page.evaluate((token) => void (document.cookie = `blaize_jwt=${token}`), aToken(claims));
      await reader.page.reload({ waitUntil: 'domcontentloaded' });
      await reader.settled();
      seen.push(await reader.shows('articles'));
    }

    assert.deepEqual(seen, ['walled registration-wall', 'walled paywall', 'shown', 'walled paywall', 'shown']);
  });

  test('the paywall comes under the first sixty words', async () => {
    await using reader = await visit({ token: aToken() });

    assert.deepEqual(await reader.words('articles'), FIRST_60);
    const order = await reader.page.evaluate(() => {
      const feature = document.querySelector('zephr-feature')!;
      const kept = [...feature.children].find((child) => /w60/.test(child.textContent))!;
      return (
        kept.getBoundingClientRect().bottom <= document.querySelector('zephr-paywall')!.getBoundingClientRect().top
      );
    });
    assert.equal(order, true);
  });

  test('a wall says what the config says', async () => {
    await using reader = await visit();
    await using subscriber = await visit({ token: aToken({ name: 'Ada' }) });
    const heading = await reader.page.$eval('zephr-registration-wall', (wall) => ({
      heading: wall.shadowRoot!.querySelector('h2')!.textContent,
      action: wall.shadowRoot!.querySelector('form')!.getAttribute('action'),
    }));
    const offer = await subscriber.page.$eval('zephr-paywall', (wall) => wall.shadowRoot!.textContent);
    const hello = await subscriber.page.$eval('zephr-custom-block', (block) => (block as HTMLElement).innerText);

    assert.deepEqual(heading, {
      heading: 'Read on with a free account',
      action: `${reader.server.origin}/register`,
    });
    assert.match(offer, /Subscribe[\s\S]*Monthly[\s\S]*9\.90/);
    assert.equal(hello, 'Hello Ada');
  });

  test('the reader is identified by the mapped claim', async () => {
    const exp = inMinutes(60);
    await using reader = await visit({ token: aToken({ prod: 'gold', exp }) });
    const identity = await reader.identity();

    assert.deepEqual(
      { ...identity, claims: { ...identity.claims } },
      {
        state: 'registered',
        foreignUserId: '1234567890',
        foreignKeySystem: null,
        user: null,
        products: ['gold'],
        token: { status: 'valid', reason: null, expiresAt: exp * 1000 },
        claims: { sub: '1234567890', prod: 'gold', exp },
      },
    );
  });
});

/** Each way in which a config can hold the key, and what the token's header says. */
const KEYS = [
  { says: 'a public key in PEM', jwt: { publicKey: ours.spki }, header: {} },
  { says: 'a JWK', jwt: { publicKey: ours.jwk }, header: {} },
  { says: 'a key set', jwt: { jwks: { keys: [{ ...ours.jwk, kid: 'k1' }] } }, header: { kid: 'k1' } },
  { says: 'a key set at an address', jwt: { jwksUrl: '/jwks.json' }, header: { kid: 'k1' } },
  {
    says: 'a public key beside a set that does not know the token’s key',
    jwt: { publicKey: ours.spki, jwks: { keys: [{ ...aKeyPair('P-256', 'other').jwk, kid: 'k2' }] } },
    header: { kid: 'k1' },
  },
] as const;

suite('a gold reader reads with', TOGETHER, () => {
  for (const { says, jwt, header } of KEYS) {
    test(says, async () => {
      await using reader = await visit({
        config: configWithJwt(jwt),
        token: signToken({ header, claims: { sub: '1', prod: 'gold' } }),
        routes: { '/jwks.json': JSON.stringify({ keys: [{ ...ours.jwk, kid: 'k1' }] }) },
      });

      assert.deepEqual([await reader.token(), await reader.shows('articles')], ['valid', 'shown']);
    });
  }

  for (const alg of ['RS256', 'Ed25519']) {
    test(`a token signed with ${alg}`, async () => {
      const key = aKeyPair(typeFor(alg));
      await using reader = await visit({
        config: configWithJwt({ publicKey: key.spki }),
        token: signToken({ alg, key, claims: { sub: '1', prod: 'gold' } }),
      });

      assert.equal(await reader.token(), 'valid');
    });
  }
});

suite('the files that a page loads', TOGETHER, () => {
  const chunks = (paths: readonly { path: string }[]): string[] =>
    paths.map(({ path }) => path).filter((path) => path.startsWith('/chunks/') && path !== '/chunks/live.js');

  test('a customer loads verification and no walls', async () => {
    await using reader = await visit({ token: aToken({ prod: 'gold' }) });

    assert.deepEqual(chunks(reader.requests), ['/chunks/verify.js']);
  });

  test('an anonymous reader loads walls and no verification', async () => {
    await using reader = await visit();

    assert.deepEqual(chunks(reader.requests), ['/chunks/walls.js']);
  });

  test('a page without a feature and without a token loads no verification', async () => {
    await using reader = await visit({ html: aPage('<p>Nothing gated</p>') });
    await reader.page.evaluate(() => window.Zephr.ready);

    assert.ok(!chunks(reader.requests).includes('/chunks/verify.js'));
  });

  test('key sets are asked for without cookies', async () => {
    let cookie: string | undefined = 'not asked';
    await using reader = await visit({
      config: configWithJwt({ jwksUrl: '/jwks.json' }),
      token: signToken({ header: { kid: 'k1' } }),
      routes: {
        '/jwks.json': (request, response) => {
          cookie = request.headers.cookie;
          response.end(JSON.stringify({ keys: [{ ...ours.jwk, kid: 'k1' }] }));
        },
      },
    });

    assert.deepEqual([await reader.token(), cookie], ['valid', undefined]);
  });
});

suite('nothing moves', TOGETHER, () => {
  for (const [says, claims] of [
    ['an anonymous reader', null],
    ['a registered reader', {}],
    ['a customer', { prod: 'gold' }],
  ] as const) {
    test(`for ${says}, where the place has its height`, async () => {
      await using reader = await visit({
        html: aPage(`<h1>News</h1>${place('articles', STORY, 'style="min-height:900px"')}<p>Below</p>`),
        ...(claims && { token: aToken(claims) }),
      });

      assert.equal(await reader.page.evaluate(() => (window as unknown as { shift: number }).shift), 0);
    });
  }

  test('for an anonymous reader whose config is in the page', async () => {
    await using reader = await visit({
      html: aPage(
        `<h1>News</h1>${place('articles', STORY, 'style="min-height:900px"')}<p>Below</p>`,
        `${inlineConfig(exampleConfig())}<script src="/zephr.js"></script>`,
      ),
    });

    assert.equal(await reader.page.evaluate(() => (window as unknown as { shift: number }).shift), 0);
  });
});
