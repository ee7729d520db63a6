/** Sealed content in the life of a page: large, on slow devices, ahead of its reader and back from the cache. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import { joseSeal } from '../support/a-jose-seal.js';
import { aSeal } from '../support/a-seal.js';
import {
  aPage,
  GOLD,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import { aBundle } from '../support/a-bundle.js';
import { eventually } from '../support/eventually.js';
import { aKeyRoute, sealedConfig, sealedPlace, type KeyRoute } from '../support/sealed-page.js';

// The shell without windows keeps no page that its reader has left.
const { visit } = useBrowser({ whole: true });

const BODY = '<p>w1 w2</p>';
const FOOTER = '<footer id="footer">end</footer>';

const visitSealed = (seal: string, keys: KeyRoute, wish: VisitWish = {}): Promise<PageVisit> =>
  visit({
    ...{ html: aPage(sealedPlace([seal])), config: sealedConfig(), token: GOLD },
    ...wish,
    routes: { '/zephr/keys': keys.route, ...wish.routes },
  });

/** Articles of which anonymous readers may open three. */
const withTrial = (): Record<string, unknown> => {
  const config = sealedConfig() as { features: Record<string, object> };
  const rules = {
    anonymous: { type: 'trial', limit: 3, yes: 'show', no: { content: 'hide', components: ['register'] } },
  };
  return { ...config, features: { ...config.features, articles: { rules } } };
};

suite('a large content', TOGETHER, () => {
  test('of a megabyte opens', async () => {
    const seal = await aSeal(`<p>${'word '.repeat(210_000)}</p><p id="end">w1</p>`);
    await using reader = await visitSealed(seal, aKeyRoute());

    assert.equal(await reader.page.$eval('#end', (element) => element.textContent), 'w1');
    assert.deepEqual(await reader.faults(), []);
  });

  test('of more than 16 MiB is refused, however small it travels', async () => {
    const seal = await joseSeal(new Uint8Array(17 * 1_048_576).fill(97), true);
    await using reader = await visitSealed(seal, aKeyRoute());

    assert.deepEqual(await reader.faults(), ['seal-too-large']);
  });
});

suite('a page with sealed content on a slow device', TOGETHER, () => {
  const body = Array.from({ length: 40 }, (_, index) => `<p>w${index + 1} ${'word '.repeat(60)}</p>`).join('');
  const attributes = `data-characters="${body.length}"`;
  test('moves nothing, and keeps its footer out of sight until the text is there', async () => {
    const keys = aKeyRoute();
    const { route } = keys;
    const html = aPage(
      sealedPlace([await aSeal(body)], { attributes }) + FOOTER,
      `<style>body { margin: 0 } footer { height: 40px }</style>${SCRIPT}`,
    );
    await using reader = await visitSealed('', keys, {
      html,
      settle: false,
      routes: {
        '/zephr/keys': async (...args) => {
          await new Promise((done) => setTimeout(done, 400));
          if (typeof route === 'function') await route(...args);
        },
      },
      before: WATCH,
    });
    const session = await reader.page.createCDPSession();
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await reader.page.reload();
    await reader.page.waitForSelector('zephr-feature[state="shown"]');
    await reader.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

    const seen = await reader.page.evaluate(() => {
      const { shift, early } = window as unknown as { shift: number; early: boolean };
      return [shift, early];
    });
    assert.deepEqual(seen, [0, false]);
  });

  test('moves nothing where the network brings the place before what is in it', async () => {
    const html = aPage(sealedPlace([await aSeal(body)], { attributes }) + FOOTER);
    const inside = html.indexOf('>', html.indexOf('<zephr-feature')) + 1;
    await using reader = await visitSealed('', aKeyRoute(), {
      settle: false,
      path: '/story',
      routes: {
        '/story': async (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).write(html.slice(0, inside));
          await new Promise((done) => setTimeout(done, 400));
          response.end(html.slice(inside));
        },
      },
      before: WATCH,
    });
    await reader.page.waitForSelector('zephr-feature[state="shown"]');

    assert.equal(await reader.page.evaluate(() => (window as unknown as { shift: number }).shift), 0);
  });
});

suite('a short sealed text on a tall screen', TOGETHER, () => {
  test('leaves no hole meanwhile, and what follows hardly moves', async () => {
    const keys = aKeyRoute();
    const { route } = keys;
    let answer = (): void => {};
    const held = new Promise<void>((done) => {
      answer = done;
    });
    const body = `<p>w1 ${'word '.repeat(100)}</p>`;
    const html = aPage(
      sealedPlace([await aSeal(body)], { attributes: `data-characters="${body.length}"` }) + FOOTER,
      `<meta name="viewport" content="width=device-width"><style>p { margin: 0 } body { margin: 0 auto; max-width: 30em }</style>${SCRIPT}`,
    );
    await using reader = await visitSealed('', keys, {
      html,
      settle: false,
      routes: {
        '/zephr/keys': async (...args) => {
          await held;
          if (typeof route === 'function') await route(...args);
        },
      },
      before: WATCH,
    });
    const { page } = reader;
    const heightOf = (): Promise<number> => page.$eval('zephr-feature', ({ clientHeight }) => clientHeight);
    await page.setViewport({ width: 1000, height: 1600 });
    await page.reload({ waitUntil: 'domcontentloaded' });
    await page.waitForSelector('zephr-feature[state="pending"]');
    const meanwhile = await heightOf();
    answer();
    await page.waitForSelector('zephr-feature[state="shown"]');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

    const then = await heightOf();
    assert.ok(meanwhile < 3 * then && meanwhile > then / 3, `${meanwhile} pixels, then ${then}`);
    const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
    // Good, by Core Web Vitals.
    assert.ok(shift < 0.1, String(shift));
  });
});

/** Runs in the page: notes layout shifts, and whether the footer is in view before the text. */
const WATCH = `window.shift = 0; window.early = false;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  function look() {
    const footer = document.getElementById('footer');
    if (document.body && document.body.textContent.includes('w40 ')) return;
    if (footer && footer.getBoundingClientRect().top < innerHeight) window.early = true;
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);`;

suite('an anonymous reader of a sealed page', TOGETHER, () => {
  test('causes the same requests as with the page in clear', async () => {
    const pathsOf = async (html: string): Promise<string[]> => {
      await using reader = await visitSealed('', aKeyRoute(), { html, token: '' });
      return reader.requests.map(({ path }) => path).sort();
    };

    assert.deepEqual(
      await pathsOf(aPage(sealedPlace([await aSeal(BODY)]))),
      await pathsOf(aPage(place('articles', `<p>clear</p>${BODY}`))),
    );
  });
});

suite('a trial that the endpoint has nobody to count for', TOGETHER, () => {
  test('is a fault that says so', async () => {
    const keys = aKeyRoute();
    keys.instead = (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"seals":[{"reason":"no-access"}],"decisions":{}}');
    await using reader = await visitSealed(await aSeal(BODY), keys, { token: '', config: withTrial() });

    assert.deepEqual(await reader.faults(), ['reader-missing']);
    assert.equal(await reader.page.$eval('zephr-feature', (element) => element.getAttribute('state')), 'fault');
  });
});

suite('a page with sealed content that comes back from the back/forward cache', () => {
  test('is without it where the reader has signed out meanwhile', async (context) => {
    // Without "no-store", for which browsers keep no page.
    const html = aPage(sealedPlace([await aSeal(BODY)]));
    const send = (text: string) => (_request: unknown, response: ServerResponse) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
    const routes = { '/story': send(html), '/other': send(aPage('other', '')) };
    await using reader = await visitSealed('', aKeyRoute(), { path: '/story', routes });
    assert.equal(await reader.shows('articles'), 'shown');
    await reader.page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await reader.page.goto(`${reader.server.origin}/other`);
    await reader.setCookies([]);
    await reader.page.goBack({ waitUntil: 'load' });
    const persisted = await reader.page.evaluate(() => (window as { persisted?: boolean }).persisted === true);
    if (!persisted) return context.skip('this browser did not keep the page');

    await reader.page.waitForSelector('zephr-feature[state="walled"]');
    assert.ok(!(await reader.page.content()).includes('w1 w2'));
  });
});

suite('a page with a sealed trial that the browser makes ready ahead', () => {
  test('asks for the key when its reader comes, and not before', async (context) => {
    const rules = { prerender: [{ source: 'list', urls: ['/2'], eagerness: 'immediate' }] };
    const html = aPage(
      `${sealedPlace([await aSeal(BODY)])}<a id="next" href="/2">Next</a>`,
      `${SCRIPT}<script>
        if (document.prerendering) addEventListener('zephr-decision', () => void fetch('/decided'));
      </script>`,
    );
    const keys = aKeyRoute();
    const wish = { html, token: '', config: withTrial(), routes: { '/2': html, '/decided': '' } };
    await using reader = await visitSealed('', keys, wish);
    const asked = keys.asked.length;
    await reader.page.evaluate((speculation) => {
      const script = document.createElement('script');
      script.type = 'speculationrules';
      script.textContent = JSON.stringify(speculation);
      document.head.append(script);
    }, rules);
    const isRequested = (wanted: string): boolean => reader.requests.some(({ path }) => path === wanted);
    try {
      await eventually(() => Promise.resolve(isRequested('/decided')));
    } catch {
      return context.skip('this browser makes nothing ready ahead');
    }
    assert.equal(keys.asked.length, asked);
    await reader.page.evaluate(() => document.getElementById('next')!.click());

    await eventually(() => Promise.resolve(keys.asked.length > asked));
  });
});

test('a bundle that is one file opens a seal, and asks for its key alone', async () => {
  const config = sealedConfig() as { features: Record<string, object> };
  const articles = { ...config.features['articles'], protection: 'sealed' };
  const bundle = await aBundle({ ...config, features: { ...config.features, articles } }, ['--single']);
  const keys = aKeyRoute();
  const html = aPage(sealedPlace([await aSeal(BODY)]), bundle.tags);
  await using reader = await visitSealed('', keys, { html, routes: bundle.routes });

  assert.deepEqual([await reader.words('articles'), keys.asked.length], [['w1', 'w2'], 1]);
  assert.deepEqual(
    reader.requests.map(({ path }) => path),
    ['/', '/site.js', '/zephr/keys'],
  );
});
