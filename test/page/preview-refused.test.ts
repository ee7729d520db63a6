/** Previews that do not count: one line on the console, the live page, nothing thrown. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import { CODES } from '../../src/codes/catalogue.js';
import { toPreviewId } from '../../src/preview/preview-link.js';
import { aForgedPreview, aPreview, aPreviewKey } from '../support/a-preview.js';
import { configWithFeatures, alwaysDoes, missing, useBrowser, type PageVisit } from '../support/bare-page.js';
import type { Route } from '../support/serve.js';
import { aLivePage, bannerOf, liveConfig, openLink, PREVIEW_KEYS, previewFor, SHOW, stateIn, WALL } from '../support/preview-page.js'; // prettier-ignore

const { visit } = useBrowser();
const { privateKey, publicKey } = PREVIEW_KEYS;

/** Opens a link in a live page, and gives the code of the one line that says why it is ignored. */
async function reasonOf(reader: PageVisit, fragment: string): Promise<string> {
  const { page, printed } = await openLink(reader, fragment);
  assert.equal(await stateIn(page), 'walled');
  assert.equal(await bannerOf(page), null);
  assert.equal(await page.evaluate(() => window.Zephr.preview), null);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('zephr-preview')), null);
  assert.doesNotMatch(page.url(), /#/);
  await page.close();
  const lines = printed.filter((line) => line.includes('is ignored'));
  assert.equal(lines.length, 1, printed.join('\n'));
  const [, code = ''] = /^\[zephr\] ([\w-]+): the preview is ignored, and the page is live\.$/.exec(lines[0]!) ?? [];
  assert.ok(Object.hasOwn(CODES, code), lines[0]);
  return code;
}

/** A token by HMAC, whose secret is the text of the public key. */
function hmacPreview(): string {
  const [head, body] = [{ alg: 'HS256', typ: 'zephr-preview+jwt' }, { v: 1 }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${head}.${body}.${createHmac('sha256', publicKey).update(`${head}.${body}`).digest('base64url')}`;
}

suite('a preview that does not count', () => {
  test('is ignored, whatever its fragment is', async () => {
    await using reader = await visit(aLivePage());
    const aud = [reader.server.origin];
    const iat = Math.floor(Date.now() / 1000);
    const frozen = ['/jwt/publicKey', '/preview/publicKey', '/analytics', '/dataLayer', '/customElements', ''];
    const table: readonly (readonly [string, string])[] = [
      ['a'.repeat(1_900_000), 'preview-too-large'],
      ['%%%', 'preview-malformed'],
      ['', 'preview-malformed'],
      [`${Buffer.from('{"alg":"none","typ":"zephr-preview+jwt"}').toString('base64url')}.e30.`, 'preview-malformed'],
      [hmacPreview(), 'preview-malformed'],
      [await aPreview(aPreviewKey().privateKey, [SHOW], { origins: aud }), 'preview-signature'],
      [await previewFor(reader, [SHOW], { origins: ['https://news.example'] }), 'preview-origin'],
      [await aForgedPreview(privateKey, { aud, iat, exp: iat + 30_000 }), 'preview-too-long'],
      [await previewFor(reader, [SHOW], { now: Date.now() - 7_200_000 }), 'preview-expired'],
      ['a'.repeat(22), 'preview-unknown'],
    ];
    for (const [fragment, code] of table) assert.equal(await reasonOf(reader, fragment), code, fragment.slice(0, 99));
    for (const pointer of frozen) {
      const jws = await aForgedPreview(privateKey, { aud, edits: [{ pointer, before: {}, after: {} }] });
      assert.equal(await reasonOf(reader, jws), 'preview-frozen', pointer);
    }
  });

  test('is ignored where the live config has no key, another one, or other origins', async () => {
    const configs = [
      [configWithFeatures({ articles: alwaysDoes(WALL) }), 'preview-off'],
      [liveConfig({ preview: { publicKey: aPreviewKey().publicKey } }), 'preview-signature'],
      [liveConfig({ preview: { publicKey, origins: ['https://news.example'] } }), 'preview-origin'],
    ] as const;
    for (const [config, code] of configs) {
      await using reader = await visit(aLivePage({ config }));
      assert.equal(await reasonOf(reader, await previewFor(reader)), code);
    }
  });

  test('is ignored where one of its files does not arrive', async () => {
    for (const file of ['preview', 'preview-view']) {
      await using reader = await visit(aLivePage({ routes: { [`/chunks/${file}.js`]: missing } }));
      const { page, printed } = await openLink(reader, await previewFor(reader));
      assert.equal(await stateIn(page), 'walled');
      assert.equal(await bannerOf(page), null);
      assert.ok(
        printed.some((line) => line.startsWith('[zephr] page:')),
        printed.join('\n'),
      );
    }
  });

  test('is ignored in storage, too: each page verifies it again', async () => {
    await using reader = await visit(aLivePage());
    const { page, printed } = await openLink(reader, await previewFor(reader));
    await page.evaluate(() => {
      const [header, payload, signature] = sessionStorage.getItem('zephr-preview')!.split('.');
      const longer = atob(payload!.replaceAll('-', '+').replaceAll('_', '/')).replace(
        '"by":"preview"',
        '"by":"another"',
      );
      const changed = btoa(longer).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
      sessionStorage.setItem('zephr-preview', `${header}.${changed}.${signature}`);
    });
    await page.reload();
    await page.waitForFunction(() => document.querySelector('zephr-feature')?.getAttribute('state') === 'walled');
    assert.ok(
      printed.some((line) => line.startsWith('[zephr] preview-signature:')),
      printed.join('\n'),
    );
  });
});

suite('a preview that is too long for a link', () => {
  test('comes from the endpoint by its id, and is verified like any other', async () => {
    let jws = '';
    const answer =
      (more: string): Route =>
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ preview: jws + more }));
      };
    const routes = {
      [`/zephr/preview/${'a'.repeat(22)}`]: answer(''),
      [`/zephr/preview/${'b'.repeat(22)}`]: answer('x'),
    };
    const config = liveConfig({ jwt: { verifyEndpoint: '/zephr/verify' } });
    await using reader = await visit(aLivePage({ config, routes }));
    jws = await previewFor(reader);
    const { page } = await openLink(reader, 'a'.repeat(22));
    assert.equal(await stateIn(page), 'shown');
    assert.equal(await page.evaluate(() => sessionStorage.getItem('zephr-preview')), jws);
    assert.match(await reasonOf(reader, 'b'.repeat(22)), /^preview-(malformed|signature)$/);
    assert.equal(await reasonOf(reader, await toPreviewId(jws)), 'preview-unknown');
  });
});
