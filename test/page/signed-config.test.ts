/** Configs that the script tag wants signed (`data-config-key`), and what others make of them on the way. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import { aBundle } from '../support/a-bundle.js';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  missing,
  place,
  TOGETHER,
  useBrowser,
  WALLED,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import type { Route } from '../support/serve.js';
import { signConfigText } from '../support/sign-config.js';
import { aKeyPair } from '../support/sign-token.js';

const { visit } = useBrowser();

const BODY = place('articles');
const TEXT = JSON.stringify(exampleConfig(), null, 2);
const INLINE = inlineConfig(exampleConfig());
/** A config that was changed on the way: it shows everything. */
const CHANGED = JSON.stringify(configWithFeatures({ articles: alwaysDoes('show') }));
const { spki, jwk, privateKey } = aKeyPair('P-256');
const KEY = spki.replaceAll('\n', '');

const attribute = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const tag = (key = KEY, rest = 'src="/zephr.js" data-config="/zephr.json"'): string =>
  `<script ${rest} data-config-key="${attribute(key)}"></script>`;
const answer =
  (text: string | (() => string)) =>
  (_request: unknown, response: ServerResponse): void =>
    void response.writeHead(200, { 'content-type': 'text/plain' }).end(typeof text === 'string' ? text : text());

/** A page with a signed config, after some changes. */
const aSignedPage = (changes: Partial<VisitWish> & { readonly signature?: Route } = {}): VisitWish => ({
  html: aPage(BODY, tag()),
  config: TEXT,
  ...changes,
  routes: { '/zephr.json.sig': changes.signature ?? answer(`${signConfigText(TEXT)}\n`), ...changes.routes },
});

/** The faults without those of a machine that is slow. */
const faultsOf = async (reader: PageVisit): Promise<string[]> =>
  (await reader.faults()).filter((fault) => fault !== 'timeout');

suite('a signed config', TOGETHER, () => {
  for (const [says, wish] of [
    ['that verifies', aSignedPage()],
    ['that verifies by a JWK', aSignedPage({ html: aPage(BODY, tag(JSON.stringify(jwk))) })],
    [
      'with a query in its address',
      aSignedPage({ html: aPage(BODY, tag(KEY, 'src="/zephr.js" data-config="/zephr.json?v=3"')) }),
    ],
    [
      'in the page, with its signature',
      {
        html: aPage(
          BODY,
          INLINE.replace(
            '<script',
            `<script data-signature="${signConfigText(INLINE.slice(INLINE.indexOf('{'), INLINE.lastIndexOf('<')))}"`,
          ) + tag(KEY, 'src="/zephr.js"'),
        ),
      },
    ],
  ] as const) {
    test(`${says} counts`, async () => {
      await using reader = await visit(wish);

      assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);
    });
  }

  for (const [says, wish, code] of [
    ['that a delivery network has changed', aSignedPage({ config: CHANGED }), 'config-signature'],
    [
      'that was changed and signed by another key',
      aSignedPage({
        config: CHANGED,
        signature: answer(signConfigText(CHANGED, { key: aKeyPair('P-256', 'another') })),
      }),
      'config-signature',
    ],
    [
      'whose signature is of another kind',
      aSignedPage({ signature: answer(signConfigText(TEXT, { header: { typ: 'JWT' } })) }),
      'config-signature',
    ],
    ['without a signature', aSignedPage({ signature: missing }), 'config-unsigned'],
    ['whose signature is a page', aSignedPage({ signature: answer('<!doctype html>') }), 'config-unsigned'],
    ['for a key that is not one', aSignedPage({ html: aPage(BODY, tag('public')) }), 'config-key'],
    ['for an empty key', aSignedPage({ html: aPage(BODY, tag('')) }), 'config-key'],
    [
      'in the page, without a signature',
      { html: aPage(BODY, inlineConfig(exampleConfig()) + tag(KEY, 'src="/zephr.js"')) },
      'config-unsigned',
    ],
    [
      'that the file to verify it did not come for',
      aSignedPage({ routes: { '/chunks/config-key.js': missing } }),
      'chunk-unreachable',
    ],
  ] as const) {
    test(`${says} is refused as ${code}`, async () => {
      await using reader = await visit(wish);

      assert.deepEqual(
        [await reader.failure(), await reader.shows('articles'), await faultsOf(reader)],
        [code, 'fault', [code]],
      );
    });
  }

  test('whose signature is deployed a little later counts', async () => {
    let asked = 0;
    await using reader = await visit(
      aSignedPage({
        signature: answer(() => signConfigText(asked++ ? TEXT : CHANGED)),
      }),
    );

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);
  });
});

suite('a bundle with a config key', TOGETHER, () => {
  const TAG = tag(KEY, 'src="/site.js"');

  test('counts where it is signed', async () => {
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const bundle = await aBundle(exampleConfig(), ['--sign', 'key.pem'], { 'key.pem': key });
    await using reader = await visit({ html: aPage(BODY, TAG), routes: bundle.routes, config: null });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);
    assert.equal(
      reader.requests.some(({ path }) => path.includes('config')),
      false,
    );
  });

  test('is refused where it is not', async () => {
    const bundle = await aBundle(exampleConfig());
    await using reader = await visit({ html: aPage(BODY, TAG), routes: bundle.routes, config: null });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['fault', ['config-unsigned']]);
  });
});
