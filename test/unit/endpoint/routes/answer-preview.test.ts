import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { EndpointOptions } from '../../../../src/endpoint/create-endpoint.js';
import { createMemoryPreviewStore } from '../../../../src/endpoint/previews/create-memory-preview-store.js';
import { MAX_PREVIEW_CHARACTERS } from '../../../../src/preview/limits.js';
import { toPreviewId } from '../../../../src/preview/preview-link.js';
import { aConfig } from '../../../support/a-config.js';
import { aForgedPreview, aPreview, aPreviewKey, ORIGIN } from '../../../support/a-preview.js';
import { anEndpoint, JWT, post, send, type TestEndpoint } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const { publicKey, privateKey } = aPreviewKey();
const EDIT = { pointer: '/texts/heading', after: 'Hello' };
const UNKNOWN = 'AAAAAAAAAAAAAAAAAAAAAA';
const HOUR = 3_600_000;

const withPreview = (preview: unknown): unknown => ({ ...(aConfig({ jwt: JWT }) as object), preview });
const endpointOf = (options: Partial<EndpointOptions> = {}, origins?: readonly string[]): TestEndpoint =>
  anEndpoint({ config: withPreview({ publicKey, origins }), ...options });
const sign = (options: Parameters<typeof aPreview>[2] = {}): Promise<string> =>
  aPreview(privateKey, [EDIT], { now: NOON, ...options });
/** Says of an answer its status and the code of its refusal. */
const refusalOf = ({ status, body }: { status: number; body: { error?: { code: string } } }): string =>
  `${status} ${body.error?.code}`;

suite('POST /zephr/preview', () => {
  test('keeps a preview, and gives its id, under which it is found', async () => {
    const { endpoint, log } = endpointOf();
    const preview = await sign();
    const kept = await post(endpoint, '/zephr/preview', { preview });
    assert.deepEqual([kept.status, kept.body], [201, { id: await toPreviewId(preview) }]);
    const found = await send(endpoint, `/zephr/preview/${kept.body.id}`);
    assert.deepEqual([found.status, found.body], [200, { preview }]);
    assert.equal(found.headers.get('cache-control'), 'no-store');
    // The log has neither preview nor id.
    assert.deepEqual(
      log.map(({ route, outcome }) => [route, outcome]),
      [
        ['/zephr/preview', 'kept'],
        ['/zephr/preview/:id', 'found'],
      ],
    );
  });

  test('keeps one that is far larger than other bodies, and refuses one that no page reads', async () => {
    const { endpoint } = endpointOf();
    const texts = Array.from({ length: 60_000 }, () => Math.random().toString(36)).join('');
    const preview = await aPreview(privateKey, [{ ...EDIT, after: texts.slice(0, 300_000) }], { now: NOON });
    assert.ok(preview.length > 200_000);
    assert.equal((await post(endpoint, '/zephr/preview', { preview })).status, 201);

    const long = { preview: 'a'.repeat(MAX_PREVIEW_CHARACTERS + 1) };
    assert.equal(refusalOf(await post(endpoint, '/zephr/preview', long)), '413 preview-too-large');
    const endless = { preview: 'a'.repeat(2_000_000) };
    assert.equal(refusalOf(await post(endpoint, '/zephr/preview', endless)), '413 body-too-large');
    // Other routes stay at their limit.
    assert.equal(refusalOf(await post(endpoint, '/zephr/verify', { token: 'a'.repeat(20_000) })), '413 body-too-large');
  });

  test('keeps nothing that the key of the config has not signed, or that no page would run', async () => {
    const { endpoint } = endpointOf({}, [ORIGIN]);
    const seconds = NOON / 1000;
    const hmac = signToken({ alg: 'HS256', secret: publicKey, typ: 'zephr-preview+jwt', claims: {} } as never);
    const none = `${Buffer.from('{"alg":"none","typ":"zephr-preview+jwt"}').toString('base64url')}.e30.`;
    const rows = [
      ['400 field-invalid', 7],
      ['400 field-invalid', undefined],
      ['400 preview-malformed', ''],
      ['400 preview-malformed', 'a.b.c'],
      ['400 preview-malformed', none],
      ['400 preview-malformed', hmac],
      ['400 preview-signature', await aPreview(aPreviewKey().privateKey, [EDIT], { now: NOON })],
      ['400 preview-expired', await sign({ now: NOON - 2 * HOUR })],
      ['400 preview-not-yet', await sign({ now: NOON + HOUR })],
      ['400 preview-origin', await sign({ origins: ['https://other.example'] })],
      ['400 preview-too-long', await aForgedPreview(privateKey, { iat: seconds, exp: seconds + 9 * 3600 })],
      ['400 preview-frozen', await aForgedPreview(privateKey, { iat: seconds, exp: seconds + 60, edits: [{ pointer: '/jwt/issuer', after: 'a' }] })],
    ] as const; // prettier-ignore
    for (const [refusal, preview] of rows) {
      const answered = await post(endpoint, '/zephr/preview', { preview });
      assert.equal(refusalOf(answered), refusal, String(preview).slice(0, 80));
      assert.ok(typeof preview !== 'string' || preview === '' || !JSON.stringify(answered.body).includes(preview));
      const id = await toPreviewId(String(preview));
      assert.equal(refusalOf(await send(endpoint, `/zephr/preview/${id}`)), '404 preview-unknown');
    }
  });

  test('is not there where the config has no preview with a key, nor is its larger body', async () => {
    for (const preview of [undefined, 7, {}, { publicKey: 'abc' }, { origins: [ORIGIN] }]) {
      const { endpoint } = anEndpoint({ config: withPreview(preview) });
      assert.equal(refusalOf(await post(endpoint, '/zephr/preview', { preview: await sign() })), '404 not-found');
      assert.equal(refusalOf(await send(endpoint, `/zephr/preview/${UNKNOWN}`)), '404 not-found');
      const long = { preview: 'a'.repeat(20_000) };
      assert.equal(refusalOf(await post(endpoint, '/zephr/preview', long)), '413 body-too-large');
    }
  });

  test('answers by the key of previews alone: one for tokens is another one', async () => {
    const { endpoint } = endpointOf();
    const pair = aKeyPair('P-256', 'tokens');
    const byOther = aPreview(String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })), [EDIT], { now: NOON });
    assert.equal(
      refusalOf(await post(endpoint, '/zephr/preview', { preview: await byOther })),
      '400 preview-signature',
    );
  });
});

suite('GET /zephr/preview/ID', () => {
  test('knows no other ids, and asks the store for none that cannot be one', async () => {
    const asked: string[] = [];
    const findPreview = (id: string): null => {
      asked.push(id);
      return null;
    };
    const { endpoint } = endpointOf({ store: { claimGift: () => true, keepPreview: () => {}, findPreview } });
    for (const id of [UNKNOWN, 'a', '%00'.padEnd(24, 'a'), `${UNKNOWN}A`, '__proto__', encodeURIComponent('ж'.repeat(22))])
      assert.equal(refusalOf(await send(endpoint, `/zephr/preview/${id}`)), '404 preview-unknown', id); // prettier-ignore
    assert.deepEqual(asked, [UNKNOWN]);
    assert.equal(refusalOf(await send(endpoint, `/zephr/preview/${UNKNOWN}/more`)), '404 not-found');
    assert.equal(refusalOf(await post(endpoint, `/zephr/preview/${UNKNOWN}`, {})), '405 method-not-allowed');
  });

  test('forgets a preview when it ends', async () => {
    let now = NOON;
    const { endpoint } = endpointOf({ now: () => now });
    const { body } = await post(endpoint, '/zephr/preview', { preview: await sign({ hours: 1 }) });
    now = NOON + HOUR - 1;
    assert.equal((await send(endpoint, `/zephr/preview/${body.id}`)).status, 200);
    now = NOON + HOUR;
    assert.equal(refusalOf(await send(endpoint, `/zephr/preview/${body.id}`)), '404 preview-unknown');
  });

  test('is read by pages of the origins that the endpoint allows, and by no others', async () => {
    const { endpoint } = endpointOf({ allowedOrigins: [ORIGIN] });
    const { body } = await post(endpoint, '/zephr/preview', { preview: await sign() });
    const allowed = async (origin: string): Promise<string | null> =>
      (await send(endpoint, `/zephr/preview/${body.id}`, { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    assert.equal(await allowed(ORIGIN), ORIGIN);
    assert.equal(await allowed('https://other.example'), null);
  });

  test('counts for the rate limit of the client, as its other requests', async () => {
    const { endpoint, log } = endpointOf({ rateLimit: { limit: 2, windowMs: 60_000 } });
    for (const status of [404, 404, 429])
      assert.equal((await send(endpoint, `/zephr/preview/${UNKNOWN}`)).status, status);
    assert.equal(log.at(-1)?.route, '/zephr/preview/:id');
  });

  test('follows the base of the routes', async () => {
    const { endpoint } = endpointOf({ base: '/api' });
    const { body } = await post(endpoint, '/api/preview', { preview: await sign() });
    assert.equal((await send(endpoint, `/api/preview/${body.id}`)).status, 200);
  });
});

suite('a store of previews', () => {
  test('that fails is a 503 with an entry of the log', async () => {
    const fail = (): never => {
      throw new Error('out of reach');
    };
    const store = { claimGift: () => true, keepPreview: fail, findPreview: fail };
    const { endpoint, log } = endpointOf({ store });
    assert.equal(refusalOf(await post(endpoint, '/zephr/preview', { preview: await sign() })), '503 store-unavailable');
    assert.equal(refusalOf(await send(endpoint, `/zephr/preview/${UNKNOWN}`)), '503 store-unavailable');
    assert.equal(log.filter(({ event }) => event === 'preview-store-failed').length, 1);
  });

  test('has both methods or none, and without them memory keeps previews', async () => {
    const kept = createMemoryPreviewStore(() => NOON);
    const keepPreview: typeof kept.keepPreview = (...given) => kept.keepPreview(...given);
    const findPreview: typeof kept.findPreview = (id) => kept.findPreview(id);
    for (const store of [{ keepPreview }, { findPreview }])
      assert.throws(() => endpointOf({ store: { claimGift: () => true, ...store } }), { code: 'option-invalid' });

    const { endpoint } = endpointOf({ store: { claimGift: () => true } });
    const { body } = await post(endpoint, '/zephr/preview', { preview: await sign() });
    assert.equal((await send(endpoint, `/zephr/preview/${body.id}`)).status, 200);
    const own = endpointOf({ store: { claimGift: () => true, keepPreview, findPreview } }).endpoint;
    await post(own, '/zephr/preview', { preview: await sign() });
    assert.equal((await send(own, `/zephr/preview/${body.id}`)).status, 404);
  });
});
