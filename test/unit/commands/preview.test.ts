import assert from 'node:assert/strict';
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { VerifiedPreview } from '../../../src/preview/read-preview.js';
import { readPreview } from '../../../src/preview/read-preview.js';
import { applyPreview } from '../../../src/preview/apply-preview.js';
import { aConfig } from '../../support/a-config.js';
import { aPreviewKey, ORIGIN } from '../../support/a-preview.js';
import { anEndpoint, send, serveEndpoint } from '../../support/an-endpoint.js';
import { runZephr, type Run } from '../../support/run-zephr.js';

const { publicKey, privateKey } = aPreviewKey();
const LIVE = { ...aConfig(), preview: { publicKey } };
const DRAFT = { ...LIVE, texts: { signIn: 'Log in' } };
const READERS = { version: 1, readers: { texan: { claims: { sub: '1', state: 'Texas' } }, visitor: {} } };

/** Runs `zephr preview` on a draft; `more` follows the usual options. */
function preview(
  more: readonly string[] = [],
  {
    draft = DRAFT,
    live = LIVE,
    env = { ZEPHR_PREVIEW_KEY: privateKey },
    files = {},
  }: {
    draft?: unknown;
    live?: unknown;
    env?: Record<string, string>;
    files?: Record<string, string | Uint8Array>;
  } = {},
): Promise<Run> {
  const text = typeof live === 'string' ? live : JSON.stringify(live);
  const args = ['preview', 'FILE', '--base', 'FOLDER/live.json', '--origin', ORIGIN, ...more];
  return runZephr(args, draft, { env, files: { 'live.json': text, ...files } });
}

/** Reads the preview of a link as a page does. */
async function read(link: string, origin = ORIGIN): Promise<VerifiedPreview> {
  const [, jws = ''] = link.trim().split('#zephr-debug=');
  const result = await readPreview(jws, { publicKey, origin, now: Date.now() });
  assert.ok('preview' in result, JSON.stringify(result));
  return result.preview;
}

suite('the command preview', () => {
  test('prints a link whose edits make the draft of the live config, and what they are', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { code, out, err } = await preview();
    assert.equal(code, 0, err);
    assert.match(out, /^https:\/\/news\.example\/#zephr-debug=[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { edits, by, aud, iat, exp, base, readers } = await read(out);
    assert.deepEqual(applyPreview(LIVE, edits), { value: DRAFT, missed: [] });
    assert.deepEqual([by, aud, exp - iat, readers], ['preview', [ORIGIN], 3600, undefined]);
    assert.ok(iat >= before);
    assert.equal(base, createHash('sha256').update(JSON.stringify(LIVE)).digest('hex'));
    assert.match(err, /texts/);
    assert.match(err, /\nFor https:\/\/news\.example until \d{4}-[\d:.T-]+Z\.\n$/);
  });

  test('takes path, hours, label, further origins, and the key from a file', async () => {
    const other = 'https://www.news.example';
    const options = ['--path', '/story?a=b', '--hours', '0.5', '--by', 'News desk', '--origin', other];
    const given = { env: { ZEPHR_PREVIEW_KEY: '' }, files: { 'key.pem': privateKey } };
    const { code, out, err } = await preview([...options, '--preview-key', 'FOLDER/key.pem'], given);
    assert.equal(code, 0, err);
    assert.ok(out.startsWith('https://news.example/story?a=b#zephr-debug='));
    const { by, aud, iat, exp } = await read(out, other);
    assert.deepEqual([by, aud, exp - iat], ['News desk', [ORIGIN, other], 1800]);
  });

  test('gives the named readers, the first one first', async () => {
    const files = { 'zephr.readers.json': JSON.stringify(READERS) };
    const { code, out, err } = await preview(['--reader', 'visitor', '--reader', 'texan'], { files });
    assert.equal(code, 0, err);
    const { readers = {} } = await read(out);
    assert.deepEqual(Object.entries(JSON.parse(JSON.stringify(readers)) as object), [
      ['visitor', {}],
      ['texan', READERS.readers.texan],
    ]);
    assert.match(err, /, as visitor, texan\.\n$/);
  });

  test('makes a link for the live config itself, to see it as another reader', async () => {
    const files = { 'zephr.readers.json': JSON.stringify(READERS) };
    const { code, out, err } = await preview(['--reader', 'texan'], { draft: LIVE, files });
    assert.deepEqual([code, (await read(out)).edits], [0, []]);
    assert.match(err, /^The draft is the same as the live config\.\n/);
  });

  test('hashes the octets of the live config, whatever its line ends and its byte order mark', async () => {
    const live = `\u{feff}${JSON.stringify(LIVE, null, '\t').replaceAll('\n', '\r\n')}\r\n`;
    const { out, err, code } = await preview([], { live });
    assert.equal(code, 0, err);
    assert.equal((await read(out)).base, createHash('sha256').update(live).digest('hex'));
  });

  test('takes the key as JWK, as SEC 1, and with \\n in a variable', async () => {
    const key = createPrivateKey(privateKey);
    const sec1 = key.export({ type: 'sec1', format: 'pem' }) as string;
    for (const text of [JSON.stringify(key.export({ format: 'jwk' })), sec1, privateKey.replaceAll('\n', '\\n')]) {
      const { code, out, err } = await preview([], { env: { ZEPHR_PREVIEW_KEY: text } });
      assert.equal(code, 0, err);
      await read(out);
    }
  });

  const FROZEN = ['jwt', 'preview', 'analytics', 'dataLayer', 'customElements'];
  for (const member of FROZEN)
    test(`refuses a draft that changes ${member}`, async () => {
      const values: Readonly<Record<string, unknown>> = {
        jwt: { ...(LIVE as Record<string, object>)['jwt'], issuer: 'https://id.example' },
        preview: { publicKey, origins: [ORIGIN, 'https://other.example'] },
        analytics: { endpoint: 'https://events.example/' },
        dataLayer: { name: 'other' },
        customElements: { 'news-letter': [] },
      };
      const { code, out, err } = await preview([], { draft: { ...DRAFT, [member]: values[member] } });
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, new RegExp(`/${member}.*: a preview may not change "${member}"\\.\n.*#preview-frozen`));
    });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const REFUSED: readonly (readonly [string, number, RegExp, readonly string[], Parameters<typeof preview>[1]?])[] = [
    ['more than 8 hours', 2, /at most 8/, ['--hours', '8.01']],
    ['hours that are no number', 2, /at most 8/, ['--hours', '1e0']],
    ['an origin with a path', 2, /not an origin/, ['--origin', 'https://news.example/story']],
    ['a path that leads to another site', 2, /--path must be/, ['--path', '//other.example/']],
    ['a path that is an address', 2, /--path must be/, ['--path', 'https://other.example/']],
    ['no label', 2, /label/, ['--by', '']],
    ['no key', 2, /set ZEPHR_PREVIEW_KEY, or name a private key with --preview-key/, [], { env: { ZEPHR_PREVIEW_KEY: '' } }],
    ['a key that is missing', 2, /cannot be read/, ['--preview-key', 'FOLDER/none.pem']],
    ['a key of another kind', 2, /^error: ZEPHR_PREVIEW_KEY is not a private key on the curve P-256/, [], { env: { ZEPHR_PREVIEW_KEY: rsa.export({ type: 'pkcs8', format: 'pem' }) as string } }],
    ['a public key', 2, /is not a private key/, [], { env: { ZEPHR_PREVIEW_KEY: publicKey } }],
    ['a key that is not the live one', 1, /is not the other half of the private key/, [], { env: { ZEPHR_PREVIEW_KEY: aPreviewKey().privateKey } }],
    ['a live config without a key of previews', 1, /has no preview\.publicKey/, [], { live: aConfig(), draft: aConfig() }],
    ['an origin that the live config does not allow', 1, /preview\.origins of .*live\.json has no/, [], { live: { ...LIVE, preview: { publicKey, origins: ['https://other.example'] } }, draft: { ...LIVE, preview: { publicKey, origins: ['https://other.example'] } } }],
    ['a draft with an error', 1, /version-unknown/, [], { draft: { ...DRAFT, version: 2 } }],
    ['a live config with an error', 1, /version-unknown/, [], { live: { ...LIVE, version: 2 } }],
    ['a live config that is missing', 2, /cannot be read/, ['--base', 'FOLDER/none.json']],
    ['a reader without a file of readers', 2, /cannot be read/, ['--reader', 'texan']],
    ['an unknown reader', 2, /has no reader "roman"\. Known readers: "texan", "visitor"\./, ['--reader', 'roman'], { files: { 'zephr.readers.json': JSON.stringify(READERS) } }],
    ['a broken file of readers', 2, /cannot be used/, ['--reader', 'texan'], { files: { 'zephr.readers.json': '{"version":1,"readers":{"texan":7}}' } }],
  ]; // prettier-ignore
  for (const [says, exit, message, more, given] of REFUSED)
    test(`refuses ${says}`, async () => {
      const { code, out, err } = await preview(more, given);
      assert.equal(code, exit, err);
      assert.equal(out, '');
      assert.match(err, message);
      assert.doesNotMatch(err, /PRIVATE KEY/);
    });

  test('works with the pair of "zephr keys --out preview"', async () => {
    let pair: readonly string[] = [];
    const look = async (folder: string): Promise<void> => {
      pair = await Promise.all(['public', 'private'].map((name) => readFile(join(folder, 'preview', `${name}.pem`), 'utf8')));
    }; // prettier-ignore
    const { out: said } = await runZephr(['keys', '--out', 'FOLDER/preview'], {}, { look });
    assert.match(said, /preview\.publicKey/);
    const live = { ...LIVE, preview: { publicKey: pair[0] } };
    const { code, err } = await preview([], {
      live,
      draft: { ...live, texts: {} },
      env: { ZEPHR_PREVIEW_KEY: pair[1]! },
    });
    assert.equal(code, 0, err);
  });
});

suite('a preview that is too long for a link', () => {
  const long = { ...LIVE, texts: { signIn: Array.from({ length: 1500 }, (_, n) => (n * 7919) % 99_991).join(' ') } };
  const withEndpoint = (verifyEndpoint?: string): { live: unknown; draft: unknown } => {
    const jwt = { ...(LIVE as Record<string, object>)['jwt'], ...(verifyEndpoint !== undefined && { verifyEndpoint }) };
    return { live: { ...LIVE, jwt }, draft: { ...long, jwt } };
  };

  test('goes to the endpoint of the live config, and the link has its id', async () => {
    const config = { ...(aConfig() as object), preview: { publicKey } };
    const { endpoint } = anEndpoint({ config, now: Date.now });
    await using served = await serveEndpoint(endpoint);
    const { code, out, err } = await preview([], withEndpoint(`${served.origin}/zephr/verify`));
    assert.equal(code, 0, err);
    const [, id] = /^https:\/\/news\.example\/#zephr-debug=([\w-]{22})\n$/.exec(out) ?? [];
    assert.match(err, /The endpoint keeps the preview/);
    const { body } = await send(endpoint, `/zephr/preview/${id}`);
    const { edits } = await read(`#zephr-debug=${body.preview}`);
    assert.deepEqual(edits.map(({ pointer }) => pointer), ['/texts']); // prettier-ignore
  });

  test('is refused where the live config names no endpoint, and where the endpoint does not keep it', async () => {
    const none = await preview([], withEndpoint());
    assert.equal(none.code, 1);
    assert.match(none.err, /too long for a link of 8000 characters, and .* has no jwt\.verifyEndpoint/);

    const away = await preview([], withEndpoint('http://127.0.0.1:9/zephr/verify'));
    assert.deepEqual([away.code, away.out], [2, '']);
    assert.match(away.err, /^error: http:\/\/127\.0\.0\.1:9\/zephr\/preview does not keep the preview: /);

    const { endpoint } = anEndpoint();
    await using served = await serveEndpoint(endpoint);
    const refused = await preview([], withEndpoint(`${served.origin}/zephr/verify`));
    assert.deepEqual([refused.code, refused.out], [2, '']);
    assert.match(refused.err, /it answers with status 404 \(not-found\)/);
  });
});
