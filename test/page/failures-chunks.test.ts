/** A page for which any one file of the SDK does not arrive: nothing waits without end, and it is reported, as docs/project/failures.md says. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  configWithJwt,
  exampleConfig,
  inlineConfig,
  place,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import type { Route } from '../support/serve.js';
import { aKeyPair, signToken } from '../support/sign-token.js';

const { visit } = useBrowser();

/** Longer than any file is waited for. */
const MAX_WAIT_MS = 12_000;

const MISSING: Route = (_request, response) => void response.writeHead(404).end();
const HANGS: Route = () => undefined;
const WALL = { content: 'hide', components: ['register'] };
const IS_GOLD = { type: 'custom-data', property: 'plan', condition: 'equals', value: 'gold' };
const BODY = place('articles');
const publicKey = aKeyPair('P-256').spki;

const SIGNED = `<script src="/zephr.js" data-config="/zephr.json" data-config-key="${publicKey.replaceAll('\n', '')}"></script>`;

/** A page that shows what one feature of it says. */
const withFeature = (feature: object, changes: object = {}): VisitWish => ({
  html: aPage(BODY),
  config: configWithFeatures({ articles: feature }, changes as Record<string, unknown>),
});
/** A page whose rule has such a node. */
const withNode = (type: string, more: object = {}): VisitWish =>
  withFeature(alwaysDoes({ type, ...more, yes: 'show', no: WALL }));
/** A page that shows such a block in place of its content. */
const withBlock = (block: object, changes: object = {}): VisitWish =>
  withFeature(alwaysDoes({ content: 'hide', components: ['hello'] }), {
    components: { hello: { type: 'custom-block', html: '<p>Hello</p>', ...block } },
    ...changes,
  });
const withWall = (wall: object): VisitWish =>
  withFeature(alwaysDoes({ content: 'hide', components: ['tags'] }), {
    components: { tags: { type: 'registration-wall', heading: 'Hello', action: '/r', ...wall } },
  });
const withToken = (jwt: Record<string, unknown>): VisitWish => ({
  ...{ html: aPage(BODY), config: configWithJwt(jwt), token: signToken({ header: { kid: 'k1' } }) },
});

/** A page that needs a file, and what comes of it without. */
interface Row {
  readonly page: VisitWish;
  /** State and walls of the feature. */
  readonly shows: string;
  /** Codes of the faults; `timeout` is one more where the file is slow and something waits for it. */
  readonly reported: readonly string[];
  /** Whether a slow file is only reported by the time limit of the feature. */
  readonly isLate?: boolean;
}

const WALLED = 'walled registration-wall';
const gone = ['chunk-unreachable'];
const walled = (page: VisitWish, reported: readonly string[] = gone): Row => ({ page, shows: WALLED, reported });
const faulty = (page: VisitWish): Row => ({ page, shows: 'fault', reported: gone });

/** By the name of the file. */
const ROWS: Readonly<Record<string, Row>> = {
  live: walled({ html: aPage(BODY) }),
  tools: walled(withFeature(alwaysDoes(WALL), { dataLayer: true })),
  'structured-data': walled(
    withFeature({ ...alwaysDoes(WALL), structuredData: { cssSelector: '.story', write: true } }),
  ),
  renew: { ...walled({ ...withToken({ publicKey, refresh: '/renew' }), token: aToken() }), shows: 'walled paywall' },
  verify: walled(withToken({ publicKey })),
  'key-set': walled(withToken({ jwksUrl: '/jwks.json' })),
  claims: walled(withToken({ publicKey, userMapping: { foreignUserIdProperty: '$.a.b' } })),
  ask: walled(withToken({ verifyEndpoint: '/zephr/verify' })),
  walls: { ...faulty({ html: aPage(BODY) }), isLate: true },
  fill: { ...faulty(withWall({ heading: 'Hello {{claims.name}}' })), isLate: true },
  addresses: { ...faulty(withWall({ action: '/r?to={{claims.name}}' })), isLate: true },
  'custom-block': { ...faulty(withBlock({})), isLate: true },
  'texts-de': walled({ html: aPage(BODY).replace('lang="en"', 'lang="de"') }, []),
  zones: walled(withFeature(alwaysDoes({ ...WALL, zone: 'pop-up' }))),
  palette: faulty(withNode('custom-data', { property: 'a', condition: 'is-empty' })),
  usage: faulty(withNode('trial')),
  notify: walled(withFeature(alwaysDoes({ type: 'notify', name: 'a', exits: { next: WALL } }))),
  facts: faulty(withNode('meta-tag', { name: 'a', condition: 'is-empty' })),
  'article-date': faulty(withNode('published-date', { condition: 'older-than', value: 1 })),
  agents: faulty(withNode('device', { is: 'mobile' })),
  blocks: { page: withBlock({ html: '{{#a}}<p>b</p>{{/a}}' }), shows: 'walled', reported: gone },
  elements: { page: withBlock({}, { customElements: { 'x-y': [] } }), shows: 'walled', reported: gone },
  sanitizer: {
    page: { ...withBlock({}), before: 'delete Element.prototype.setHTML;' },
    ...{ shows: 'walled', reported: gone },
  },
  mistakes: { page: { html: aPage(BODY), config: exampleConfig({ version: 7 }) }, shows: 'fault', reported: ['version-unknown'] }, // prettier-ignore
  config: { page: { html: aPage(BODY), config: null }, shows: 'fault', reported: ['config-unreachable'] },
  'config-key': { page: { html: aPage(BODY, SIGNED) }, shows: 'fault', reported: gone },
  debug: walled({ html: aPage(BODY), path: '/?zephr-debug' }),
  inspector: walled({ html: aPage(BODY), path: '/?zephr-debug' }),
};

/** Calls what a page may wait for; gives `settled` or `waits` for each. */
function callAll(reader: PageVisit): Promise<unknown> {
  return reader.page.evaluate(
    (ms) =>
      Promise.all(
        [() => window.Zephr.ready, () => window.Zephr.refresh(), () => window.Zephr.decide('articles')].map((call) =>
          Promise.race([
            call().then(
              () => 'settled',
              () => 'settled',
            ),
            new Promise((done) => setTimeout(done, ms, 'waits')),
          ]),
        ),
      ),
    MAX_WAIT_MS,
  );
}

/** Waits for a fault of each code; gives the codes of all. */
async function codesOf(reader: PageVisit, wanted: readonly string[]): Promise<string[]> {
  await reader.page
    .waitForFunction(
      (codes) => {
        const { seen } = window as unknown as { seen: { type: string; detail: { code: string } }[] };
        return codes.every((code) => seen.some(({ type, detail }) => type === 'zephr-fault' && detail.code === code));
      },
      { timeout: MAX_WAIT_MS },
      wanted,
    )
    .catch(() => undefined);
  const codes = (await reader.faults()).map((fault) => fault.split(' ')[0]!);
  return [...new Set(codes)].filter((code) => code !== 'timeout');
}

for (const [says, route] of [
  ['fast', MISSING],
  ['slow', HANGS],
] as const) {
  suite(`a file that does not arrive, ${says}`, { concurrency: 4 }, () => {
    for (const [chunk, { page, shows, reported, isLate = false }] of Object.entries(ROWS)) {
      test(`as ${chunk}, is reported, and nothing waits for it without end`, async () => {
        const routes = {
          '/zephr.json.sig': 'e30..AA',
          '/jwks.json': MISSING,
          '/renew': MISSING,
          '/zephr/verify': MISSING,
        };
        await using reader = await visit({ ...page, routes: { ...routes, [`/chunks/${chunk}.js`]: route } });
        const wanted = isLate && says === 'slow' ? [] : reported;
        const [calls, codes] = await Promise.all([callAll(reader), codesOf(reader, wanted)]);

        const isAsked = reader.requests.some(({ path }) => path === `/chunks/${chunk}.js`);

        assert.equal(isAsked, true);
        assert.deepEqual(calls, ['settled', 'settled', 'settled']);
        assert.deepEqual([await reader.shows('articles'), codes], [shows, wanted]);
      });
    }

    test('as config, of a signed config in the page, is reported', async () => {
      await using reader = await visit({
        html: aPage(BODY, inlineConfig(exampleConfig()) + SIGNED.replace('data-config="/zephr.json"', '')),
        routes: { '/chunks/config.js': route },
      });

      assert.deepEqual([await codesOf(reader, gone), await reader.failure()], [gone, 'chunk-unreachable']);
    });

    test('as form, leaves the form to the browser', async () => {
      let sent = 0;
      await using reader = await visit({
        html: aPage(BODY),
        routes: {
          '/chunks/form.js': route,
          '/register': (_request, response) => {
            sent++;
            response.writeHead(200, { 'content-type': 'text/html' }).end('<title>sent</title>');
          },
        },
      });
      await reader.page.evaluate(() => {
        const form = document.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('form')!;
        for (const input of form.querySelectorAll('input')) {
          if (input.type === 'checkbox') input.checked = true;
          else input.value = input.type === 'email' ? 'ada@example.org' : 'a long and good password';
        }
        form.requestSubmit();
      });
      await reader.page.waitForFunction('document.title === "sent"', { timeout: MAX_WAIT_MS });

      assert.equal(sent, 1);
    });

    test('as recover, is reported, and a copy of the page shows no content', async () => {
      await using reader = await visit({
        html: aPage(BODY),
        config: configWithFeatures({
          articles: alwaysDoes({ ...IS_GOLD, yes: 'show', no: WALL }),
        }),
        routes: { '/chunks/recover.js': route },
      });
      await reader.page.waitForFunction(`document.querySelector('zephr-registration-wall')`);
      await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
      await reader.page.evaluate(async () => {
        const kept = document.body.cloneNode(true);
        document.body.innerHTML = '<h1>Login</h1>';
        await window.Zephr.setCustomData({ plan: 'gold' });
        document.body.replaceWith(kept);
      });

      assert.deepEqual(await codesOf(reader, ['content-lost']), ['content-lost']);
      assert.equal(await reader.page.evaluate(() => document.body.innerText.includes('w1 ')), false);
    });

    test('as compat, is reported, and the call settles', async () => {
      await using reader = await visit({
        html: aPage(BODY, '<script src="/zephr.js" data-manual></script>'),
        routes: { '/chunks/compat.js': route },
      });
      await reader.page.evaluate(() => window.zephrBrowser.run({}));

      assert.deepEqual(await codesOf(reader, gone), gone);
    });

    test('as targets, is reported, and the content stays', async () => {
      await using reader = await visit({
        html: aPage('<div id="story">story</div>'),
        config: configWithFeatures({ story: { ...alwaysDoes(WALL), target: { selector: '#story' } } }),
        routes: { '/chunks/targets.js': route },
      });

      assert.deepEqual(await codesOf(reader, gone), gone);
      assert.equal(await reader.page.evaluate(() => document.querySelector<HTMLElement>('#story')!.innerText), 'story');
    });
  });
}
