import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createEndpoint } from '../../../src/endpoint/create-endpoint.js';
import { createGifts } from '../../../src/endpoint/gifts/create-gifts.js';
import type { TrackedView } from '../../../src/endpoint/store.js';
import { addressOfCode } from '../../../src/lib/address-of-code.js';
import { aConfig } from '../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, SECRET, send } from '../../support/an-endpoint.js';
import { NOON } from '../../support/judge-cases.js';
import { override } from '../../support/override.js';
import { aKeyPair, signToken } from '../../support/sign-token.js';

const CLAIMS = { sub: 'reader-77', email: 'reader@news.example', prod: 'gold', exp: NOON / 1000 + 600 };

/** Runs something and gives all that it wrote to the console. */
async function listen(run: () => Promise<unknown>): Promise<string[]> {
  const written: string[] = [];
  const undo = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    override(console, name, { value: (...words: unknown[]) => written.push(`${name} ${words.join(' ')}`) }),
  );
  try {
    await run();
  } finally {
    undo.forEach((putBack) => putBack());
  }
  return written;
}

suite('the log', () => {
  test('has one entry a request: when, which route, what came of it, how long it took', async () => {
    const { endpoint, log } = anEndpoint();
    await post(endpoint, '/zephr/verify', { token: aSecretToken(CLAIMS) });
    await post(endpoint, '/zephr/decide', { token: aSecretToken({ exp: 1 }) });
    await post(endpoint, '/zephr/gift', { gift: 'x', path: '/', session: 's' });
    await send(endpoint, '/zephr/facts');
    await send(endpoint, '/zephr/health', { method: 'HEAD' });
    await post(endpoint, '/zephr/verify', '{');
    await send(endpoint, '/zephr/verify/reader-77?token=abc', { method: 'PROPFIND' });

    assert.deepEqual(
      log.map(({ ms, ...entry }) => {
        assert.ok(typeof ms === 'number' && ms >= 0);
        return Object.values(entry).join(' ');
      }),
      [
        '2026-03-02T12:00:00.000Z info request /zephr/verify POST 200 valid',
        '2026-03-02T12:00:00.000Z info request /zephr/decide POST 200 expired',
        '2026-03-02T12:00:00.000Z info request /zephr/gift POST 200 invalid',
        '2026-03-02T12:00:00.000Z info request /zephr/facts GET 200',
        '2026-03-02T12:00:00.000Z info request /zephr/health HEAD 200',
        '2026-03-02T12:00:00.000Z info request /zephr/verify POST 400 body-not-json',
        '2026-03-02T12:00:00.000Z info request other other 404 not-found',
      ],
    );
  });

  test('holds no token, no part of one, no claim, no record, no address and no secret, whatever happens', async () => {
    const options = {
      jwt: { userStore: { foreignKeySystem: 'crm' } },
      signingKey: aKeyPair('P-256').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      publicKey: { ...aKeyPair('P-384').jwk, x: 'AAAA' },
      users: {
        find: (system: string, id: string) => {
          if (id === 'broken') throw new Error(`${system} ${id} reader@news.example`);
          return { plan: 'platinum-plus' };
        },
      },
      store: {
        claimGift: (id: string, session: string) => Promise.reject(new Error(`${id} ${session}`)),
        spend: (reader: string, [spend]: readonly TrackedView[]) =>
          Promise.reject(new Error(`${reader} ${spend?.item}`)),
        readUsage: (reader: string) => Promise.reject(new Error(reader)),
        carry: (from: string, to: string) => Promise.reject(new Error(`${from} ${to}`)),
      },
      rateLimit: { limit: 15, windowMs: 60_000 },
    };
    const { endpoint, log } = anEndpoint(options);
    const { endpoint: other } = anEndpoint({ ...options, log: (entry) => log.push(entry) });
    const tokens = [
      aSecretToken(CLAIMS),
      aSecretToken({ ...CLAIMS, sub: 'broken' }),
      aSecretToken({ ...CLAIMS, exp: 1 }),
      signToken({ alg: 'HS256', secret: 'forged', claims: CLAIMS }),
      signToken({ alg: 'ES384', claims: CLAIMS }),
      signToken({ alg: 'none', claims: CLAIMS }),
    ];
    const gift = await createGifts({ secret: SECRET }).mint('/news/secret-story', 60, Date.now());
    const written = await listen(async () => {
      for (const token of tokens) {
        await post(endpoint, '/zephr/verify', { token });
        await post(
          endpoint,
          '/zephr/decide',
          { customData: { mail: 'reader@news.example' } },
          { authorization: `Bearer ${token}` },
          { address: '192.0.2.77' },
        );
        await post(
          endpoint,
          `/zephr/verify?jwt=${token}`,
          {},
          { cookie: `blaize_jwt=${token}`, 'user-agent': 'reader-77' },
        );
        await post(endpoint, `/zephr/${token}`, `${token}`);
      }
      for (const session of ['session-of-77', 'session-of-77'])
        await post(endpoint, '/zephr/gift', { gift, path: '/news/secret-story', session });
      const spend = [{ id: 'id-of-77', tracker: 'articles/anonymous', item: '/news/secret-story', at: 1 }];
      for (const token of tokens)
        await post(other, '/zephr/usage', { token, reader: 'browser-of-reader-77', carry: true, spend });
    });
    const all = [JSON.stringify(log), ...written].join('\n');
    const kept = [
      ...[...tokens, gift].flatMap((token) => [token, ...token.split('.').filter((part) => part.length > 3)]),
      ...[
        'reader-77',
        'reader@news.example',
        'broken',
        'gold',
        'platinum-plus',
        '192.0.2.77',
        'session-of-77',
        'id-of-77',
        'browser-of',
      ],
      ...['secret-story', SECRET, 'PRIVATE', 'crm'],
    ];

    assert.deepEqual(
      kept.filter((text) => all.includes(text)),
      [],
    );
    assert.deepEqual(written, []);
    assert.deepEqual(
      [...new Set(log.map(({ event }) => event))].sort(),
      [
        'gift-store-failed',
        'key-unusable',
        'rate-limited',
        'request',
        'usage-store-failed',
        'user-store-failed',
      ].sort(),
    );
    assert.ok(log.some(({ status }) => status === 429));
  });

  test('that throws breaks no response', async () => {
    const { endpoint } = anEndpoint({
      log: () => {
        throw new Error('disk full');
      },
    });

    assert.equal((await post(endpoint, '/zephr/verify', { token: aSecretToken(CLAIMS) })).body.ok, true);
  });

  test('of who names none: warnings and errors as lines of JSON, and nothing of a request that went well', async () => {
    const written = await listen(async () => {
      const endpoint = createEndpoint({
        config: aConfig({ jwt: { ...JWT, userStore: { foreignKeySystem: 'crm' } } }),
        secret: 'secret',
        users: { find: () => Promise.reject(new TypeError('reader-77')) },
      });
      await post(endpoint, '/zephr/verify', {});
      await post(endpoint, '/zephr/verify', {
        token: signToken({ alg: 'HS256', secret: 'secret', claims: { sub: 'reader-77' } }),
      });
    });

    assert.deepEqual(
      written.map((line) => {
        const { time, message: _message, ...entry } = JSON.parse(line.replace(/^warn /, ''));
        assert.ok(Math.abs(Date.parse(time) - Date.now()) < 60_000);
        return entry;
      }),
      [
        { level: 'warn', event: 'secret-weak', pointer: '/secret', help: addressOfCode('secret-weak') },
        {
          level: 'warn',
          event: 'user-store-failed',
          error: 'TypeError',
          code: 'store-failed',
          help: addressOfCode('user-store-failed'),
        },
      ],
    );
  });
});
