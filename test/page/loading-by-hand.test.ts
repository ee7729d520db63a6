/** Starting from the site's own code, by script and as a module. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  place,
  TOGETHER,
  useBrowser,
  WALLED,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const BODY = place('articles');

const CONFIG = exampleConfig();

const INLINE = inlineConfig(CONFIG);

/** A page whose own code starts the SDK. */
const manual = (code: string): string =>
  aPage(`${BODY}<script>${code}</script>`, '<script src="/zephr.js" data-manual></script>');

/** A script tag that names no config, and what a tag manager or a snippet puts before it. */
const TAG = '<script src="/zephr.js"></script>';
const QUEUED = `<script>(window.Zephr = window.Zephr || []).push(['start', '/zephr.json'])</script>`;
const INSERT = `addEventListener('load', () => document.head.append(Object.assign(document.createElement('script'), { src: '/zephr.js' })))`;

suite('starting by hand', TOGETHER, () => {
  test('nothing happens before it', async () => {
    await using reader = await visit({ html: manual(''), settle: false });
    const state = await reader.page.$eval('zephr-feature', (element) => element.getAttribute('state'));

    assert.deepEqual(
      [state, reader.requests.some(({ path }) => path === '/zephr.json'), await reader.events('')],
      ['pending', false, []],
    );
  });

  test('data-manual keeps a config in the page from being taken', async () => {
    await using reader = await visit({
      html: aPage(BODY, `${INLINE}<script src="/zephr.js" data-manual></script>`),
      settle: false,
    });

    assert.deepEqual(await reader.events('zephr-ready'), []);
  });

  test('with the config', async () => {
    await using reader = await visit({ html: manual(`Zephr.start(${JSON.stringify(CONFIG)})`) });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  test('with its address, as text or URL', async () => {
    await using reader = await visit({ html: manual(`Zephr.start('/zephr.json')`) });
    await using other = await visit({ html: manual(`Zephr.start(new URL('/zephr.json', location.href))`) });

    assert.deepEqual(
      [await reader.shows('articles'), await other.shows('articles')],
      ['walled registration-wall', 'walled registration-wall'],
    );
  });

  test('out of the queue', async () => {
    await using reader = await visit({
      html: aPage(
        BODY,
        `<script>window.Zephr = [['start', '/zephr.json']]</script><script src="/zephr.js" data-manual></script>`,
      ),
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  for (const [says, head] of [
    ['out of the queue', `${QUEUED}${TAG}`],
    ['out of the queue of a page that inserts the script later', `${QUEUED}<script>${INSERT}</script>`],
    ['behind the script tag', `${TAG}<script>Zephr.start('/zephr.json')</script>`],
    [
      'by a function in the queue',
      `<script>(window.Zephr = []).push((zephr) => zephr.start('/zephr.json'))</script>${TAG}`,
    ],
    ['beside another script with a config', `${QUEUED}<script data-config="/vendor.json"></script>${TAG}`],
  ] as const) {
    test(`${says} goes before an automatic start without a config`, async () => {
      await using reader = await visit({ html: aPage(BODY, head) });

      assert.deepEqual(
        [await reader.failure(), await reader.shows('articles'), await reader.faults()],
        [null, WALLED, []],
      );
    });
  }

  test('without any config, and without data-manual, the missing config is reported', async () => {
    await using reader = await visit({ html: aPage(BODY, TAG) });

    assert.deepEqual([await reader.failure(), await reader.faults()], ['config-missing', ['config-missing']]);
  });

  test('code that is evaluated takes the tag that names it, and not that of another script', async () => {
    const code = "fetch('/zephr.js').then((r) => r.text()).then((text) => setTimeout(() => (0, eval)(text)))";
    const others =
      '<script data-config="/vendor.json"></script><script type="delayed" src="/zephr.js" data-config="/zephr.json"></script>';
    await using reader = await visit({ html: aPage(BODY, `${others}<script>${code}</script>`) });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);
  });

  test('a token as option replaces the cookie', async () => {
    await using reader = await visit({
      html: manual(`Zephr.start('/zephr.json', { token: ${JSON.stringify(aToken({ prod: 'gold' }))} })`),
      token: aToken(),
    });

    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('custom data as option reaches the rules', async () => {
    const rule = {
      type: 'custom-data',
      property: 'free',
      condition: 'equals',
      value: true,
      yes: 'show',
      no: { content: 'hide' },
    };
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(rule) }),
      html: manual(`Zephr.start('/zephr.json', { customData: { free: true } })`),
    });

    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('fetch as option gets the config', async () => {
    await using reader = await visit({
      config: null,
      html: manual(`Zephr.start('/anywhere.json', {
        fetch: async (url) => new Response(${JSON.stringify(JSON.stringify(CONFIG))}, { headers: { asked: url } }),
      })`),
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  test('fetch as option sends forms and fetches external blocks', async () => {
    const config = {
      version: 1,
      components: {
        register: { type: 'registration-wall', action: '/register', fields: [] },
        block: { type: 'custom-block', src: '/block.html' },
      },
      features: { articles: { rules: { anonymous: { content: 'hide', components: ['register', 'block'] } } } },
    };
    await using reader = await visit({
      config: null,
      html: manual(`window.asked = [];
        Zephr.start(${JSON.stringify(config)}, {
          fetch: async (url) => {
            asked.push(new URL(url, location.href).pathname);
            return new Response('<p>from the option</p>', { headers: { 'content-type': 'text/html' } });
          },
        })`),
    });
    await reader.page.waitForFunction(() => document.querySelector('zephr-custom-block p'));
    await reader.page.$eval('zephr-registration-wall', (wall) =>
      wall.shadowRoot!.querySelector('form')!.requestSubmit(),
    );
    await reader.page.waitForFunction(() => document.querySelector('zephr-registration-wall[state=done]'));

    assert.deepEqual(await reader.page.evaluate('asked'), ['/block.html', '/register']);
    assert.deepEqual(
      reader.requests.filter(({ path }) => /block.html|register$/.test(path)),
      [],
    );
  });

  test('facts as option may be a function, and a slow one is waited for', async () => {
    await using reader = await visit({
      html: manual(`
        window.answered = false;
        Zephr.start('/zephr.json', { facts: () => new Promise((done) => setTimeout(() => { answered = true; done({}); }, 50)) })
          .then(() => { window.answeredFirst = answered; });`),
    });

    assert.equal(await reader.page.evaluate('answeredFirst'), true);
  });

  test('a second start replaces the first', async () => {
    await using reader = await visit({
      html: manual(`
        Zephr.start('/zephr.json').then(() =>
          Zephr.start({ version: 1, features: { articles: { title: 'Stories', rules: { anonymous: 'show' } } } }));`),
    });
    await reader.page.waitForSelector('zephr-feature[state="shown"]', { timeout: 5000 });
    const outcomes = await reader.page.evaluate(() => window.Zephr.outcomes);

    assert.deepEqual(outcomes, {
      articles: { featureLabel: 'Stories', outcomeId: 'show', outcomeLabel: 'Show content' },
    });
  });

  test('features of the first config alone are gone after the second start', async () => {
    await using reader = await visit();
    const outcomes = await reader.page.evaluate(async () => {
      document.querySelector('zephr-feature[feature="videos"]')!.remove();
      await window.Zephr.start({ version: 1, features: { articles: {} } });
      return Object.keys(window.Zephr.outcomes);
    });

    assert.deepEqual(outcomes, ['articles']);
  });

  test('a start that a second one overtook shows nothing when it arrives late', async () => {
    let release = (): void => undefined;
    await using reader = await visit({
      html: manual(`Zephr.start('/slow.json');
        Zephr.start({ version: 1, features: { articles: { rules: { anonymous: { id: 'second', content: 'hide' } } } } });`),
      routes: {
        '/slow.json': (_request, response) => {
          release = () => response.end(JSON.stringify(configWithFeatures({ articles: alwaysDoes('show') })));
        },
      },
    });
    release();
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));

    assert.equal((await reader.decide('articles')).outcomeId, 'second');
  });

  test('a call during a replaced start gets the answer of the later one', async () => {
    let release = (): void => undefined;
    await using reader = await visit({
      settle: false,
      html: manual(`Zephr.start('/slow.json');
        window.answer = Zephr.decide('articles').then((decision) => decision.outcomeId, String);
        window.who = Zephr.identity().then((identity) => identity.state, String);
        Zephr.start('/zephr.json');`),
      config: configWithFeatures({ articles: alwaysDoes({ id: 'second', content: 'hide' }) }),
      routes: {
        '/slow.json': (_request, response) => {
          release = () => response.end('{"version":1,"features":{}}');
        },
        '/zephr.json': (_request, response) => {
          release();
          const config = configWithFeatures({ articles: alwaysDoes({ id: 'second', content: 'hide' }) });
          setTimeout(() => response.end(JSON.stringify(config)), 200);
        },
      },
    });

    assert.deepEqual(await reader.page.evaluate('Promise.all([answer, who])'), ['second', 'anonymous']);
  });
});

suite('as a module', TOGETHER, () => {
  test('importing it starts nothing', async () => {
    await using reader = await visit({
      html: aPage(`${BODY}<script type="module">import '/zephr.mjs'; window.imported = true;</script>`, INLINE),
      settle: false,
    });
    await reader.page.waitForFunction('window.imported');
    const found = await reader.page.evaluate(() => [typeof window.Zephr, typeof customElements.get('zephr-feature')]);

    assert.deepEqual(found, ['undefined', 'undefined']);
  });

  test('startZephr starts it and gives window.Zephr', async () => {
    await using reader = await visit({
      html: aPage(
        `${BODY}<script type="module">
          import { startZephr } from '/zephr.mjs';
          const Zephr = await startZephr('/zephr.json', { token: ${JSON.stringify(aToken({ prod: 'gold' }))} });
          window.same = Zephr === window.Zephr;
        </script>`,
        '',
      ),
    });

    assert.deepEqual([await reader.page.evaluate('same'), await reader.shows('articles')], [true, 'shown']);
  });

  test('startZephr rejects with a ConfigError, which its own class knows', async () => {
    await using reader = await visit({
      html: aPage(
        `<script type="module">
          import { startZephr, ConfigError } from '/zephr.mjs';
          window.result = startZephr('/nowhere.json').catch((error) => [error instanceof ConfigError, error.code]);
        </script>`,
        '',
      ),
    });
    await reader.page.waitForFunction('window.result');

    assert.deepEqual(await reader.page.evaluate('result'), [true, 'config-unreachable']);
  });

  test('the queue that the page filled before is run', async () => {
    await using reader = await visit({
      html: aPage(
        `${BODY}<script>window.Zephr = [(zephr) => { window.got = zephr; }]</script>
        <script type="module">
          import { startZephr } from '/zephr.mjs';
          await startZephr('/zephr.json');
        </script>`,
        '',
      ),
    });

    assert.equal(await reader.page.evaluate('got === Zephr'), true);
  });

  test('the elements alone are registered by importing them', async () => {
    await using reader = await visit({
      html: aPage(
        `<zephr-registration-wall heading="Join us" action="/join"></zephr-registration-wall>
        <script type="module" src="/components.mjs"></script>`,
        '',
      ),
    });
    await reader.page.waitForFunction(() =>
      document.querySelector('zephr-registration-wall')?.shadowRoot?.querySelector('h2'),
    );
    const found = await reader.page.evaluate(() => [
      document.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('h2')!.textContent,
      typeof window.Zephr,
      ...['paywall', 'custom-block'].map((name) => typeof customElements.get(`zephr-${name}`)),
    ]);

    assert.deepEqual(found, ['Join us', 'undefined', 'function', 'function']);
  });

  test('the elements alone work beside the script', async () => {
    await using reader = await visit({
      html: aPage(`${BODY}<script type="module" src="/components.mjs"></script>`),
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });
});
