import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createGifts, type Gift, type GiftOptions } from '../../../../src/endpoint/gifts/create-gifts.js';
import { createMemoryGiftStore } from '../../../../src/endpoint/gifts/create-memory-gift-store.js';
import { MAX_ADDRESS_CHARACTERS } from '../../../../src/endpoint/limits.js';
import { aSecretToken, anEndpoint, post, SECRET } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const pair = aKeyPair('P-256', 'endpoint');
const signingKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const jwk = pair.privateKey.export({ format: 'jwk' });
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const cryptoKey = (extractable: boolean): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', jwk as JsonWebKey, P256, extractable, ['sign']);
const part = (token: string, index: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[index]!, 'base64url').toString());

suite('a gift', () => {
  for (const [says, options, alg] of [
    ['the signing key in PEM', { signingKey, secret: SECRET }, 'ES256'],
    ['the signing key as JWK', { signingKey: jwk }, 'ES256'],
    ['a CryptoKey that may be exported', { signingKey: cryptoKey(true) }, 'ES256'],
    ['the secret beside a CryptoKey that must not be', { signingKey: cryptoKey(false), secret: SECRET }, 'HS256'],
    ['the secret', { secret: SECRET }, 'HS256'],
  ] as const) {
    test(`is signed by ${alg} with ${says}, and read again`, async () => {
      const key = 'signingKey' in options ? { signingKey: await options.signingKey } : {};
      const gifts = createGifts({ ...options, ...key } as GiftOptions);
      const token = await gifts.mint('/news/story?page=2', 60, NOON);
      const { path, id, expiresAt } = (await gifts.read(token, NOON)) as {
        path: string;
        id: string;
        expiresAt: number;
      };

      assert.deepEqual(part(token, 0), { alg, typ: 'zephr-gift+jwt' });
      assert.deepEqual(part(token, 1), {
        aud: 'zephr-gift',
        path: '/news/story',
        jti: id,
        iat: NOON / 1000,
        exp: NOON / 1000 + 60,
      });
      assert.deepEqual([path, expiresAt], ['/news/story', NOON + 60_000]);
    });
  }

  test('lasts a week by default', async () => {
    const { iat, exp } = part(await createGifts({ secret: SECRET }).mint('/a'), 1) as { iat: number; exp: number };

    assert.equal(exp - iat, 7 * 24 * 3600);
  });
  test('is never twice the same', async () => {
    const gifts = createGifts({ secret: SECRET });

    assert.notEqual(part(await gifts.mint('/a'), 1)['jti'], part(await gifts.mint('/a'), 1)['jti']);
  });
  test('is not minted without a key', async () => {
    await assert.rejects(createGifts({}).mint('/a'), { name: 'EndpointError', code: 'key-missing' });
  });
  test('is not minted for text that is not a path', async () => {
    await assert.rejects(createGifts({ secret: SECRET }).mint('story'), { code: 'option-invalid', pointer: '/path' });
  });

  const gifts = createGifts({ secret: SECRET });
  const claims = { aud: 'zephr-gift', path: '/a', jti: 'j', iat: 1, exp: 9e9 };
  const header = { typ: 'zephr-gift+jwt' };
  for (const [says, token, found] of [
    ['that is over', gifts.mint('/a', 1, NOON - 2000), 'expired'],
    ['signed by another secret', createGifts({ secret: 'other' }).mint('/a', 60, NOON), 'invalid'],
    ['signed by a key that is not ours', createGifts({ signingKey }).mint('/a', 60, NOON), 'invalid'],
    ['signed with the secret itself, as a reader’s token is', aSecretToken(claims, { header }), 'invalid'],
    ['that is a reader’s token', aSecretToken(), 'invalid'],
    ['without a signature', signToken({ alg: 'none', header, claims }), 'invalid'],
    ['that is not a token', 'gift', 'invalid'],
    ['of nothing', '', 'invalid'],
  ] as const) {
    test(`${says} is ${found}`, async () => assert.equal(await gifts.read(await token, NOON), found));
  }

  test('of another type or for another audience is invalid, though the key signed it', async () => {
    const ours = createGifts({ signingKey });
    const read = (wish: object): Promise<unknown> => ours.read(signToken({ key: pair, header, claims, ...wish }), NOON);

    assert.deepEqual(await read({}), { id: 'j', path: '/a', expiresAt: 9e12 });
    assert.equal(await read({ header: { typ: 'JWT' } }), 'invalid');
    assert.equal(await read({ header: {} }), 'invalid');
    assert.equal(await read({ claims: { ...claims, aud: 'zephr-onpage' } }), 'invalid');
    assert.equal(await read({ claims: { ...claims, jti: 1 } }), 'invalid');
    assert.equal(await read({ claims: { ...claims, exp: 'never' } }), 'invalid');
    assert.equal(await read({ claims: { ...claims, path: undefined } }), 'invalid');
    assert.equal(await read({ claims: [] }), 'invalid');
  });

  test('is not the token of a reader', async () => {
    const { body } = await post(anEndpoint().endpoint, '/zephr/verify', { token: await gifts.mint('/a', 60, NOON) });

    assert.deepEqual(body, { ok: false, reason: 'token-type' });
  });
});

suite('POST /zephr/gift', () => {
  const mint = (path = '/news/story', lifetime = 60): Promise<string> =>
    createGifts({ secret: SECRET }).mint(path, lifetime, NOON);
  const gift = mint();

  test('opens its path for the session that came first, and for no other', async () => {
    const { endpoint } = anEndpoint();
    const ask = async (session: string): Promise<unknown> =>
      (await post(endpoint, '/zephr/gift', { gift: await gift, path: '/news/story', session })).body;

    assert.deepEqual(await ask('a'), { valid: true });
    assert.deepEqual(await ask('a'), { valid: true });
    assert.deepEqual(await ask('b'), { valid: false, reason: 'used' });
  });
  test('opens no other path, and another path claims nothing', async () => {
    const { endpoint } = anEndpoint();
    const ask = async (path: string, session: string): Promise<unknown> =>
      (await post(endpoint, '/zephr/gift', { gift: await gift, path, session })).body;

    assert.deepEqual(await ask('/news/other', 'a'), { valid: false, reason: 'path' });
    assert.deepEqual(await ask('/news/story/', 'a'), { valid: false, reason: 'path' });
    assert.deepEqual(await ask('/news/story?gift=abc#top', 'b'), { valid: true });
  });
  test('compares paths as browsers write them', async () => {
    const { body } = await post(anEndpoint().endpoint, '/zephr/gift', {
      gift: await mint('/ünïcode'),
      path: '/%C3%BCn%C3%AFcode',
      session: 'a',
    });

    assert.deepEqual(body, { valid: true });
  });
  test('is over when the gift is', async () => {
    const { endpoint } = anEndpoint({ now: () => NOON + 60_000 });
    const { body } = await post(endpoint, '/zephr/gift', { gift: await gift, path: '/news/story', session: 'a' });

    assert.deepEqual(body, { valid: false, reason: 'expired' });
  });
  test('knows no gifts where there is no key to sign them', async () => {
    const { endpoint } = anEndpoint({ secret: undefined, publicKey: pair.spki });
    const { body } = await post(endpoint, '/zephr/gift', { gift: await gift, path: '/news/story', session: 'a' });

    assert.deepEqual(body, { valid: false, reason: 'invalid' });
  });
  test('asks the store by id, session and end', async () => {
    const asked: unknown[] = [];
    const store = { claimGift: async (...args: unknown[]) => (asked.push(args), false) };
    const { body } = await post(anEndpoint({ store }).endpoint, '/zephr/gift', {
      gift: await gift,
      path: '/news/story',
      session: 'a',
    });

    assert.deepEqual(asked, [[part(await gift, 1)['jti'], 'a', NOON + 60_000]]);
    assert.deepEqual(body, { valid: false, reason: 'used' });
  });
  test('says neither yes nor no where the store cannot be asked', async () => {
    const { endpoint, log } = anEndpoint({ store: { claimGift: () => Promise.reject(new RangeError('full')) } });
    const { status, body } = await post(endpoint, '/zephr/gift', {
      gift: await gift,
      path: '/news/story',
      session: 'a',
    });

    assert.deepEqual([status, body.error.code], [503, 'store-unavailable']);
    assert.ok(log.some(({ event, error }) => event === 'gift-store-failed' && error === 'RangeError'));
  });
});

suite('gifts that are remembered in memory', () => {
  test('are bounded: what ended goes first, then the oldest', () => {
    let now = 0;
    const store = createMemoryGiftStore(() => now, 10);
    const claim = (id: number, session: string, end = 9000): unknown => store.claimGift(`g${id}`, session, end);
    for (let i = 0; i < 10; i++) claim(i, 'a', i < 5 ? 1000 : 9000);
    now = 2000;
    claim(10, 'a');

    assert.equal(claim(0, 'b'), true);
    assert.equal(claim(5, 'b'), false);
    for (let i = 11; i < 20; i++) claim(i, 'a');
    assert.equal(claim(19, 'b'), false);
    assert.equal(claim(5, 'b'), true);
  });
});

suite('the path of a gift', () => {
  for (const [path, opened] of [
    ['/a', '/a'],
    ['/a?b#c', '/a'],
    ['https://news.example/a/../b', '/b'],
    ['/a%20b', '/a b'],
    ['//a/story', '/a/story'],
  ] as const) {
    test(`of "${path}" is ${opened}`, async () => {
      const gifts = createGifts({ secret: SECRET });

      assert.equal(((await gifts.read(await gifts.mint(path))) as Gift).path, opened);
    });
  }
  for (const path of ['a', '', 'javascript:alert(1)', 'http://', 'https:a', '/a//../b', '/a/..%2fb', '/a/..;/b']) {
    test(`is not "${path}"`, async () => {
      await assert.rejects(createGifts({ secret: SECRET }).mint(path), { code: 'option-invalid', pointer: '/path' });
    });
  }

  const claim = async (gifted: string, path: string): Promise<unknown> => {
    const gift = await createGifts({ secret: SECRET }).mint(gifted);
    return (await post(anEndpoint({}).endpoint, '/zephr/gift', { gift, path, session: 'a' })).body;
  };
  for (const path of [
    '/a/story',
    '//a/story',
    '/./a/story',
    '/x/../a/%73tory',
    'https://news.example/a/story?b',
    '\\a/story',
  ]) {
    test(`of a story is opened by "${path}"`, async () => {
      assert.deepEqual(await claim('/a/story', path), { valid: true });
    });
  }
  for (const path of [
    '//x/a/story',
    '/\\x/a/story',
    '//u:p@h/a/story',
    'https:/a/story',
    '/x//../a/story',
    '/x/..%2fa/story',
    '/a/story/',
    `/a/story?${'b'.repeat(MAX_ADDRESS_CHARACTERS)}`,
  ]) {
    test(`of a story is not opened by "${path.slice(0, 40)}"`, async () => {
      assert.deepEqual(await claim('/a/story', path), { valid: false, reason: 'path' });
    });
  }
  test('is the same, typed in another script or escaped', async () => {
    assert.deepEqual(await claim('/ニュース/1', '/%E3%83%8B%e3%83%a5%E3%83%BC%E3%82%B9/1'), { valid: true });
  });
});
