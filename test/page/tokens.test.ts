import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { aPage, aToken, configWithJwt, inMinutes, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import { aKeyPair, encode, signToken } from '../support/sign-token.js';

const { visit, shared } = useBrowser({ args: ['--host-resolver-rules=MAP site.test 127.0.0.1'] });

const ours = aKeyPair('P-256');
const GOLD = aToken({ prod: 'gold' });
const [head, body, signature] = GOLD.split('.') as [string, string, string];
const BODY = aPage(place('articles'));
const signed = JSON.parse(readFileSync(new URL('../cases/signed-tokens.json', import.meta.url), 'utf8')) as {
  algorithms: { algorithm: string; token: string }[];
  certificates: { says: string; algorithm: string; certificate: string }[];
};

/** Tokens passed to `setToken`: status and reason, and what the articles show then. */
const HANDED_IN: Readonly<Record<string, readonly [token: unknown, status: string, state?: string]>> = {
  'of a customer': [GOLD, 'valid', 'customer'],
  'without end': [aToken(), 'valid', 'registered'],
  'that ends in a minute': [aToken({ exp: inMinutes(1) }), 'valid', 'registered'],
  'that has expired': [aToken({ prod: 'gold', exp: inMinutes(-1) }), 'expired: expired'],
  'that counts from tomorrow': [aToken({ nbf: inMinutes(1440) }), 'invalid: not-yet-valid'],
  'that ends in milliseconds': [aToken({ exp: Date.now() + 60_000 }), 'invalid: expiry'],
  'that ends in words': [aToken({ exp: 'tomorrow' }), 'invalid: expiry'],
  'that is cut off': [GOLD.slice(0, -10), 'invalid: signature'],
  'without a signature': [`${head}.${body}.`, 'invalid: signature'],
  'of two parts': [`${head}.${body}`, 'invalid: malformed'],
  'of another key': [signToken({ key: aKeyPair('P-256', 'other'), claims: { sub: '1' } }), 'invalid: signature'],
  'with a changed payload': [`${head}.${encode('{"sub":"2","prod":"gold"}')}.${signature}`, 'invalid: signature'],
  'with alg none': [signToken({ alg: 'none', claims: { sub: '1', prod: 'gold' } }), 'invalid: algorithm'],
  'with alg None': [signToken({ alg: 'None', claims: { sub: '1' } }), 'invalid: algorithm'],
  'signed with the public key as secret': [
    signToken({ alg: 'HS256', secret: ours.spki, claims: { sub: '1', prod: 'gold' } }),
    'invalid: algorithm',
  ],
  'whose header is a list': [signToken({ headerText: '["ES256"]' }), 'invalid: malformed'],
  'whose header is text': [signToken({ headerText: '"ES256"' }), 'invalid: malformed'],
  'whose payload is a list': [signToken({ payloadText: '["sub"]' }), 'invalid: malformed'],
  'whose payload is null': [signToken({ payloadText: 'null' }), 'invalid: malformed'],
  'whose payload is not JSON': [signToken({ payloadText: 'sub=1' }), 'invalid: malformed'],
  'whose claims are lists': [aToken({ sub: ['1'], prod: ['gold'], state: ['Alabama'] }), 'valid', 'customer'],
  'whose id is a list': [aToken({ sub: ['1'] }), 'valid', 'anonymous'],
  'without an id': [signToken({ claims: { name: 'Ada' } }), 'valid', 'anonymous'],
  'whose id is a safe integer': [aToken({ sub: 2 ** 53 - 1 }), 'valid', 'registered'],
  'whose id has 64 bits': [aToken({ sub: 2 ** 53 }), 'valid: id-invalid', 'anonymous'],
  'whose id is a fraction': [aToken({ sub: 1.5 }), 'valid: id-invalid', 'anonymous'],
  'with an empty id': [aToken({ sub: '' }), 'valid', 'anonymous'],
  'with __proto__ among its claims': [
    signToken({ payloadText: '{"__proto__":{"sub":"1","prod":"gold"},"constructor":"gold"}' }),
    'valid',
    'anonymous',
  ],
  'with a critical extension': [signToken({ header: { crit: ['x'], x: 1 } }), 'invalid: critical-header'],
  'with a key of its own in the header': [
    signToken({ header: { jwk: aKeyPair('P-256', 'other').jwk }, key: aKeyPair('P-256', 'other') }),
    'invalid: signature',
  ],
  'with a space behind it': [`${GOLD} `, 'invalid: malformed'],
  'in quotes': [`"${GOLD}"`, 'invalid: malformed'],
  'that is percent-encoded': [GOLD.replaceAll('.', '%2E'), 'invalid: malformed'],
  'of 1 MB': ['a'.repeat(2 ** 20), 'invalid: too-large'],
  'of 1 MB that is well-formed': [aToken({ fill: 'x'.repeat(2 ** 20) }), 'invalid: too-large'],
  'that is rubbish': ['rubbish', 'invalid: malformed'],
  'that is a number': [42, 'invalid: malformed'],
  'that is an object': [{ token: GOLD }, 'invalid: malformed'],
};

suite('a token', () => {
  const opened = shared({ html: BODY });

  for (const [says, [token, status, state = 'anonymous']] of Object.entries(HANDED_IN)) {
    test(`${says} is ${status}, and its bearer ${state}`, async () => {
      const reader = opened();
      await reader.page.evaluate((jwt) => window.Zephr.setToken(jwt as string), token);
      const { userState } = await reader.decide('articles');
      const { claims } = await reader.identity();

      assert.deepEqual(
        [await reader.token(), userState, Object.keys(claims).length > 0],
        [status, state, status.startsWith('valid')],
      );
    });
  }

  test('that counts for nothing raises no fault', async () => {
    assert.deepEqual(await opened().faults(), []);
  });
});

suite('a certificate', TOGETHER, () => {
  for (const { says, algorithm, certificate } of signed.certificates.filter(({ says }) =>
    /signed by itself/.test(says),
  )) {
    test(`is a key: ${says}`, async () => {
      const { token } = signed.algorithms.find((row) => row.algorithm === algorithm)!;
      await using reader = await visit({ html: BODY, config: configWithJwt({ publicKey: certificate }), token });

      assert.deepEqual([await reader.token(), await reader.shows('articles')], ['valid', 'shown']);
    });
  }
});

type Cookies = readonly { readonly name: string; readonly value: string; readonly path?: string }[];
const cookies = (...values: readonly (readonly [value: string, path?: string])[]): Cookies =>
  values.map(([value, path = '/']) => ({ name: 'blaize_jwt', value, path }));
const PATH = '/a/b/c/d/e/f/g/h/i/story';
/** Paths from the most specific one to the root: the order in which a browser gives cookies. */
const PATHS = Array.from(
  { length: 10 },
  (_, index) =>
    PATH.split('/')
      .slice(0, 10 - index)
      .join('/') || '/',
);

/** A token that fills a cookie to the last of 4,096 bytes, its name among them. */
function fullCookie(): string {
  const most = 4096 - 'blaize_jwt'.length;
  for (let fill = 2800; fill < 3100; fill++) {
    const token = aToken({ prod: 'gold', fill: 'x'.repeat(fill) });
    if (token.length === most || aToken({ prod: 'gold', fill: 'x'.repeat(fill + 1) }).length > most) return token;
  }
  throw new Error('No token of that length.');
}

const IN_COOKIES: Readonly<Record<string, readonly [cookies: Cookies, status: string, state?: string]>> = {
  'no cookie': [[], 'none'],
  'another cookie': [[{ name: 'theme', value: 'dark' }], 'none'],
  'a cookie whose name only ends alike': [[{ name: 'my_blaize_jwt', value: GOLD }], 'none'],
  'an empty cookie': [cookies(['']), 'none'],
  'a quoted cookie': [cookies([`"${GOLD}"`]), 'valid', 'customer'],
  'percent-encoded dots': [cookies([GOLD.replaceAll('.', '%2E')]), 'valid', 'customer'],
  'percent-encoded rubbish': [cookies(['%E4%zz%']), 'invalid: malformed'],
  '4,096 bytes': [cookies([fullCookie()]), 'valid', 'customer'],
  'ten cookies of which the first verifies': [
    cookies(...PATHS.map((path, index) => [index === 0 ? GOLD : `rubbish${index}`, path] as const)),
    'invalid: ambiguous',
  ],
  'eight cookies of which the last verifies': [
    cookies(...PATHS.slice(0, 8).map((path, index) => [index === 7 ? GOLD : `rubbish${index}`, path] as const)),
    'valid',
    'customer',
  ],
  'ten cookies of rubbish': [
    cookies(...PATHS.map((path, index) => [`rubbish${index}`, path] as const)),
    'invalid: ambiguous',
  ],
  'rubbish before a token': [cookies(['rubbish', PATHS[0]], [GOLD]), 'valid', 'customer'],
  'two tokens of different readers': [
    cookies([aToken({ sub: 'a' }), PATHS[0]], [aToken({ sub: 'b' })]),
    'invalid: ambiguous',
  ],
  'two tokens of one reader, the later one first': [
    cookies([aToken({ prod: 'gold', exp: inMinutes(60) }), PATHS[0]], [aToken({ exp: inMinutes(5) })]),
    'valid',
    'customer',
  ],
  'two tokens of one reader, the later one last': [
    cookies([aToken({ exp: inMinutes(5) }), PATHS[0]], [aToken({ prod: 'gold', exp: inMinutes(60) })]),
    'valid',
    'customer',
  ],
  'an expired token beside one that counts': [
    cookies([aToken({ exp: inMinutes(-5) }), PATHS[0]], [GOLD]),
    'valid',
    'customer',
  ],
  'a forged token beside an expired one': [
    cookies([`${head}.${body}.${encode('x'.repeat(64))}`, PATHS[0]], [aToken({ exp: inMinutes(-5) })]),
    'expired: expired',
  ],
};

suite('a reader with', () => {
  const opened = shared({ html: BODY, path: PATH });

  for (const [says, [given, status, state = 'anonymous']] of Object.entries(IN_COOKIES)) {
    test(`${says} has the token status ${status}`, async () => {
      const reader = opened();
      await reader.setCookies(given);
      await reader.page.evaluate(() => window.Zephr.refresh());
      const { userState } = await reader.decide('articles');

      assert.deepEqual([await reader.token(), userState, await reader.faults()], [status, state, []]);
    });
  }

  test('a cookie of the name that the config gives', async () => {
    await using reader = await visit({
      html: BODY,
      config: configWithJwt({ publicKey: ours.spki, cookie: 'my.jwt' }),
      cookies: [{ name: 'my.jwt', value: GOLD }],
      token: aToken(),
    });

    assert.equal(await reader.shows('articles'), 'shown');
  });
});

suite('a token in the address', TOGETHER, () => {
  const ASKED_FOR = configWithJwt({ publicKey: ours.spki, sources: ['query', 'cookie'] });

  test('is not read by default', async () => {
    await using reader = await visit({ html: BODY, path: `/?jwt=${GOLD}` });

    assert.deepEqual([await reader.token(), new URL(reader.page.url()).search], ['none', `?jwt=${GOLD}`]);
  });

  test('counts where the config asks for it, and is gone from the address, the rest as it was', async () => {
    await using reader = await visit({ html: BODY, config: ASKED_FOR, path: `/?q=a%20b&flag&jwt=${GOLD}&x=1#part` });
    const { search, hash } = new URL(reader.page.url());

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), search, hash],
      ['valid', 'shown', '?q=a%20b&flag&x=1', '#part'],
    );
  });

  test('reaches no server with what the SDK loads', async () => {
    await using reader = await visit({ html: BODY, config: ASKED_FOR, path: `/?jwt=${GOLD}` });
    await reader.page.evaluate(() => fetch('/zephr.json?later'));
    // The script tag itself is the page's; its address was the document's.
    const [, , ...later] = reader.requests;

    assert.deepEqual(
      later.filter(({ path, referer }) => path.includes(GOLD) || referer?.includes(GOLD)).map(({ path }) => path),
      [],
    );
  });

  test('does not count beside another one, and both are gone from the address', async () => {
    await using reader = await visit({ html: BODY, config: ASKED_FOR, path: `/?jwt=${GOLD}&x=1&jwt=${aToken()}` });

    assert.deepEqual([await reader.token(), new URL(reader.page.url()).search], ['invalid: malformed', '?x=1']);
  });

  test('stays in force over a refresh', async () => {
    await using reader = await visit({ html: BODY, config: ASKED_FOR, path: `/?jwt=${GOLD}` });
    await reader.page.evaluate(() => window.Zephr.refresh());

    assert.equal(await reader.token(), 'valid');
  });

  test('goes before a cookie where the config names it first', async () => {
    await using reader = await visit({ html: BODY, config: ASKED_FOR, path: `/?jwt=${GOLD}`, token: aToken() });

    assert.equal((await reader.decide('articles')).userState, 'customer');
  });
});

suite('a key set at an address', TOGETHER, () => {
  const config = configWithJwt({ jwksUrl: '/jwks.json' });
  const token = signToken({ header: { kid: 'k1' }, claims: { sub: '1', prod: 'gold' } });
  const ANSWERS: Readonly<Record<string, readonly [answer: string | null, status: string]>> = {
    'is not there': [null, 'unreachable: network'],
    'is HTML': ['<!doctype html>', 'unreachable: network'],
    'has no keys': ['{}', 'unreachable: network'],
    'knows other keys only': [JSON.stringify({ keys: [{ ...ours.jwk, kid: 'k2' }] }), 'invalid: key-unknown'],
  };
  for (const [says, [answer, status]] of Object.entries(ANSWERS)) {
    test(`that ${says} leaves the token ${status}`, async () => {
      await using reader = await visit({
        html: BODY,
        config,
        token,
        routes: {
          '/jwks.json': (_request, response) =>
            void (answer === null ? response.writeHead(503).end() : response.end(answer)),
        },
      });

      assert.deepEqual(
        [await reader.token(), await reader.shows('articles'), await reader.failure()],
        [status, 'walled registration-wall', null],
      );
    });
  }

  for (const [says, act, asked, status] of [
    ['is asked again on refresh', 'Zephr.refresh()', 2, 'valid'],
    ['is asked again when the reader logs in', `Zephr.setToken(${JSON.stringify(token)})`, 2, 'valid'],
    [
      'is not verified again when other data change',
      'Zephr.setCustomData({}).then(() => Zephr.provideFacts({}))',
      1,
      null,
    ],
  ] as const) {
    test(`that cannot be reached ${says}`, async () => {
      const unreachable = 'unreachable: network';
      let count = 0;
      await using reader = await visit({
        html: BODY,
        config,
        token,
        routes: {
          '/jwks.json': (_request, response) => {
            if (count++ === 0) response.destroy();
            else response.end(JSON.stringify({ keys: [{ ...ours.jwk, kid: 'k1' }] }));
          },
        },
      });
      const first = await reader.token();
      await reader.page.evaluate(act);

      assert.deepEqual([first, await reader.token(), count], [unreachable, status ?? unreachable, asked]);
    });
  }
});

suite('plain http on a host that is not the machine itself', TOGETHER, () => {
  test('leaves a token unreachable, without WebCrypto', async () => {
    await using reader = await visit({ html: BODY, hostname: 'site.test', token: GOLD });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.faults()],
      ['unreachable: insecure-context', 'walled registration-wall', []],
    );
  });

  test('shows an anonymous reader the wall', async () => {
    await using reader = await visit({ html: BODY, hostname: 'site.test' });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['none', 'walled registration-wall']);
  });
});
