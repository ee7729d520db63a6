import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aKeyPair, encode, signToken } from '../../support/sign-token.js';
import { runZephr, type Run } from '../../support/run-zephr.js';

const NOW_S = Math.floor(Date.now() / 1000);
const JWT = {
  publicKey: aKeyPair('P-256').spki,
  userMapping: { foreignUserIdProperty: 'sub' },
  productSyncing: { privateClaimName: 'prod' },
};
const configWith = (jwt: object): object => ({
  version: 1,
  jwt: { ...JWT, ...jwt },
  products: { gold: { title: 'Gold', claimValue: 'gold', features: ['articles'] } },
  features: { articles: { rules: { registered: 'show' } } },
});
const inspect = (token: string, jwt: object = {}, env = {}): Promise<Run> =>
  runZephr(['token', 'inspect', token, '--config', 'FILE'], configWith(jwt), { env });
const OTHER = aKeyPair('P-256', 'other');
const [header, payload, signature] = signToken({ claims: { sub: '1', prod: 'gold' } }).split('.') as [
  string,
  string,
  string,
];

/** A token that counts, with further claims. */
const valid = (claims: object): string => signToken({ claims: { sub: '1', ...claims } });

suite('the command token inspect', () => {
  test('prints what a good token says, ends with 0, and never has its signature', async () => {
    const { code, out } = await inspect(`${header}.${payload}.${signature}`);

    assert.equal(code, 0);
    assert.equal(
      out,
      `header  {"alg":"ES256"}\nclaims  {"sub":"1","prod":"gold"}\ntoken   valid\nreader  registered "1", holds gold\n`,
    );
  });

  test('gives the same as JSON, for a program to read', async () => {
    const args = ['token', 'inspect', signToken({ key: OTHER }), '--config', 'FILE', '--json'];
    const { code, out } = await runZephr(args, configWith({}));
    const { status, reason, reader, hints } = JSON.parse(out) as Record<string, unknown>;

    assert.equal(code, 1);
    assert.deepEqual(
      [status, reason, reader],
      ['invalid', 'signature', { state: 'anonymous', foreignUserId: null, products: [] }],
    );
    assert.equal((hints as string[]).length, 1);
  });

  for (const [what, token, jwt, says] of [
    ['is signed by another key', signToken({ key: OTHER }), {}, /signed by "ES256", but not by the key of the config/],
    [
      'is signed by another algorithm',
      signToken({ alg: 'RS256' }),
      {},
      /signed by "RS256", and the config has jwt\.publicKey, for ES256: a key of another type/,
    ],
    [
      'is signed by an algorithm that is not allowed',
      signToken(),
      { algorithms: ['RS256', 'PS256'] },
      /signed by "ES256", and jwt\.algorithms allows only "RS256", "PS256"/,
    ],
    [
      'is signed by a secret that the page must not know',
      signToken({ alg: 'HS256', secret: 's' }),
      {},
      /signed by "HS256": a shared secret.*jwt\.verifyEndpoint/,
    ],
    ['is not signed', `${encode('{"alg":"none"}')}.${payload}.AAAA`, {}, /not signed \(its "alg" is "none"\)/],
    ['has no signature', `${header}.${payload}.`, {}, /has no signature/],
    [
      'names a key that the set does not have',
      signToken({ header: { kid: 'b' } }),
      { publicKey: undefined, jwks: { keys: [{ ...aKeyPair('P-256').jwk, kid: 'a' }] } },
      /kid "b", and the config has kid "a" of jwt\.jwks, for ES256/,
    ],
    [
      'is of an issuer that differs by a slash',
      signToken({ claims: { iss: 'https://id.example/' } }),
      { issuer: 'https://id.example' },
      /"iss" is "https:\/\/id\.example\/", and jwt\.issuer is "https:\/\/id\.example": only the slash at the end differs/,
    ],
    [
      'is of an issuer in another case',
      signToken({ claims: { iss: 'https://ID.example' } }),
      { issuer: ['https://a.example', 'https://id.example'] },
      /only upper and lower case differ/,
    ],
    ['has no issuer', signToken(), { issuer: 'https://id.example' }, /has no "iss", and jwt\.issuer wants/],
    [
      'is for another audience',
      signToken({ claims: { aud: ['shop', 'mail'] } }),
      { audience: 'news' },
      /"aud" is \["shop","mail"\], and jwt\.audience is "news"\./,
    ],
    [
      'ends in milliseconds',
      signToken({ claims: { exp: 1_000 * (NOW_S + 60) } }),
      {},
      /"exp" is \d{13}, which looks like milliseconds/,
    ],
    [
      'ends at a date written as text',
      signToken({ claims: { exp: '2027-01-01' } }),
      {},
      /"exp" is "2027-01-01": it must be a number/,
    ],
    ['has ended', signToken({ claims: { exp: NOW_S - 7_200 } }), {}, /It ended 2 hours ago, at 20/],
    [
      'has ended a moment ago',
      signToken({ claims: { exp: NOW_S - 30 } }),
      {},
      /It ended 3\d seconds ago.*jwt\.clockTolerance/,
    ],
    [
      'counts later',
      signToken({ claims: { nbf: NOW_S + 7_210 } }),
      {},
      /It counts from 20\S+Z on \("nbf"\), in 2 hours/,
    ],
    ['has Bearer before it', `Bearer ${signToken()}`, {}, /begins with "Bearer"/],
    ['is in quotes', `"${signToken()}"`, {}, /in quotes/],
    ['is encoded twice', signToken().replace('.', '%2E'), {}, /percent escapes/],
    ['has a line break in it', signToken().replace('.', '.\n'), {}, /white space/],
    ['is encrypted', 'a.b.c.d.e', {}, /encrypted token \(JWE/],
    ['is the id of a session', 's3ss10n', {}, /has no dot.*id of a session/],
    ['is JSON', '{"sub":"1"}', {}, /is JSON/],
    ['is in base64', `${header}.${payload}.${signature.replace(/.$/, '=')}`, {}, /base64, not base64url/],
    ['was cut', `${header}.${payload.slice(0, -5)}.${signature}`, {}, /was cut or changed/],
    ['is too long', signToken({ claims: { a: 'x'.repeat(9_000) } }), {}, /characters, and 8192 are read at most/],
    ['was made for gift links', signToken({ header: { typ: 'zephr-gift+jwt' } }), {}, /"typ" is "zephr-gift\+jwt"/],
    ['has an extension', signToken({ header: { crit: ['exp'] } }), {}, /extension that is not supported: \["exp"\]/],
  ] as const) {
    test(`tells why a token does not count that ${what}`, async () => {
      const { code, out } = await inspect(token, jwt);

      assert.equal(code, 1, out);
      assert.match(out, says);
      const end = token.split('.')[2]?.trim();
      if (end && end.length > 20) assert.ok(!out.includes(end.slice(0, 20)));
    });
  }

  for (const [what, token, jwt, says] of [
    [
      'the claim of products is there under the name of its space',
      valid({ 'https://news.example/prod': 'gold' }),
      {},
      /no claim "prod", but "https:\/\/news\.example\/prod": the config must name it whole/,
    ],
    ['it is inside another claim', valid({ app_metadata: { prod: 'gold' } }), {}, /write "\$\.app_metadata\.prod"/],
    [
      'its path is written with dots',
      valid({ realm_access: { roles: ['gold'] } }),
      { productSyncing: { privateClaimName: 'realm_access.roles' } },
      /write "\$\.realm_access\.roles"/,
    ],
    ['it is in another case', valid({ Prod: 'gold' }), {}, /names the claim "prod"; the token has "Prod"/],
    ['it is not there at all', valid({ name: 'A' }), {}, /has no claim "prod". It has: sub, name\./],
    [
      'its value is in another case',
      valid({ prod: 'Gold' }),
      {},
      /"Gold", which is the claimValue of no product. "gold" is/,
    ],
    [
      'its value is unknown',
      valid({ prod: 'tin' }),
      {},
      /"tin", which is the claimValue of no product. The config has: "gold"/,
    ],
    ['it has several values in one text', valid({ prod: 'silver,gold' }), {}, /jwt\.productSyncing\.split to ","/],
    [
      'the claim of the reader is not there',
      signToken({ claims: { uid: '1', prod: 'gold' } }),
      {},
      /has no claim "sub". It has: uid, prod\./,
    ],
  ] as const) {
    test(`tells of a token that counts where ${what}`, async () => {
      const { code, out } = await inspect(token, jwt);

      assert.equal(code, 0, out);
      assert.match(out, says);
    });
  }

  suite('with a shared secret', () => {
    const jwt = { publicKey: undefined, verifyEndpoint: 'https://news.example/zephr/verify' };
    const octets = Buffer.from('a secret of more than thirty-two octets, for HS256');
    const token = signToken({ alg: 'HS256', secret: octets });

    for (const [what, secret, says] of [
      ['it is the one', octets.toString(), /token {3}valid/],
      ['it is another', 'another', /signed by "HS256", but not by the secret or key of the endpoint/],
      ['it is that one in base64', octets.toString('base64'), /encoded in base64/],
      ['it is that one in hex', octets.toString('hex'), /encoded in hex/],
    ] as const)
      test(`tells that ${what}`, async () => {
        assert.match((await inspect(token, jwt, { ZEPHR_JWT_SECRET: secret })).out, says);
      });

    test('asks for it where it is missing', async () => {
      assert.match((await inspect(token, jwt)).out, /set ZEPHR_JWT_SECRET/);
    });
  });

  test('refuses a key that does not import, and a config without jwt', async () => {
    const broken = aKeyPair('P-256').spki.replace(/\n[^\n]{20}/, '\n');
    const { code, err } = await inspect(signToken(), { publicKey: broken });
    const without = await runZephr(['token', 'inspect', 'a.b.c', '--config', 'FILE'], { version: 1, features: {} });

    assert.equal(code, 1);
    assert.match(err, /key-invalid {2}\/jwt\/publicKey/);
    assert.equal(without.code, 2);
    assert.match(without.err, /has no "jwt"/);
  });
});
