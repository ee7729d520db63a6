import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const BODY = place('articles');
const CONFIG = exampleConfig();
const INLINE = inlineConfig(CONFIG);
const PLAIN = '<script src="/zephr.js"></script>';
/** A config that nobody should take: it shows everything. */
const DECOY = inlineConfig(configWithFeatures({ articles: alwaysDoes('show') }));

const PAGES: Readonly<Record<string, string>> = {
  'in the head': aPage(BODY),
  'in the head, async': aPage(BODY, '<script async src="/zephr.js" data-config="/zephr.json"></script>'),
  'in the head, defer': aPage(BODY, '<script defer src="/zephr.js" data-config="/zephr.json"></script>'),
  'at the end of the body': aPage(BODY + SCRIPT, ''),
  'between two places': aPage(place('videos') + SCRIPT + BODY, ''),
  twice: aPage(BODY + SCRIPT, SCRIPT),
  'added by another script': aPage(
    `${BODY}<script>
      const script = document.createElement('script');
      script.src = '/zephr.js';
      script.dataset.config = '/zephr.json';
      document.head.append(script);
    </script>`,
    '',
  ),
  'with its config before it': aPage(BODY, INLINE + PLAIN),
  'with its config behind it': aPage(BODY, PLAIN + INLINE),
  'with its config at the end of the body': aPage(BODY + INLINE, PLAIN),
  'async, with its config at the end of the body': aPage(BODY + INLINE, '<script async src="/zephr.js"></script>'),
  'defer, with its config in the head': aPage(BODY, `${INLINE}<script defer src="/zephr.js"></script>`),
  'with an address, which goes before a config in the page': aPage(BODY, DECOY + SCRIPT),
};

suite('the script tag', TOGETHER, () => {
  for (const [says, html] of Object.entries(PAGES)) {
    test(says, async () => {
      await using reader = await visit({ html });

      assert.deepEqual(
        [await reader.shows('articles'), (await reader.events('zephr-ready')).length],
        ['walled registration-wall', 1],
      );
    });
  }

  test('without its folder of chunks being anywhere but beside it', async () => {
    const code = await readFile(new URL('../../dist/zephr.js', import.meta.url));
    const walls = await readFile(new URL('../../dist/chunks/walls.mjs', import.meta.url));
    await using reader = await visit({
      html: aPage(
        BODY,
        '<base href="/elsewhere/"><script src="/assets/v1/zephr.js" data-config="/zephr.json"></script>',
      ),
      routes: {
        '/assets/v1/zephr.js': (_request, response) =>
          void response.writeHead(200, { 'content-type': 'text/javascript' }).end(code),
        '/assets/v1/chunks/walls.mjs': (_request, response) =>
          void response.writeHead(200, { 'content-type': 'text/javascript' }).end(walls),
      },
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });
});

/** The script as a publisher's delivery network would serve it: from another origin than the page's. */
const ELSEWHERE = `<script>
  const elsewhere = location.origin.replace('127.0.0.1', 'localhost');
  document.write('<script crossorigin src="' + elsewhere + '/zephr.js" data-config="/zephr.json"><' + '/script>');
</script>`;

suite('the script from another origin', TOGETHER, () => {
  test('finds its walls', async () => {
    await using reader = await visit({ html: aPage(BODY, ELSEWHERE) });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled registration-wall', []]);
  });

  test('finds its verification', async () => {
    await using reader = await visit({ html: aPage(BODY, ELSEWHERE), token: aToken({ prod: 'gold' }) });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['valid', 'shown']);
  });

  test('finds its words for a mistake', async () => {
    await using reader = await visit({ html: aPage(BODY, ELSEWHERE), config: '[]' });
    const message = await reader.page.evaluate(() => window.Zephr.ready.catch((error: Error) => error.message));

    assert.match(String(message), /wrong type/);
  });
});

/** A page whose own code starts the SDK. */
const manual = (code: string): string =>
  aPage(`${BODY}<script>${code}</script>`, '<script src="/zephr.js" data-manual></script>');

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

  test('what only the first config knew is gone after the second start', async () => {
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

  test('whoever asked while a start was replaced gets the later one’s answer', async () => {
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

  test('the elements alone stand beside the script', async () => {
    await using reader = await visit({
      html: aPage(`${BODY}<script type="module" src="/components.mjs"></script>`),
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });
});

suite('the queue', TOGETHER, () => {
  const queued = (code: string): string => aPage(BODY, `<script>window.log = []; ${code}</script>${SCRIPT}`);

  test('is run in order, while the script runs and before ready settles', async () => {
    await using reader = await visit({
      html: aPage(
        BODY,
        `<script>
          window.log = [];
          (window.Zephr = window.Zephr || []).push((zephr) => {
            log.push('first');
            zephr.ready.then(() => log.push('ready'));
          });
          Zephr.push(['push', () => log.push('second')], () => log.push('third'));
        </script>${SCRIPT}<script>log.push('script is over')</script>`,
      ),
    });
    await reader.page.evaluate(() => window.Zephr.ready);

    assert.deepEqual(await reader.page.evaluate('log'), ['first', 'second', 'third', 'script is over', 'ready']);
  });

  test('gives window.Zephr to a function', async () => {
    await using reader = await visit({
      html: queued(`window.Zephr = [(zephr) => log.push(zephr, window.Zephr === zephr)]`),
    });

    assert.equal(await reader.page.evaluate('log[0] === Zephr && log[1]'), true);
  });

  test('takes methods with their arguments', async () => {
    await using reader = await visit({
      html: queued(
        `window.Zephr = [['setToken', ${JSON.stringify(aToken({ prod: 'gold' }))}], ['on', 'zephr-ready', () => log.push('ready')]]`,
      ),
    });

    assert.deepEqual([await reader.shows('articles'), await reader.page.evaluate('log')], ['shown', ['ready']]);
  });

  test('goes on after what throws or is no call, and says so', async () => {
    await using reader = await visit({
      html: queued(
        `window.Zephr = [() => { throw new Error('mine'); }, ['levitate'], null, 7, 'ready', ['version'], () => log.push('last')]`,
      ),
    });

    assert.deepEqual(
      [await reader.page.evaluate('log'), await reader.faults()],
      [['last'], Array.from({ length: 6 }, () => 'callback-failed')],
    );
  });

  test('runs at once when the script is there', async () => {
    await using reader = await visit();
    const log = await reader.page.evaluate(() => {
      const calls: unknown[] = [];
      window.Zephr.push((zephr) => void calls.push(zephr === window.Zephr), ['on', 'zephr-ready', () => undefined]);
      calls.push('after');
      return calls;
    });

    assert.deepEqual(log, [true, 'after']);
  });

  test('throws nothing after the script is there', async () => {
    await using reader = await visit();
    await reader.page.evaluate(() => {
      window.Zephr.push(() => {
        throw new Error('mine');
      });
    });

    assert.deepEqual(await reader.faults(), ['callback-failed']);
  });
});
