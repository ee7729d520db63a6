import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { suite, test } from 'node:test';
import { readTokenParts } from '../../../src/token/read-token-parts.js';
import { isPreviewId } from '../../../src/preview/is-preview-id.js';
import { toPreviewId, writePreviewLink } from '../../../src/preview/preview-link.js';
import { PreviewError } from '../../../src/preview/preview-error.js';
import type { PreviewToSign } from '../../../src/preview/sign-preview.js';
import { aPreview, aPreviewKey, ORIGIN } from '../../support/a-preview.js';

const { privateKey } = aPreviewKey();
const EDIT = { pointer: '/texts/heading', after: 'Hello' };

suite('a signed preview', () => {
  test('has the header and the payload of its format', async () => {
    const liveText = '\u{feff}{ "version": 1 }\r\n';
    const now = 1_764_322_200_400;
    const { header, claims } = readTokenParts(await aPreview(privateKey, [EDIT], { liveText, now, hours: 0.5 }));
    assert.deepEqual({ ...header }, { alg: 'ES256', typ: 'zephr-preview+jwt' });
    const { jti, edits, ...rest } = claims as { jti: string; edits: string };
    assert.deepEqual(JSON.parse(JSON.stringify(rest)), {
      ...{ v: 1, aud: [ORIGIN], iat: 1_764_322_200, exp: 1_764_324_000, by: 'preview' },
      base: createHash('sha256').update(liveText).digest('hex'),
    });
    assert.match(jti, /^[\w-]{16}$/);
    assert.match(edits, /^[\w-]+$/);
  });

  test('is another one each time', async () => {
    const ids = await Promise.all([1, 2].map(async () => toPreviewId(await aPreview(privateKey, [EDIT]))));
    assert.equal(new Set(ids).size, 2);
    assert.ok(ids.every(isPreviewId));
  });

  const REFUSED: Readonly<Record<string, readonly Partial<PreviewToSign>[]>> = {
    'preview-too-long': [{ hours: 8.1 }, { hours: 0 }, { hours: -1 }, { hours: NaN }],
    'preview-origin': [{ origins: [] }, { origins: ['https://news.example/'] }, { origins: ['news.example'] }, { origins: ['ftp://news.example'] }, { origins: ['https://News.example'] }], // prettier-ignore
    'preview-frozen': [{ edits: [EDIT, { pointer: '/jwt/publicKey', before: 'a', after: 'b' }] }, { edits: [{ pointer: '', before: {}, after: {} }] }], // prettier-ignore
    'preview-malformed': [{ by: '' }, { by: 'a'.repeat(81) }],
    'preview-too-large': [{ edits: Array(2001).fill(EDIT) as [] }, { edits: [{ pointer: '/texts/a', after: 'a'.repeat(4_194_304) }] }, { readers: Object.fromEntries(Array(51).fill({}).entries()) }], // prettier-ignore
  };
  for (const [code, all] of Object.entries(REFUSED))
    test(`is refused: ${code}`, async () => {
      for (const options of all)
        await assert.rejects(aPreview(privateKey, options.edits ?? [EDIT], options), (error) => {
          assert.ok(error instanceof PreviewError);
          return error.code === code;
        });
    });

  test('is refused with the name of the member that a preview may not change', async () => {
    const edits = [{ pointer: '/dataLayer/name', after: 'other' }];
    await assert.rejects(aPreview(privateKey, edits), {
      message: '/dataLayer/name: a preview may not change "dataLayer".',
    });
  });

  test('needs a private key on P-256', async () => {
    const toPem = ({ privateKey: key }: { readonly privateKey: KeyObject }): string =>
      key.export({ type: 'pkcs8', format: 'pem' }) as string;
    const p384 = toPem(generateKeyPairSync('ec', { namedCurve: 'P-384' }));
    const rsa = toPem(generateKeyPairSync('rsa', { modulusLength: 2048 }));
    for (const key of ['', 'key', p384, rsa, '-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----'])
      await assert.rejects(aPreview(key, [EDIT]), { code: 'preview-key' });
  });
});

suite('a link to a preview', () => {
  test('holds the preview, behind the address without its own fragment', async () => {
    const jws = await aPreview(privateKey, [EDIT]);
    const { link, isStored } = await writePreviewLink(`${ORIGIN}/story?page=2#comments`, jws);
    assert.equal(link, `${ORIGIN}/story?page=2#zephr-debug=${jws}`);
    assert.equal(isStored, false);
  });

  test('holds an id where it would have more than 8,000 characters', async () => {
    const page = `${ORIGIN}/story`;
    const jws = 'a'.repeat(8000 - `${page}#zephr-debug=`.length);
    assert.equal((await writePreviewLink(page, jws)).isStored, false);
    const { link, isStored } = await writePreviewLink(page, `${jws}a`);
    assert.equal(isStored, true);
    assert.equal(link, `${page}#zephr-debug=${await toPreviewId(`${jws}a`)}`);
  });
});
