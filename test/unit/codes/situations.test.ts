/** Situations of the catalogue of codes that Node can make: each gives its code, as its entry says. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { suite, test } from 'node:test';
import { CODES } from '../../../src/codes/catalogue.js';
import { PREVIEW_CODES } from '../../../src/codes/preview-codes.js';
import { SEAL_CODES } from '../../../src/codes/seal-codes.js';
import type { CodeEntry } from '../../../src/codes/code-entry.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { createGifts } from '../../../src/endpoint/gifts/create-gifts.js';
import { createMemoryGiftStore } from '../../../src/endpoint/gifts/create-memory-gift-store.js';
import type { Config } from '../../../src/model/config.js';
import { readReaders } from '../../../src/readers/read-readers.js';
import { measureKey } from '../../../src/token/verify/measure-key.js';
import { validateText } from '../../../src/validate/validate-text.js';
import { aConfig, aConfigWithRule } from '../../support/a-config.js';
import { aVerifier } from '../../support/a-verifier.js';
import { aSecretToken, anEndpoint, post, SECRET, type TestEndpoint } from '../../support/an-endpoint.js';
import { NOON } from '../../support/judge-cases.js';
import { runZephr } from '../../support/run-zephr.js';
import { aKeyPair, signToken } from '../../support/sign-token.js';

type Codes = readonly unknown[];

const VERIFY = '/zephr/verify';
const lists = (count: number): string => '['.repeat(count) + ']'.repeat(count);
const fails = (): never => {
  throw new Error('It is away.');
};

async function codesOfConfig(config: object): Promise<Codes> {
  return (await validateText(JSON.stringify(config), { measureKey })).map(({ code }) => code);
}

async function refusalOf(body: string | Uint8Array): Promise<Codes> {
  const { body: answer } = await post(anEndpoint().endpoint, VERIFY, body);
  return [answer.error.code];
}

/** The events of a log after a request for a token. */
async function eventsOf({ endpoint, log }: TestEndpoint, headers = {}, connection?: unknown): Promise<Codes> {
  await post(endpoint, VERIFY, { token: aSecretToken() }, headers, connection);
  return log.map(({ event }) => event);
}

async function inProduction(run: () => Codes): Promise<Codes> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    return await Promise.resolve(run());
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/** Why gifts open nothing, for the sessions that claim one after the other. */
async function reasonsOfGift(gift: string, path: string, sessions: readonly string[]): Promise<Codes> {
  const { endpoint } = anEndpoint();
  const reasons: unknown[] = [];
  for (const session of sessions)
    reasons.push((await post(endpoint, '/zephr/gift', { gift, path, session })).body.reason);
  return reasons;
}

const mint = (path: string): Promise<string> => createGifts({ secret: SECRET }).mint(path, 3600, NOON);

function codeOf(run: () => unknown): Codes {
  try {
    run();
    return [];
  } catch (error) {
    return [(error as { code?: unknown }).code];
  }
}

/** By code: the situation as its entry has it, and the codes that it gives. */
const SITUATIONS: Readonly<Record<string, readonly [situation: string, run: () => Codes | Promise<Codes>]>> = {
  'sub-rule-too-deep': [
    'A chain of 101 sub rules.',
    () => {
      const walk = (id: string, to: unknown = 'show'): object => ({ type: 'sub-rule', rule: id, exits: { out: to } });
      const chain = Array.from({ length: 101 }, (_, index) => {
        const start = index < 100 ? walk(`s${index + 1}`, { exit: 'out' }) : { exit: 'out' };
        return [`s${index}`, { start, exits: ['out'] }];
      });
      return codesOfConfig(aConfigWithRule(walk('s0'), { subRules: Object.fromEntries(chain) as object }));
    },
  ],
  'secret-weak': [
    "`createEndpoint({ config, secret: 'short' })` with `NODE_ENV=production`.",
    () => inProduction(() => codeOf(() => anEndpoint({ secret: 'short' }))),
  ],
  'body-not-utf8': ['A body that begins with the octet `FF`.', () => refusalOf(new Uint8Array([0xff, 0x7b, 0x7d]))],
  'body-too-deep': ['A body with more than 200 lists in each other.', () => refusalOf(lists(201))],
  'body-too-large': ['A body of 20 kB.', () => refusalOf(JSON.stringify({ token: 'x'.repeat(20_000) }))],
  'rate-limited': [
    'One more request than the limit within a minute.',
    async () => {
      const { endpoint } = anEndpoint({ rateLimit: { limit: 2, windowMs: 60_000 } });
      const answers = [];
      for (let count = 0; count < 3; count++) answers.push(await post(endpoint, VERIFY, {}));
      assert.equal(answers[1]!.body.error, undefined);
      return [answers[2]!.body.error.code];
    },
  ],
  path: ['A gift for `/story`, opened at `/other`.', async () => reasonsOfGift(await mint('/story'), '/other', ['a'])],
  used: [
    'One link, opened in two browsers.',
    async () => {
      const reasons = await reasonsOfGift(await mint('/story'), '/story', ['a', 'b']);
      assert.equal(reasons[0], undefined);
      return reasons;
    },
  ],
  invalid: ['`?gift=abc`', () => reasonsOfGift('abc', '/story', ['a'])],
  request: ['Any request.', () => eventsOf(anEndpoint())],
  'store-memory': [
    '`createEndpoint` without a `store`, with `NODE_ENV=production`.',
    () => {
      const rule = { type: 'trial', tracker: 'stories', limit: 3, window: 'calendar-month', yes: 'show', no: 'teaser' };
      const config = aConfig({ jwt: {}, products: {}, features: { articles: { rules: { registered: rule } } } });
      return inProduction(() => anEndpoint({ config }).log.map(({ event }) => event));
    },
  ],
  'client-key-missing': [
    'A request with `X-Forwarded-For`.',
    () => eventsOf(anEndpoint(), { 'x-forwarded-for': '192.0.2.1' }),
  ],
  'client-unknown': ['A handler that passes only the request.', () => eventsOf(anEndpoint(), {}, null)],
  'key-unusable': [
    'A `publicKey` whose text was cut.',
    async () => {
      const { spki } = aKeyPair('P-256');
      const publicKey = spki.replace(/.{20}\n(?=-----END)/, '\n');
      const { endpoint, log } = anEndpoint({ jwt: { publicKey } });
      await post(endpoint, VERIFY, { token: signToken({ alg: 'ES256', claims: { sub: '1' } }) });
      return log.map(({ event }) => event);
    },
  ],
  'keys-unreachable': [
    'A `jwksUrl` whose server is down.',
    async () => {
      const made = anEndpoint({
        jwt: { jwksUrl: 'https://id.example/keys' },
        fetch: () => Promise.reject(new Error('down')),
      });
      await post(made.endpoint, VERIFY, {
        token: signToken({ alg: 'ES256', claims: { sub: '1' }, header: { kid: 'k' } }),
      });
      return made.log.map(({ event }) => event);
    },
  ],
  'user-store-failed': [
    'A user store that throws.',
    () => eventsOf(anEndpoint({ jwt: { userStore: { foreignKeySystem: 'crm' } }, users: { find: fails } })),
  ],
  'gift-store-failed': [
    'A store whose `claimGift` throws.',
    async () => {
      const { endpoint, log } = anEndpoint({
        store: { ...createMemoryGiftStore(() => NOON), claimGift: fails },
      });
      await post(endpoint, '/zephr/gift', { gift: await mint('/story'), path: '/story', session: 'a' });
      return log.map(({ event }) => event);
    },
  ],
  'key-unknown': [
    'A token whose `kid` is not in the key set.',
    async () => {
      const verify = aVerifier({ jwks: { keys: [{ ...aKeyPair('P-256').jwk, kid: 'old' }] } });
      return [(await verify(signToken({ alg: 'ES256', claims: { sub: '1' }, header: { kid: 'new' } }))).reason];
    },
  ],
  rule: [
    'A decision of a feature with a rule.',
    () => [compileConfig(aConfigWithRule('show')).decide('articles', {}).reason],
  ],
  'readers-too-deep': [
    'Claims with 200 lists in each other.',
    () => {
      const claims = `{ "sub": "1", "deep": ${lists(200)} }`;
      const text = `{ "version": 1, "readers": { "a": { "claims": ${claims} } } }`;
      return readReaders(text, [aConfig() as unknown as Config]).mistakes.map(({ code }) => code);
    },
  ],
  'key-weak': [
    'A `publicKey` of 1024 bits.',
    () => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      return codesOfConfig(aConfig({ jwt: { publicKey: publicKey.export({ type: 'spki', format: 'pem' }) } }));
    },
  ],
  'claim-unusable': [
    '`zephr validate zephr.json --claims \'{"sub":12345678901234567890}\'`',
    async () => {
      const { out } = await runZephr(
        ['validate', 'FILE', '--claims', '{"sub":12345678901234567890}', '--json'],
        aConfig(),
      );
      return (JSON.parse(out) as { mistakes: readonly { code: string }[] }).mistakes.map(({ code }) => code);
    },
  ],
};

/** Situations of files, databases, cookies, browsers and clocks, which the named tests make. */
const MADE_ELSEWHERE: readonly string[] = [
  ...['internal', 'weak-key', 'ambiguous', 'insecure-context', 'unsupported', 'fault', 'unknown-feature'],
  ...['file-foreign', 'file-damaged', 'file-locked', 'file-lost', 'schema-newer', 'user-invalid', 'store-failed'],
  ...['store-unavailable', 'request-timeout', 'usage-store-failed', 'assertion-failed', 'content-api-failed'],
  ...['webhook-unknown', 'webhook-failed', 'webhook-dropped'],
  ...['preview-store-failed', 'event-store-failed', 'preview-unknown', 'access-log-failed'],
  ...Object.keys(PREVIEW_CODES).filter((code) => code !== 'preview-off'),
  ...Object.entries(SEAL_CODES).flatMap(([code, { example }]) => ('situation' in example ? [code] : [])),
];

suite('the situation of the code', () => {
  for (const [code, [situation, run]] of Object.entries(SITUATIONS)) {
    test(`${code} gives it`, async () => {
      const { example } = (CODES as Readonly<Record<string, CodeEntry>>)[code]!;
      const found = await run();

      assert.equal('situation' in example && example.situation, situation);
      assert.ok(found.includes(code), `found ${JSON.stringify(found)}`);
    });
  }

  test('is in this file where a unit test makes it, but for the listed ones', () => {
    const listed = Object.entries(CODES as Readonly<Record<string, CodeEntry>>).flatMap(([code, { example }]) =>
      'situation' in example && example.test.startsWith('test/unit/') ? [code] : [],
    );

    assert.deepEqual(
      listed.filter((code) => !Object.hasOwn(SITUATIONS, code) && !MADE_ELSEWHERE.includes(code)),
      [],
    );
    assert.deepEqual(
      MADE_ELSEWHERE.filter((code) => !listed.includes(code)),
      [],
    );
  });
});
