import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  missing,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';
import { readBuilt } from '../support/built-files.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold' });
const PLAIN = '<script src="/zephr.js"></script>';

/** Markup whose names shadow members of the document or the window (HTML, sections 3.1.7 and 7.2.2.3). */
const CLOBBERS = [
  '<img name="currentScript">',
  '<form name="cookie"></form>',
  '<img name="addEventListener">',
  '<img id="addEventListener">',
  '<img name="dispatchEvent">',
  '<form name="querySelector"></form>',
  '<a id="Zephr"></a>',
  '<a id="Zephr"></a><a id="Zephr" name="start"></a>',
  '<form id="Zephr"><input name="start"><input name="push"></form>',
  '<img name="readyState">',
  '<iframe name="Zephr" sandbox srcdoc="<p>x</p>"></iframe>',
];

suite('named elements', TOGETHER, () => {
  for (const markup of CLOBBERS) {
    test(`${markup} before the script changes nothing`, async () => {
      await using reader = await visit({
        html: aPage(`${markup}${SCRIPT}${place('articles')}`, ''),
        token: GOLD,
      });
      const [access, type] = await reader.page.evaluate(async () => [
        await window.Zephr.hasAccess('articles'),
        typeof window.Zephr.start,
      ]);

      assert.deepEqual([access, type, await reader.shows('articles')], [true, 'function', 'shown']);
    });
  }

  test('all of them together leave an anonymous reader the wall', async () => {
    const all = CLOBBERS.filter((markup) => !/addEventListener|iframe/.test(markup)).join('');
    await using reader = await visit({
      html: aPage(all + PLAIN + place('articles') + inlineConfig(exampleConfig()), ''),
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  test('<img name="addEventListener"> leaves debugging working', async () => {
    await using reader = await visit({
      html: aPage(`<img name="addEventListener">${SCRIPT}${place('articles')}`, ''),
      path: '/?zephr-debug',
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });
});

const ROOMS: Readonly<Record<string, string>> = {
  'whose storage throws': `for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });`,
  'whose storage is gone': `for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { get: () => null });`,
  'whose cookies throw': `Object.defineProperty(Document.prototype, 'cookie', {
    configurable: true, get() { throw new DOMException('blocked', 'SecurityError'); } });`,
  'that froze what it can': `Object.freeze(Object.prototype); Object.freeze(Array.prototype);`,
};

suite('a page', TOGETHER, () => {
  for (const [says, before] of Object.entries(ROOMS)) {
    test(`${says} shows the wall`, async () => {
      await using reader = await visit({ html: aPage(place('articles')), before });

      assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled registration-wall', []]);
    });
  }
});

suite('a frame without an origin', TOGETHER, () => {
  /** A page that shows a sandboxed frame of its own site, and what comes of the places in it. */
  async function openFrame(body: string, search = '', config = exampleConfig()) {
    const head = `<script>
        window.problems = [];
        addEventListener('error', (event) => problems.push(event.message));
        addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));
      </script>${inlineConfig(config)}<script src="/zephr.js" crossorigin></script>`;
    const reader = await visit({
      html: aPage(`<iframe sandbox="allow-scripts" src="/frame.html${search}" width="600" height="800"></iframe>`, ''),
      routes: { '/frame.html': aPage(body, head) },
      token: GOLD,
    });
    const frame = await reader.page.waitForFrame((candidate) => candidate.url().includes('/frame.html'));
    await frame.waitForSelector('zephr-feature:not([state="pending"])');
    const seen = await frame.evaluate(async () => ({
      origin: self.origin,
      state: document.querySelector('zephr-feature')!.getAttribute('state'),
      walls: document.querySelectorAll('zephr-registration-wall').length,
      token: (await window.Zephr.identity()).token.status,
      search: location.search,
      problems: (window as unknown as { problems: string[] }).problems,
    }));
    return { ...seen, [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose]() };
  }

  test('has no cookies and no storage, and shows an anonymous reader the wall', async () => {
    await using frame = await openFrame(place('articles'));
    const { origin, state, walls, token, problems } = frame;

    assert.deepEqual([origin, state, walls, token, problems], ['null', 'walled', 1, 'none', []]);
  });

  test('takes a token from its address all the same', async () => {
    const config = exampleConfig();
    config['jwt'] = { ...(config['jwt'] as object), sources: ['query'] };
    await using frame = await openFrame(place('articles'), `?jwt=${GOLD}&page=2`, config);
    const { state, token, search, problems } = frame;

    assert.deepEqual([state, token, search, problems], ['shown', 'valid', '?page=2', []]);
  });
});

const POLICY =
  "default-src 'none'; script-src 'nonce-x' 'strict-dynamic'; style-src 'nonce-x'; connect-src 'self'; require-trusted-types-for 'script'; base-uri 'none'; form-action 'self'";
const NONCED = '<link rel="icon" href="data:,"><script nonce="x" src="/zephr.js" data-config="/zephr.json"></script>';

/** A page under a policy; the icon of bare pages would breach it. */
const strict = (body: string): string =>
  aPage(body, NONCED.replace('<link rel="icon" href="data:,">', '')).replace('<link rel="icon" href="data:,">', '');

suite('under a strict content security policy', TOGETHER, () => {
  for (const [says, token, feature, shows] of [
    ['the registration wall is shown', null, 'articles', 'walled registration-wall'],
    ['the paywall and its teaser are shown', aToken(), 'articles', 'walled paywall'],
    ['a custom block is shown', aToken({ name: 'Ada' }), 'videos', 'walled custom-block'],
    ['the content is shown', GOLD, 'articles', 'shown'],
  ] as const) {
    test(says, async () => {
      await using reader = await visit({
        html: strict(place(feature)),
        headers: { 'content-security-policy': POLICY },
        ...(token && { token }),
      });

      assert.deepEqual([await reader.shows(feature), await reader.faults()], [shows, []]);
    });
  }

  test('a custom block is shown where the browser has no sanitiser of its own', async () => {
    await using reader = await visit({
      html: strict(place('videos')),
      headers: { 'content-security-policy': POLICY },
      token: aToken({ name: 'Ada' }),
      before: 'delete Element.prototype.setHTML',
    });
    await reader.page.waitForSelector('zephr-custom-block p');
    const text = await reader.page.$eval('zephr-custom-block', (block) => (block as HTMLElement).innerText);

    assert.deepEqual([text, reader.requests.some(({ path }) => path === '/chunks/sanitizer.js')], ['Hello Ada', true]);
  });

  test('walls have their styles', async () => {
    await using reader = await visit({
      html: strict(place('articles')),
      headers: { 'content-security-policy': POLICY },
    });
    const family = await reader.page.$eval(
      'zephr-registration-wall',
      (wall) => getComputedStyle(wall.shadowRoot!.querySelector('h2')!).fontFamily,
    );

    assert.match(family, /Georgia/);
  });

  test('a list of trusted types needs but the names in the documentation', async () => {
    await using reader = await visit({
      html: strict(place('articles') + place('videos')),
      headers: { 'content-security-policy': `${POLICY}; trusted-types lit-html dompurify` },
      token: aToken({ name: 'Ada' }),
    });

    assert.deepEqual(
      [await reader.shows('articles'), await reader.shows('videos')],
      ['walled paywall', 'walled custom-block'],
    );
  });
});

suite('a file that is missing', TOGETHER, () => {
  test('for walls leaves a plain line, and says so', async () => {
    await using reader = await visit({ html: aPage(place('articles')), routes: { '/chunks/walls.js': missing } });

    assert.deepEqual(
      [await reader.shows('articles'), await reader.faults(), (await reader.words('articles')).length],
      ['fault', ['chunk-unreachable'], 0],
    );
  });

  test('for walls leaves the fallback', async () => {
    const walled = { rules: { anonymous: { content: 'hide', components: ['register'] } }, fallback: 'show' };
    await using reader = await visit({
      config: configWithFeatures({ articles: walled }),
      html: aPage(place('articles')),
      routes: { '/chunks/walls.js': missing },
    });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['shown', ['chunk-unreachable']]);
  });

  test('for walls does not concern readers with access', async () => {
    await using reader = await visit({ token: GOLD, routes: { '/chunks/walls.js': missing } });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['shown', []]);
  });

  test('for verification makes the reader anonymous, and says so', async () => {
    await using reader = await visit({
      html: aPage(place('articles')),
      token: GOLD,
      routes: { '/chunks/verify.js': missing },
    });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.faults(), await reader.failure()],
      ['unreachable: network', 'walled registration-wall', ['chunk-unreachable'], null],
    );
  });

  for (const [chunk, token, shows] of [
    ['verify', GOLD, 'shown'],
    ['walls', null, 'walled registration-wall'],
  ] as const) {
    test(`for ${chunk} is asked for again on refresh`, async () => {
      let there = false;
      await using reader = await visit({
        html: aPage(place('articles')),
        ...(token && { token }),
        routes: {
          [`/chunks/${chunk}.js`]: (_request, response) =>
            void (there
              ? response.writeHead(302, { location: `/again/${chunk}.mjs` }).end()
              : response.writeHead(503).end()),
          [`/again/${chunk}.mjs`]: async (_request, response) => {
            const code = await readBuilt(`chunks/${chunk}.js`);
            response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
          },
        },
      });
      there = true;
      await reader.page.evaluate(() => window.Zephr.refresh());

      assert.equal(await reader.shows('articles'), shows);
    });
  }

  test('for rarer conditions makes the features that need them faults', async () => {
    const rare = { type: 'url-path', condition: 'matches', value: '*', yes: 'show', no: { content: 'hide' } };
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(rare), videos: alwaysDoes('show') }),
      routes: { '/chunks/palette.js': missing },
    });
    // The words for a fault are a file of their own.
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")', { timeout: 5000 });

    assert.deepEqual(
      [await reader.shows('articles'), await reader.shows('videos'), await reader.faults()],
      ['fault', 'shown', ['chunk-unreachable /features/articles/rules/anonymous/condition']],
    );
  });

  test('for the sanitiser leaves the rest of the wall', async () => {
    await using reader = await visit({
      html: aPage(place('videos') + place('articles')),
      token: aToken(),
      before: 'delete Element.prototype.setHTML',
      routes: { '/chunks/sanitizer.js': missing },
    });

    assert.deepEqual(
      [await reader.shows('articles'), await reader.faults()],
      ['walled paywall', ['chunk-unreachable']],
    );
  });

  test('for debugging concerns no reader', async () => {
    await using reader = await visit({
      html: aPage(place('articles')),
      path: '/?zephr-debug',
      routes: { '/chunks/debug.js': missing },
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });
});
