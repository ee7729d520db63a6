import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { suite, test } from 'node:test';
import { aSecretToken, anEndpoint, post, SECRET } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, encode, signToken } from '../../../support/sign-token.js';

const SECONDS = NOON / 1000;

suite('a token at the endpoint', () => {
  const other = signToken({ alg: 'HS256', secret: `${SECRET}!` });
  for (const [says, token, reason] of [
    ['signed by another secret', other, 'signature'],
    ['signed by an unknown key', signToken({ header: { kid: 'k' } }), 'signature'],
    ['of an algorithm that no key has', signToken({ alg: 'RS256' }), 'signature'],
    ['that expired', aSecretToken({ sub: '1', exp: SECONDS }), 'expired'],
    ['that expired and was forged', signToken({ alg: 'HS256', secret: 'x', claims: { exp: 1 } }), 'signature'],
    ['that is not valid yet', aSecretToken({ sub: '1', nbf: SECONDS + 1 }), 'not-yet-valid'],
    ['whose expiry is not a date', aSecretToken({ sub: '1', exp: 'soon' }), 'expiry'],
    ['that is not a token', 'abc', 'malformed'],
    ['that is too long', `a.${'b'.repeat(9000)}.c`, 'too-large'],
    ['of nothing', '', 'none'],
    ['that is null', null, 'none'],
  ] as const) {
    test(`${says} is not ok: ${reason}`, async () => {
      const { status, body } = await post(anEndpoint().endpoint, '/zephr/verify', { token });

      assert.deepEqual([status, body], [200, { ok: false, reason }]);
    });
  }

  test('of another issuer, or for another audience, has a reason of its own', async () => {
    const { endpoint } = anEndpoint({ jwt: { issuer: 'https://id.example', audience: 'news' } });
    const ask = async (claims: object): Promise<unknown> =>
      (await post(endpoint, '/zephr/verify', { token: aSecretToken(claims) })).body.reason ?? 'ok';

    assert.equal(await ask({ iss: 'https://other.example', aud: 'news' }), 'issuer');
    assert.equal(await ask({ iss: 'https://id.example', aud: 'films' }), 'audience');
    assert.equal(await ask({ iss: 'https://id.example', aud: ['films', 'news'] }), 'ok');
  });

  test('without a token has the reason "none"', async () => {
    assert.deepEqual((await post(anEndpoint().endpoint, '/zephr/verify', {})).body, { ok: false, reason: 'none' });
  });

  test('says nothing to the outside of what the log knows', async () => {
    const { endpoint, log } = anEndpoint();
    const tokens = [other, signToken({ header: { kid: 'k' } }), signToken({ alg: 'none' })];
    const answers = await Promise.all(tokens.map((token) => post(endpoint, '/zephr/verify', { token })));
    const texts = answers.map(({ status, headers, body }) => JSON.stringify([status, [...headers], body]));

    assert.equal(new Set(texts).size, 1);
    assert.deepEqual(log.map(({ outcome }) => outcome).sort(), ['algorithm', 'algorithm', 'signature']);
  });

  test('with claims named like members of every object brings them as they are', async () => {
    const payloadText = '{"sub":"1","__proto__":{"a":1},"constructor":"c"}';
    const { body } = await post(anEndpoint().endpoint, '/zephr/verify', { token: aSecretToken({}, { payloadText }) });

    assert.deepEqual(Object.entries(body.claims), [
      ['sub', '1'],
      ['__proto__', { a: 1 }],
      ['constructor', 'c'],
    ]);
  });

  test('that is asked about again has the same answer, with the user record of this moment', async () => {
    const records = [{ plan: 'free' }, { plan: 'gold' }];
    const users = { find: () => records.shift() ?? null };
    const { endpoint } = anEndpoint({ jwt: { userStore: { foreignKeySystem: 'crm' } }, users });
    const token = aSecretToken({ sub: 'reader-1', name: 'Ōé "x"' });
    const ask = async (): Promise<unknown> => (await post(endpoint, '/zephr/verify', { token })).body;
    const claims = { sub: 'reader-1', name: 'Ōé "x"' };

    assert.deepEqual(await ask(), { ok: true, claims, user: { plan: 'free' } });
    assert.deepEqual(await ask(), { ok: true, claims, user: { plan: 'gold' } });
    assert.deepEqual(await ask(), { ok: true, claims, user: null });
  });
});

suite('where the endpoint looks for the token', () => {
  const of = (sub: string): string => aSecretToken({ sub });
  const bad = 'no.token.here';
  const everywhere = {
    cookie: `theme=dark; blaize_jwt=${of('cookie')}`,
    authorization: `Bearer ${of('bearer')}`,
    'x-zephr-jwt': of('zephr'),
    'x-blaize-jwt': of('blaize'),
  };
  const without = (...names: (keyof typeof everywhere)[]): Record<string, string> =>
    Object.fromEntries(Object.entries(everywhere).filter(([name]) => !names.includes(name as 'cookie')));

  const rows: readonly (readonly [says: string, token: unknown, headers: Record<string, string>, found: string])[] = [
    ['the body first', of('body'), everywhere, 'body'],
    ['then the cookie', undefined, everywhere, 'cookie'],
    ['null in the body counts as absent', null, everywhere, 'cookie'],
    ['an empty text in the body counts as absent', '', everywhere, 'cookie'],
    ['then the bearer', undefined, without('cookie'), 'bearer'],
    ['then x-zephr-jwt', undefined, without('cookie', 'authorization'), 'zephr'],
    ['then x-blaize-jwt', undefined, { 'x-blaize-jwt': of('blaize') }, 'blaize'],
    ['and nowhere else', undefined, { 'x-jwt': of('other') }, 'none'],
    ['an invalid token in the body still counts', bad, everywhere, 'malformed'],
    ['so does a cookie', undefined, { ...everywhere, cookie: `blaize_jwt=${bad}` }, 'malformed'],
    ['so does a bearer', undefined, { ...without('cookie'), authorization: `Bearer ${bad}` }, 'malformed'],
    [
      'so does x-zephr-jwt',
      undefined,
      { ...everywhere, cookie: '', authorization: 'Basic YTpi', 'x-zephr-jwt': bad },
      'malformed',
    ],
    ['an empty cookie counts as absent', undefined, { ...everywhere, cookie: 'blaize_jwt=' }, 'bearer'],
    ['a cookie of another name does not count', undefined, { ...everywhere, cookie: `jwt=${of('cookie')}` }, 'bearer'],
    ['a scheme in whatever case', undefined, { authorization: `bEARER ${of('bearer')}` }, 'bearer'],
    ['a scheme with several spaces', undefined, { authorization: `Bearer   ${of('bearer')}` }, 'bearer'],
    ['another scheme does not count', undefined, { ...without('cookie'), authorization: 'Basic YTpi' }, 'zephr'],
    ['a bearer without a token does not count', undefined, { ...without('cookie'), authorization: 'Bearer' }, 'zephr'],
    [
      'a cookie in quotes, percent-encoded',
      undefined,
      { cookie: `blaize_jwt="${of('cookie').replace('.', '%2E')}"` },
      'cookie',
    ],
    ['a bearer is taken as it is', undefined, { authorization: `Bearer "${of('bearer')}"` }, 'malformed'],
    ['two headers of one name are not a token', undefined, { 'x-zephr-jwt': `${of('a')}, ${of('b')}` }, 'malformed'],
  ];
  for (const [says, token, headers, found] of rows) {
    test(`${says}: ${found}`, async () => {
      const { body } = await post(anEndpoint().endpoint, '/zephr/verify', { token }, headers);

      assert.equal(body.claims?.sub ?? body.reason, found);
    });
  }

  test('the config says what the cookie is called', async () => {
    const { endpoint } = anEndpoint({ jwt: { cookie: 'session' } });
    const { body } = await post(endpoint, '/zephr/verify', {}, { cookie: `blaize_jwt=${of('a')}; session=${of('b')}` });

    assert.equal(body.claims.sub, 'b');
  });

  test('the config’s sources are those of the page, not of the endpoint', async () => {
    const { endpoint } = anEndpoint({ jwt: { sources: ['option'] } });

    assert.equal((await post(endpoint, '/zephr/verify', {}, { cookie: everywhere.cookie })).body.ok, true);
  });

  const planted = Array.from({ length: 7 }, (_, index) => `${bad}${index}`);
  for (const [says, cookies, answer] of [
    ['of two cookies the one that verifies', [bad, of('a')], 'a'],
    [
      'of two for one reader the one that lasts longer',
      [aSecretToken({ sub: 'a', exp: SECONDS + 10, n: 1 }), aSecretToken({ sub: 'a', exp: SECONDS + 20, n: 2 })],
      '2',
    ],
    ['two for different readers are ambiguous', [of('a'), of('b')], 'ambiguous'],
    ['eight are looked at', [...planted, of('a')], 'a'],
    ['nine are ambiguous, whichever of them verifies', [of('b'), ...planted, of('a')], 'ambiguous'],
    ['a hundred are ambiguous', [...Array.from({ length: 99 }, (_, i) => `${bad}${i}`), of('a')], 'ambiguous'],
  ] as const) {
    test(`${says}: ${answer}`, async () => {
      const cookie = cookies.map((token) => `blaize_jwt=${token}`).join('; ');
      const { body } = await post(anEndpoint().endpoint, '/zephr/verify', {}, { cookie });

      assert.equal(String(body.claims?.n ?? body.claims?.sub ?? body.reason), answer);
    });
  }
});

suite('the user store', () => {
  const mapped = { userStore: { foreignKeySystem: 'crm' } };
  const asked: unknown[] = [];
  const ask = async (record: unknown, jwt: object = mapped, claims: object = { sub: 'reader-1' }): Promise<unknown> => {
    asked.length = 0;
    const users = { find: (...args: unknown[]) => (asked.push(args), record as null) };
    const { body } = await post(anEndpoint({ jwt: { ...jwt }, users }).endpoint, '/zephr/verify', {
      token: aSecretToken(claims),
    });
    return body.user;
  };

  test('is asked by the foreign key system and the mapped id', async () => {
    assert.deepEqual(await ask({ plan: 'gold', visits: 3 }), { plan: 'gold', visits: 3 });
    assert.deepEqual(asked, [['crm', 'reader-1']]);
  });
  test('may answer later', async () => {
    assert.deepEqual(await ask(Promise.resolve({ plan: 'gold' })), { plan: 'gold' });
  });
  test('is asked for an id that is a number, as text', async () => {
    await ask(null, mapped, { sub: 7 });
    assert.deepEqual(asked, [['crm', '7']]);
  });
  test('does not know everybody: user is null, and the token counts', async () => {
    assert.equal(await ask(null), null);
  });
  for (const [says, jwt, claims] of [
    ['a config that names no system', {}, { sub: 'reader-1' }],
    ['a reader without an id', mapped, { sub: '' }],
    ['an id that is a list', mapped, { sub: ['reader-1'] }],
    ['an id above 2^53 as a number', mapped, { sub: 2 ** 53 }],
    ['an id that is a fraction', mapped, { sub: 1.5 }],
    ['a config without a mapping', { ...mapped, userMapping: undefined }, { sub: 'reader-1' }],
  ] as const) {
    test(`is not asked for ${says}`, async () => {
      assert.equal(await ask({ plan: 'gold' }, jwt, claims), null);
      assert.deepEqual(asked, []);
    });
  }
  for (const [says, record] of [
    ['a list', [{ plan: 'gold' }]],
    ['a text', 'gold'],
    ['an object of a class', new Map([['plan', 'gold']])],
    ['nothing', undefined],
  ] as const) {
    test(`that answers ${says} finds no record`, async () => assert.equal(await ask(record), null));
  }

  test('is not asked about a token that does not count', async () => {
    const users = { find: () => assert.fail('asked') };
    const { endpoint } = anEndpoint({ jwt: mapped, users });

    await post(endpoint, '/zephr/verify', { token: aSecretToken({ sub: 'reader-1', exp: 1 }) });
  });

  for (const [says, find] of [
    [
      'throws',
      () => {
        throw new TypeError('reader-1 is broken');
      },
    ],
    ['rejects', () => Promise.reject(new TypeError('reader-1 is broken'))],
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    ['rejects with a value that is not an error', () => Promise.reject('reader-1')],
    ['has a record that JSON cannot carry', () => ({ id: 1n })],
  ] as const) {
    test(`that ${says} costs the record and the assertion, not the reader`, async () => {
      const { endpoint, log } = anEndpoint({
        jwt: mapped,
        users: { find },
        signingKey: aKeyPair('P-256').privateKey.export({ format: 'jwk' }) as never,
      });
      const { status, body } = await post(endpoint, '/zephr/verify', { token: aSecretToken() });

      assert.deepEqual([status, body], [200, { ok: true, claims: { sub: 'reader-1' }, user: null }]);
      assert.deepEqual(
        log.map(({ level, event }) => `${level} ${event}`),
        ['warn user-store-failed', 'info request'],
      );
      assert.ok(!JSON.stringify(log).includes('reader-1'));
    });
  }
});

suite('the assertion', () => {
  const pair = aKeyPair('P-256', 'endpoint');
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const jwk = pair.privateKey.export({ format: 'jwk' });
  const users = { find: () => ({ plan: 'gold' }) };
  const jwt = { userStore: { foreignKeySystem: 'crm' } };
  const ask = async (claims: object, options: object = {}): Promise<{ assertion?: string; ok: boolean }> =>
    (
      await post(anEndpoint({ jwt, users, signingKey: pem, ...options }).endpoint, '/zephr/verify', {
        token: aSecretToken(claims),
      })
    ).body;
  /** Header and payload of a token that the key signed, decoded without code of the SDK. */
  const read = (assertion: string): { header: unknown; payload: Record<string, unknown> } => {
    const [head, body, signature] = assertion.split('.') as [string, string, string];
    const key = { key: createPublicKey(pair.spki), dsaEncoding: 'ieee-p1363' } as const;
    assert.ok(verifySignature('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')));
    return {
      header: JSON.parse(Buffer.from(head, 'base64url').toString()),
      payload: JSON.parse(Buffer.from(body, 'base64url').toString()),
    };
  };

  for (const [form, signingKey] of [
    ['PEM', pem],
    ['JWK', jwk],
    [
      'CryptoKey',
      crypto.subtle.importKey('jwk', jwk as JsonWebKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']),
    ],
  ] as const) {
    test(`is signed by ES256 with a key as ${form}, and bound to the token`, async () => {
      const claims = { sub: 'reader-1', prod: ['gold', 'film'] };
      const { assertion } = await ask(claims, { signingKey: await signingKey });
      const { header, payload } = read(assertion!);

      assert.deepEqual(header, { alg: 'ES256', typ: 'zephr-assertion+jwt' });
      assert.deepEqual(payload, {
        aud: 'zephr-onpage',
        iat: SECONDS,
        exp: SECONDS + 300,
        token_hash: createHash('sha256').update(aSecretToken(claims)).digest('base64url'),
        claims,
        user: { plan: 'gold' },
      });
    });
  }

  test('is bound to the cookie that counted', async () => {
    const [bad, good] = [signToken({ alg: 'HS256', secret: 'x' }), aSecretToken()];
    const cookie = `blaize_jwt=${bad}; blaize_jwt=${good}`;
    const { body } = await post(anEndpoint({ signingKey: pem }).endpoint, '/zephr/verify', {}, { cookie });

    assert.equal(read(body.assertion).payload['token_hash'], createHash('sha256').update(good).digest('base64url'));
  });

  for (const [says, exp, expected] of [
    ['five minutes', SECONDS + 301, SECONDS + 300],
    ['as long as the token', SECONDS + 60, SECONDS + 60],
    ['no longer than a fraction allows', SECONDS + 60.9, SECONDS + 60],
  ] as const) {
    test(`counts for ${says}`, async () => {
      assert.equal(read((await ask({ sub: '1', exp })).assertion!).payload['exp'], expected);
    });
  }

  test('is not given where only the clock’s tolerance keeps the token', async () => {
    const answer = await ask({ sub: '1', exp: SECONDS - 5 }, { jwt: { ...jwt, clockTolerance: 10 } });

    assert.deepEqual([answer.ok, answer.assertion], [true, undefined]);
  });
  test('is not given for a token that does not count', async () => {
    assert.equal((await ask({ sub: '1', exp: 1 })).assertion, undefined);
  });
  test('is not given without a key', async () => {
    assert.equal((await ask({ sub: '1' }, { signingKey: undefined })).assertion, undefined);
  });
  test('is left out, and logged, if the key does not import', async () => {
    const { endpoint, log } = anEndpoint({ signingKey: { ...jwk, d: 'AAAA' } as never });
    const { body } = await post(endpoint, '/zephr/verify', { token: aSecretToken() });

    assert.deepEqual([body.ok, body.assertion], [true, undefined]);
    assert.ok(log.some(({ level, event }) => level === 'error' && event === 'assertion-failed'));
  });
  test('is not a token for the endpoint itself: it names no reader', async () => {
    const { assertion } = await ask({ sub: 'reader-1' });
    const { endpoint } = anEndpoint({ secret: undefined, publicKey: pair.spki });
    const { body } = await post(endpoint, '/zephr/decide', { token: assertion, features: ['articles'] });

    assert.equal(body.decisions.articles.userState, 'anonymous');
  });

  test('and a claim is a claim: none is taken from the body', async () => {
    const forged = `${encode('{"alg":"none"}')}.${encode('{"sub":"reader-1"}')}.`;
    const { body } = await post(anEndpoint().endpoint, '/zephr/verify', {
      token: forged,
      claims: { sub: 'x' },
      ok: true,
    });

    assert.equal(body.ok, false);
  });
});
