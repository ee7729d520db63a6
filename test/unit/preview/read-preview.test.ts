import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { suite, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { exportJWK } from 'jose/key/export';
import { importSPKI } from 'jose/key/import';
import type { PreviewReason } from '../../../src/model/codes.js';
import { MAX_EDITS_BYTES, MAX_PREVIEW_CHARACTERS } from '../../../src/preview/limits.js';
import { readPreview, type PreviewTerms } from '../../../src/preview/read-preview.js';
import { aForgedPreview, aPreview, aPreviewKey, ORIGIN } from '../../support/a-preview.js';

const { publicKey, privateKey } = aPreviewKey();
const other = aPreviewKey();
const EDIT = { pointer: '/features/articles/rules/anonymous/content', before: 'hide', after: 'show' };
const HOUR_MS = 3_600_000;

async function reasonOf(jws: string, terms: Partial<PreviewTerms> = {}): Promise<PreviewReason | null> {
  const read = await readPreview(jws, { publicKey, origin: ORIGIN, now: Date.now(), ...terms });
  return 'reason' in read ? read.reason : null;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

suite('a preview that counts', () => {
  test('gives its edits, its readers and who made it', async () => {
    const readers = { texan: { claims: { sub: '1', state: 'Texas' } } };
    const edits = [EDIT, { pointer: '/texts/heading', after: 'Hello' }, { pointer: '/products/gold', before: {} }];
    const jws = await aPreview(privateKey, edits, { readers, by: 'the desk', hours: 2 });
    const read = await readPreview(jws, { publicKey, origin: ORIGIN, now: Date.now() });
    assert.ok('preview' in read);
    assert.deepEqual(read.preview.edits, edits);
    assert.deepEqual(JSON.parse(JSON.stringify(read.preview.readers)), readers);
    assert.equal(read.preview.by, 'the desk');
    assert.equal(read.preview.exp - read.preview.iat, 7200);
  });

  test('may be for several origins, and is kept by an endpoint whatever they are', async () => {
    const jws = await aPreview(privateKey, [EDIT], { origins: ['https://a.example', ORIGIN] });
    assert.equal(await reasonOf(jws), null);
    assert.equal(await reasonOf(jws, { origins: [ORIGIN] }), null);
    assert.equal(await reasonOf(await aPreview(privateKey, [EDIT], { origins: ['https://a.example'] }), { origin: null }), null); // prettier-ignore
  });

  test('verifies with a JWK, and counts until the second of its end', async () => {
    const jwk = (await exportJWK(await importSPKI(publicKey, 'ES256', { extractable: true }))) as PreviewTerms['publicKey']; // prettier-ignore
    const now = Math.floor(Date.now() / 1000) * 1000;
    const jws = await aPreview(privateKey, [EDIT], { now });
    assert.equal(await reasonOf(jws, { publicKey: jwk, now: now + HOUR_MS - 1 }), null);
    assert.equal(await reasonOf(jws, { publicKey: jwk, now: now + HOUR_MS }), 'preview-expired');
  });
});

suite('a text that is no signed preview', () => {
  const [header, payload, signature] = ['ES256', 'payload', 'signature'];
  for (const text of ['', '...', 'a.b.c', '%%%.e30.AA', `${header}.${payload}.${signature}`, 'e30.e30.AA', 'é.é.é'])
    test(`"${text}" is malformed`, async () => {
      assert.equal(await reasonOf(text), 'preview-malformed');
    });

  test('of 2 MB is too large, and is not read', async () => {
    assert.equal(await reasonOf('a'.repeat(2_000_000)), 'preview-too-large');
    assert.equal(await reasonOf('a'.repeat(MAX_PREVIEW_CHARACTERS + 1)), 'preview-too-large');
  });

  test('with alg none, with HS256 and the public key as secret, and with RS256 is malformed', async () => {
    const body = base64url({ v: 1, aud: [ORIGIN], iat: 0, exp: 9e9, jti: '', base: '', edits: '', by: '' });
    const head = (alg: string): string => base64url({ alg, typ: 'zephr-preview+jwt' });
    const none = `${head('none')}.${body}.`;
    const hmac = createHmac('sha256', publicKey)
      .update(`${head('HS256')}.${body}`)
      .digest('base64url');
    for (const jws of [none, `${head('HS256')}.${body}.${hmac}`, `${head('RS256')}.${body}.${hmac}`])
      assert.equal(await reasonOf(jws), 'preview-malformed');
  });

  test('of another type, or with a header that has to be understood, is malformed', async () => {
    const headers = [{ typ: 'JWT' }, { typ: undefined }, { typ: 'zephr-config+jws' }, { crit: ['b64'], b64: true }];
    for (const header of headers)
      assert.equal(await reasonOf(await aForgedPreview(privateKey, {}, header)), 'preview-malformed');
  });

  test('with a payload of another shape is malformed', async () => {
    const wrong: readonly object[] = [
      ...[{ v: 2 }, { aud: ORIGIN }, { aud: [`${ORIGIN}/`] }, { aud: Array(21).fill(ORIGIN) }, { iat: '0' }],
      ...[
        { exp: undefined },
        { exp: 9e9 + 0.5 },
        { jti: 1 },
        { base: null },
        { edits: 1 },
        { by: {} },
        { by: 'a'.repeat(81) },
      ],
      ...[{ readers: [] }, { readers: { a: 1 } }, { readers: Object.fromEntries(Array(51).fill({}).entries()) }],
    ];
    for (const claims of wrong)
      assert.equal(await reasonOf(await aForgedPreview(privateKey, claims)), 'preview-malformed', JSON.stringify(claims)); // prettier-ignore
  });

  test('is so whatever is handed in', async () => {
    for (const value of [null, undefined, 1, {}, []])
      assert.match(String(await reasonOf(value as never)), /^preview-(malformed|unverified)$/);
  });
});

suite('a preview that is not for this page now', () => {
  test('by another key, or changed, has a wrong signature', async () => {
    assert.equal(await reasonOf(await aPreview(other.privateKey, [EDIT])), 'preview-signature');
    const [header, payload, signature] = (await aPreview(privateKey, [EDIT])).split('.');
    const changed = Buffer.from(payload!, 'base64url').toString().replace('"by":"preview"', '"by":"another"');
    const jws = `${header}.${Buffer.from(changed).toString('base64url')}.${signature}`;
    assert.equal(await reasonOf(jws), 'preview-signature');
  });

  test('says so of a key of the config that cannot verify it', async () => {
    const jws = await aPreview(privateKey, [EDIT]);
    for (const key of ['', 'key', '-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----', {}, null])
      assert.equal(await reasonOf(jws, { publicKey: key as never }), 'preview-key');
    const rsa = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    assert.equal(await reasonOf(jws, { publicKey: rsa.publicKey }), 'preview-malformed');
  });

  test('is for another origin', async () => {
    const jws = await aPreview(privateKey, [EDIT]);
    for (const origin of ['http://news.example', 'https://www.news.example', 'https://news.example:8443', 'null'])
      assert.equal(await reasonOf(jws, { origin }), 'preview-origin');
    assert.equal(await reasonOf(jws, { origins: ['https://a.example'] }), 'preview-origin');
    assert.equal(await reasonOf(jws, { origins: [] }), 'preview-origin');
  });

  test('lasts longer than 8 hours, has ended, or is of the future', async () => {
    const iat = Math.floor(Date.now() / 1000);
    const spans = [[iat, iat + 8 * 3600, null], [iat, iat + 8 * 3600 + 1, 'preview-too-long'], [iat, 9e15, 'preview-malformed'], [0, 3600, 'preview-expired'], [iat + 30, iat + 60, null], [iat + 90, iat + 99, 'preview-not-yet']] as const; // prettier-ignore
    for (const [from, exp, reason] of spans)
      assert.equal(await reasonOf(await aForgedPreview(privateKey, { iat: from, exp })), reason, `${from} ${exp}`);
  });

  test('was opened where nothing can be verified', async () => {
    const jws = await aPreview(privateKey, [EDIT]);
    const known = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: {} });
    try {
      assert.equal(await reasonOf(jws), 'preview-unverified');
    } finally {
      Object.defineProperty(globalThis, 'crypto', known);
    }
  });
});

suite('edits of a preview', () => {
  test('of frozen members, of what is below them, and of the whole config are refused', async () => {
    for (const pointer of ['', '/jwt', '/jwt/publicKey', '/preview', '/preview/origins/0', '/analytics', '/dataLayer', '/dataLayer/name', '/customElements/0', '/sealing/endpoint']) // prettier-ignore
      assert.equal(await reasonOf(await aForgedPreview(privateKey, { edits: [{ pointer, before: 1, after: 2 }] })), 'preview-frozen'); // prettier-ignore
    for (const pointer of ['/jwtx', '/features/jwt', '/~0jwt'])
      assert.equal(await reasonOf(await aForgedPreview(privateKey, { edits: [{ pointer, after: 2 }] })), null);
  });

  test('that are not edits are malformed', async () => {
    const texts = ['{}', '[1]', '[', '[{"pointer":"x"}]', '[{"pointer":1}]', '[{}]', '\u{ff}'];
    const packed = texts.map((text) => deflateRawSync(Buffer.from(text, 'latin1')).toString('base64url'));
    for (const edits of [...packed, '', '%%', Buffer.from('[]').toString('base64url')])
      assert.equal(await reasonOf(await aForgedPreview(privateKey, { edits })), 'preview-malformed', edits);
  });

  test('that inflate to more than the limit end there', async () => {
    const bomb = deflateRawSync(Buffer.alloc(200_000_000, ' ')).toString('base64url');
    assert.ok(bomb.length < MAX_PREVIEW_CHARACTERS);
    const jws = await aForgedPreview(privateKey, { edits: bomb });
    const before = process.memoryUsage().arrayBuffers;
    assert.equal(await reasonOf(jws), 'preview-too-large');
    // All of it would be 200 MB.
    assert.ok(process.memoryUsage().arrayBuffers - before < 16 * MAX_EDITS_BYTES);
    const many = Array.from({ length: 2001 }, (_, at) => ({ pointer: `/texts/t${at}`, after: '' }));
    assert.equal(await reasonOf(await aForgedPreview(privateKey, { edits: many })), 'preview-too-large');
  });
});
