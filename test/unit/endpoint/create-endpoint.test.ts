import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createEndpoint, type EndpointOptions } from '../../../src/endpoint/create-endpoint.js';
import { EndpointError } from '../../../src/endpoint/endpoint-error.js';
import type { LogEntry } from '../../../src/endpoint/create-log.js';
import { ConfigError } from '../../../src/model/config-error.js';
import { aConfig } from '../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, SECRET } from '../../support/an-endpoint.js';
import { aKeyPair, signToken } from '../../support/sign-token.js';

const pkcs8 = (type: string): string => aKeyPair(type).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const privateJwk = (type: string): object => aKeyPair(type).privateKey.export({ format: 'jwk' });
const config = aConfig({ jwt: JWT });

/** Code and pointer of what making an endpoint throws. */
function mistakeOf(options: unknown): string {
  try {
    createEndpoint(options as EndpointOptions);
    return 'none';
  } catch (error) {
    if (!(error instanceof EndpointError) && !(error instanceof ConfigError)) throw error;
    return `${error.name} ${error.code} ${error.pointer}`;
  }
}

function inProduction<Result>(run: () => Result): Result {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

suite('an endpoint is not made', () => {
  const mistakes: readonly (readonly [says: string, options: unknown, mistake: string])[] = [
    ['without options', undefined, 'EndpointError option-invalid '],
    ['without any key', { config }, 'EndpointError key-missing '],
    ...['jwks.json', '/jwks.json', '//id.example/jwks.json', 'https://u:p@id.example/jwks.json'].map(
      (jwksUrl) =>
        [
          `with the key set's address ${jwksUrl}`,
          { config: aConfig({ jwt: { jwksUrl } }) },
          'EndpointError key-set-url-invalid /config/jwt/jwksUrl',
        ] as const,
    ),
    ['with a secret whose variable is not set', { config, secret: undefined }, 'EndpointError key-missing '],
    ['with an empty secret', { config, secret: '' }, 'EndpointError secret-empty /secret'],
    ['with a secret of no octets', { config, secret: new Uint8Array() }, 'EndpointError secret-empty /secret'],
    ['with a secret that is a number', { config, secret: 1 }, 'EndpointError secret-invalid /secret'],
    ['with a secret that is null', { config, secret: null }, 'EndpointError secret-invalid /secret'],
    ['with an invalid public key', { config, publicKey: 'key' }, 'EndpointError key-invalid /publicKey'],
    [
      'with a private key for a public one',
      { config, publicKey: pkcs8('P-256') },
      'EndpointError key-invalid /publicKey',
    ],
    [
      'with a private JWK for a public one',
      { config, publicKey: privateJwk('P-256') },
      'EndpointError key-invalid /publicKey',
    ],
    [
      'with a symmetric JWK',
      { config, publicKey: { kty: 'oct', k: 'c2VjcmV0' } },
      'EndpointError key-invalid /publicKey',
    ],
    ['with an invalid key set', { config, jwks: [] }, 'EndpointError key-invalid /jwks'],
    ['with a key set without keys', { config, jwks: { keys: [] } }, 'EndpointError key-invalid /jwks'],
    [
      'with a signing key of another curve',
      { config, secret: SECRET, signingKey: pkcs8('P-384') },
      'EndpointError signing-key-invalid /signingKey',
    ],
    [
      'with a signing key of RSA',
      { config, secret: SECRET, signingKey: pkcs8('RSA') },
      'EndpointError signing-key-invalid /signingKey',
    ],
    [
      'with a public signing key',
      { config, secret: SECRET, signingKey: aKeyPair('P-256').spki },
      'EndpointError signing-key-invalid /signingKey',
    ],
    [
      'with a public JWK to sign with',
      { config, secret: SECRET, signingKey: aKeyPair('P-256').jwk },
      'EndpointError signing-key-invalid /signingKey',
    ],
    [
      'with a signing key of nothing',
      { config, secret: SECRET, signingKey: {} },
      'EndpointError signing-key-invalid /signingKey',
    ],
    [
      'with an origin that has a path',
      { config, secret: SECRET, allowedOrigins: ['https://a.example', 'https://b.example/'] },
      'EndpointError origin-invalid /allowedOrigins/1',
    ],
    [
      'with the origin null',
      { config, secret: SECRET, allowedOrigins: ['null'] },
      'EndpointError origin-invalid /allowedOrigins/0',
    ],
    [
      'with a pattern for an origin',
      { config, secret: SECRET, allowedOrigins: ['https://*.example'] },
      'EndpointError origin-invalid /allowedOrigins/0',
    ],
    [
      'with one origin that is not in a list',
      { config, secret: SECRET, allowedOrigins: 'https://a.example' },
      'EndpointError option-invalid /allowedOrigins',
    ],
    [
      'with a limit of nothing',
      { config, secret: SECRET, rateLimit: { limit: 0, windowMs: 1 } },
      'EndpointError option-invalid /rateLimit/limit',
    ],
    [
      'with a window that is a text',
      { config, secret: SECRET, rateLimit: { limit: 1, windowMs: '1' } },
      'EndpointError option-invalid /rateLimit/windowMs',
    ],
    ['with a store that cannot find', { config, secret: SECRET, users: {} }, 'EndpointError option-invalid /users'],
    [
      'with a store that cannot claim',
      { config, secret: SECRET, store: new Map() },
      'EndpointError option-invalid /store',
    ],
    [
      'with a client key that is a header',
      { config, secret: SECRET, clientKey: 'x-real-ip' },
      'EndpointError option-invalid /clientKey',
    ],
    ['without a config', { secret: SECRET }, 'ConfigError type-wrong '],
    [
      'with a mistake inside a feature',
      { config: aConfig({ products: {}, features: { a: { rules: { anonymous: 'wall' } } } }), secret: SECRET },
      'ConfigError step-unknown /features/a/rules/anonymous',
    ],
    [
      'with a secret inside the config',
      { config: aConfig({ jwt: { ...JWT, secret: SECRET } }), secret: SECRET },
      'ConfigError secret-in-browser /jwt/secret',
    ],
    [
      'with an invalid public key in the config',
      { config: aConfig({ jwt: { ...JWT, publicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' } }) },
      'ConfigError key-invalid /jwt/publicKey',
    ],
  ];
  for (const [says, options, mistake] of mistakes) test(says, () => assert.equal(mistakeOf(options), mistake));

  test('and no message quotes a secret or a key', () => {
    const quoted = 'PROBE-7f3a';
    for (const options of [
      { config, publicKey: quoted },
      { config, secret: SECRET, signingKey: quoted },
      { config, secret: SECRET, signingKey: { kty: 'EC', d: quoted } },
      { config: aConfig({ jwt: { ...JWT, secret: quoted } }), secret: SECRET },
    ]) {
      assert.throws(
        () => createEndpoint(options),
        (error: Error) => !`${error.message} ${JSON.stringify(error)}`.includes(quoted),
      );
    }
  });

  test('with a key in SEC 1 form, and says how to convert it', () => {
    const signingKey = aKeyPair('P-256').privateKey.export({ type: 'sec1', format: 'pem' }) as string;

    assert.throws(() => createEndpoint({ config, secret: SECRET, signingKey }), /openssl pkcs8 -topk8/);
  });
});

suite('a secret that can be guessed', () => {
  const weak = 'secret';
  const start = (secret: string, algorithms?: readonly string[]): LogEntry[] => {
    const log: LogEntry[] = [];
    createEndpoint({
      config: aConfig({ jwt: { ...JWT, ...(algorithms && { algorithms }) } }),
      secret,
      log: (entry) => log.push(entry),
    });
    return log;
  };

  for (const [says, secret, algorithms, warns] of [
    ['the tutorial’s', weak, undefined, true],
    ['one octet too few for HS256', 'x'.repeat(31), undefined, true],
    ['just enough for HS256', 'x'.repeat(32), undefined, false],
    ['enough for HS256 where only HS512 counts', 'x'.repeat(63), ['HS512'], true],
    ['enough for HS512', 'x'.repeat(64), ['HS512'], false],
    ['enough for the shorter of two', 'x'.repeat(48), ['HS384', 'HS512'], false],
    ['characters that are several octets each', 'ü'.repeat(16), undefined, false],
  ] as const) {
    test(`${says}: ${warns ? 'a warning at start' : 'nothing is said'}`, () => {
      const found = start(secret, algorithms).map(({ level, event, pointer }) => ({ level, event, pointer }));

      assert.deepEqual(found, warns ? [{ level: 'warn', event: 'secret-weak', pointer: '/secret' }] : []);
    });
  }

  test('works all the same, as the tutorial’s has to', async () => {
    const { endpoint } = anEndpoint({ secret: weak });
    const token = signToken({ alg: 'HS256', secret: weak, claims: { sub: '1234567890', prod: 'gold' } });
    const { body } = await post(endpoint, '/zephr/verify', { token });

    assert.deepEqual(body, { ok: true, claims: { sub: '1234567890', prod: 'gold' }, user: null });
  });

  test('is refused in production', () => {
    const mistake = inProduction(() => mistakeOf({ config, secret: weak }));

    assert.equal(mistake, 'EndpointError secret-weak /secret');
  });

  test('and in production, a hash that is longer than the secret', async () => {
    const secret = 'x'.repeat(48);
    const { endpoint, log } = inProduction(() => anEndpoint({ secret }));
    const answers = [];
    for (const alg of ['HS256', 'HS384', 'HS512']) {
      const { body } = await post(endpoint, '/zephr/verify', { token: signToken({ alg, secret }) });
      answers.push(body.reason ?? 'ok');
    }

    assert.deepEqual(answers, ['ok', 'ok', 'signature']);
    assert.deepEqual(
      log.map(({ outcome }) => outcome),
      ['valid', 'valid', 'weak-key'],
    );
  });
});

suite('the keys of an endpoint', () => {
  const ask = async (options: Parameters<typeof anEndpoint>[0], token: string): Promise<string> => {
    const { body } = await post(anEndpoint(options).endpoint, '/zephr/verify', { token });
    return body.ok ? 'ok' : body.reason;
  };
  const ours = aKeyPair('P-256');
  const theirs = aKeyPair('P-256', 'theirs');
  const es256 = signToken();

  for (const alg of ['HS256', 'HS384', 'HS512']) {
    test(`${alg} verifies with the secret`, async () => assert.equal(await ask({}, aSecretToken({}, { alg })), 'ok'));
  }
  for (const [says, options, token, answer] of [
    ['a secret as octets', { secret: new TextEncoder().encode(SECRET) }, aSecretToken(), 'ok'],
    ['another secret', { secret: `${SECRET}!` }, aSecretToken(), 'signature'],
    ['a public key in PEM', { secret: undefined, publicKey: ours.spki }, es256, 'ok'],
    ['a public key as JWK', { secret: undefined, publicKey: ours.jwk }, es256, 'ok'],
    ['a public key beside a secret', { publicKey: ours.spki }, es256, 'ok'],
    ['the secret beside a public key', { publicKey: ours.spki }, aSecretToken(), 'ok'],
    [
      'a key set',
      { secret: undefined, jwks: { keys: [{ ...ours.jwk, kid: 'k' }] } },
      signToken({ header: { kid: 'k' } }),
      'ok',
    ],
    [
      'an unknown key id falls back to the secret',
      { jwks: { keys: [{ ...ours.jwk, kid: 'k' }] } },
      aSecretToken({}, { header: { kid: 'other' } }),
      'ok',
    ],
    ['the public key of the config', { secret: undefined, jwt: { publicKey: ours.spki } }, es256, 'ok'],
    [
      'an option goes before the config’s key',
      { secret: undefined, publicKey: ours.spki, jwt: { publicKey: theirs.spki } },
      es256,
      'ok',
    ],
    [
      'and takes its place',
      { secret: undefined, publicKey: theirs.spki, jwt: { publicKey: ours.spki } },
      es256,
      'signature',
    ],
    ['an algorithm that the config leaves out', { jwt: { algorithms: ['HS512'] } }, aSecretToken(), 'signature'],
    [
      'a public key taken for a secret',
      { secret: undefined, publicKey: ours.spki },
      signToken({ alg: 'HS256', secret: ours.spki }),
      'signature',
    ],
    [
      'the same where there is a secret too',
      { publicKey: ours.spki },
      signToken({ alg: 'HS256', secret: ours.spki }),
      'signature',
    ],
  ] as const) {
    test(`${says}: ${answer}`, async () => assert.equal(await ask(options, token), answer));
  }

  test('a key set that is fetched, with a key that came later', async () => {
    let keys = [{ ...theirs.jwk, kid: 'old' }];
    let now = Date.now();
    const asked: unknown[] = [];
    const { endpoint } = anEndpoint({
      secret: undefined,
      jwt: { jwksUrl: 'https://id.example/jwks.json' },
      now: () => now,
      fetch: async (url, init) => {
        asked.push(url);
        assert.ok(init.signal);
        return Response.json({ keys });
      },
    });
    const verify = async (header: object, key = ours): Promise<unknown> =>
      (await post(endpoint, '/zephr/verify', { token: signToken({ header: { ...header }, key }) })).body.ok;

    assert.equal(await verify({ kid: 'old' }, theirs), true);
    keys = [...keys, { ...ours.jwk, kid: 'new' }];
    now += 31_000;
    assert.equal(await verify({ kid: 'new' }), true);
    assert.equal(await verify({ kid: 'forged' }), false);
    assert.deepEqual(asked, ['https://id.example/jwks.json', 'https://id.example/jwks.json']);
  });

  test('an unreachable key set has a reason of its own', async () => {
    const options = {
      secret: undefined,
      jwt: { jwksUrl: 'https://id.example/jwks.json' },
      fetch: async () => Response.error(),
    };

    assert.equal(await ask(options, signToken({ header: { kid: 'k' } })), 'network');
  });

  test('a key that does not import fails its own tokens only, and is logged', async () => {
    const { y: _y, ...half } = ours.jwk;
    const { endpoint, log } = anEndpoint({ publicKey: half });
    const answers = [es256, aSecretToken()].map((token) => post(endpoint, '/zephr/verify', { token }));

    assert.deepEqual(
      (await Promise.all(answers)).map(({ status, body }) => [status, body.ok]),
      [
        [200, false],
        [200, true],
      ],
    );
    assert.ok(log.some(({ event, pointer }) => event === 'key-unusable' && pointer === '/jwt/publicKey'));
  });
});
