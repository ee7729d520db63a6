import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  exampleConfig,
  inlineConfig,
  inMinutes,
  missing,
  place,
  SCRIPT,
  STORY,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold' });
const HOUR = 3_600_000;
const ONE = aPage(place('articles'));
/** A device whose clock is off, by milliseconds. */
const clockOff = (by: number): string => `const now = Date.now; Date.now = () => now() + ${by};`;

const wait = (reader: PageVisit, ms = 150): Promise<void> =>
  reader.page.evaluate((time) => new Promise<void>((done) => setTimeout(done, time)), ms);

suite('a page that patched what it is built on', TOGETHER, () => {
  for (const [says, before] of [
    [
      'Array.prototype.toJSON',
      'Array.prototype.toJSON = function () { return "[" + this.map((one) => JSON.stringify(one)).join() + "]"; };',
    ],
    [
      'Promise',
      `const Native = Promise;
       window.Promise = class extends Native { then(...args) { return super.then(...args); } };`,
    ],
    ['Element.prototype.remove', 'Element.prototype.remove = function () { this.parentNode?.removeChild(this); };'],
    [
      'all globals, by freezing them',
      'for (const name of ["Promise", "Map", "Set", "JSON", "Reflect"]) Object.freeze(window[name]), Object.freeze(window[name].prototype ?? {});',
    ],
  ] as const) {
    test(`${says} shows the wall, and the content after a login`, async () => {
      await using reader = await visit({ html: ONE, before });
      const walled = await reader.shows('articles');
      await wait(reader, 300);
      await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
      await reader.page.evaluate(() => window.Zephr.refresh());

      assert.deepEqual(
        [walled, await reader.shows('articles'), await reader.faults()],
        ['walled registration-wall', 'shown', []],
      );
    });
  }
});

suite('a page with the script in it twice', TOGETHER, () => {
  for (const [says, head] of [
    ['as the same file', SCRIPT + SCRIPT],
    ['as a copy from elsewhere', `${SCRIPT}<script src="/copy/zephr.js" data-config="/zephr.json"></script>`],
    [
      'as a module beside it',
      `${SCRIPT}<script type="module">import { startZephr } from '/zephr.mjs'; window.second = startZephr;</script>`,
    ],
  ] as const) {
    test(`${says} decides and opens walls once`, async () => {
      await using reader = await visit({
        html: aPage(place('articles'), head),
        routes: {
          '/copy/zephr.js': (_request, response) => void response.writeHead(302, { location: '/zephr.js' }).end(),
        },
      });
      await wait(reader, 300);

      assert.equal(await reader.shows('articles'), 'walled registration-wall');
      assert.deepEqual(
        [(await reader.events('zephr-decision')).length, (await reader.events('zephr-wall-open')).length],
        [1, 1],
      );
    });
  }
});

suite('a page whose script is blocked', TOGETHER, () => {
  const open = async (style: string): Promise<string[]> => {
    await using reader = await visit({
      html: aPage(place('articles'), style + SCRIPT),
      routes: { '/zephr.js': missing },
      settle: false,
    });
    await wait(reader);
    return await reader.page.$eval('zephr-feature', (element) => {
      const isSeen = element.querySelector('p')!.checkVisibility({ visibilityProperty: true });
      return [isSeen ? 'seen' : 'kept back'];
    });
  };

  test('shows the content, unless its style says otherwise', async () => {
    assert.deepEqual(await open(''), ['seen']);
    assert.deepEqual(await open('<style>zephr-feature:not(:defined) { visibility: hidden; }</style>'), ['kept back']);
  });
});

suite('a page that is offline', TOGETHER, () => {
  test('once it is decided keeps what it shows, over route changes and a return', async () => {
    await using reader = await visit({ html: ONE });
    await wait(reader, 300);
    await reader.page.setOfflineMode(true);
    await reader.page.evaluate(() => {
      history.pushState(null, '', '/2');
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await reader.page.evaluate(() => window.Zephr.refresh());

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled registration-wall', []]);
    await reader.page.setOfflineMode(false);
  });

  test('verifies a token by a key of its config', async () => {
    await using reader = await visit({ html: ONE, token: GOLD });
    await wait(reader, 300);
    await reader.page.setOfflineMode(true);
    await reader.page.evaluate(() => window.Zephr.refresh());

    assert.equal(await reader.shows('articles'), 'shown');
    await reader.page.setOfflineMode(false);
  });
});

suite('a device whose clock is two hours wrong', TOGETHER, () => {
  for (const [says, by, claims, tolerance, token] of [
    ['fast: a token of one hour is over', 2 * HOUR, { exp: inMinutes(60) }, 0, 'expired: expired'],
    ['fast, with a tolerance of as much: it counts', 2 * HOUR, { exp: inMinutes(60) }, 7200, 'valid'],
    [
      'slow: a token that has just begun is not yet valid',
      -2 * HOUR,
      { nbf: inMinutes(0) },
      0,
      'invalid: not-yet-valid',
    ],
    ['slow, with a tolerance of as much: it counts', -2 * HOUR, { nbf: inMinutes(0) }, 7200, 'valid'],
    ['slow: a token that has just ended counts', -2 * HOUR, { exp: inMinutes(-5) }, 0, 'valid'],
  ] as const) {
    test(says, async () => {
      const example = exampleConfig();
      await using reader = await visit({
        html: ONE,
        config: { ...example, jwt: { ...(example['jwt'] as object), clockTolerance: tolerance } },
        token: aToken({ prod: 'gold', ...claims }),
        before: clockOff(by),
      });
      const shows = token === 'valid' ? 'shown' : 'walled registration-wall';

      assert.deepEqual([await reader.token(), await reader.shows('articles')], [token, shows]);
    });
  }
});

suite('targets under a strict content security policy', TOGETHER, () => {
  test('are gated and given back without a breach', async () => {
    const example = exampleConfig();
    const features = example['features'] as Record<string, object>;
    const config = {
      ...example,
      features: { ...features, articles: { ...features['articles'], target: { selector: '.story' } } },
    };
    await using reader = await visit({
      config,
      html: aPage(
        `<div class="story">${STORY}</div>`,
        '<script nonce="x" src="/zephr.js" data-config="/zephr.json"></script>',
      ).replace('<link rel="icon" href="data:,">', ''),
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src 'nonce-x' 'strict-dynamic'; style-src 'nonce-x'; connect-src 'self'; require-trusted-types-for 'script'; base-uri 'none'",
      },
    });
    await reader.page.waitForSelector('zephr-feature[state=walled]');
    await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
    await reader.page.waitForFunction(() => !document.querySelector('zephr-feature'), { timeout: 5000 });

    assert.deepEqual(await reader.faults(), []);
  });
});

suite('a frame without an origin', TOGETHER, () => {
  test('keeps its targets and its routes right, without cookies and storage', async () => {
    const config = { ...exampleConfig(), jwt: undefined, products: {} };
    const story = { selector: '.story' };
    const rule = {
      type: 'url-path',
      condition: 'contains',
      value: 'free',
      yes: 'show',
      no: { content: 'hide', components: ['register'] },
    };
    const framed = { ...config, features: { articles: { target: story, rules: { anonymous: rule } } } };
    await using reader = await visit({
      html: aPage('<iframe sandbox="allow-scripts" src="/frame.html" width="600" height="800"></iframe>', ''),
      routes: {
        '/frame.html': aPage(
          `<div class="story">${STORY}</div>`,
          `${inlineConfig(framed)}<script src="/zephr.js" crossorigin></script>`,
        ),
      },
    });
    const frame = await reader.page.waitForFrame((candidate) => candidate.url().includes('/frame.html'));
    await frame.waitForSelector('.story > zephr-feature[state=walled]');

    assert.equal(await frame.evaluate('self.origin'), 'null');
  });
});
