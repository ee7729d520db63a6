/** Copies of pages, as snapshot caches of navigation libraries bring them back. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { suite, test } from 'node:test';
import { build } from 'esbuild';
import {
  aPage,
  exampleConfig,
  GOLD,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const STORY = '<p>the whole story</p><script>window.runs = (window.runs ?? 0) + 1;</script>';
const html =
  (text: string): Route =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);

/** Leaves the page for a page without features, where the reader signs in, and comes back to the copy. */
async function signInElsewhere(reader: PageVisit, leave: string, back: string): Promise<void> {
  await reader.page.waitForSelector('zephr-feature[state=walled]');
  await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  await reader.page.evaluate(leave);
  await reader.page.waitForFunction(() => !document.querySelector('zephr-feature'));
  await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
  await reader.page.waitForFunction(async () => (await window.Zephr.identity()).state === 'registered', {
    timeout: 8000,
  });
  await reader.page.evaluate(back);
  await reader.page.waitForFunction(() => document.querySelector('main'));
}
const seen = (reader: PageVisit): Promise<unknown> =>
  reader.page.evaluate(() => ({
    states: [...document.querySelectorAll('zephr-feature')].map((element) => element.getAttribute('state')).join(),
    text: document.querySelector('main')!.innerText.replace(/\s+/g, ' ').trim(),
    runs: (window as unknown as { runs?: number }).runs ?? 0,
  }));

const LEAVE = {
  cloneNode: `kept = document.body.cloneNode(true); history.pushState(null, '', '/login'); document.body.innerHTML = '<h1>Login</h1>'`,
  innerHTML: `kept = document.body.innerHTML; history.pushState(null, '', '/login'); document.body.innerHTML = '<h1>Login</h1>'`,
};
const BACK = {
  cloneNode: `history.replaceState(null, '', '/story'); document.body.replaceWith(kept)`,
  innerHTML: `history.replaceState(null, '', '/story'); document.body.innerHTML = kept`,
};

const BY_SELECTOR = (): Record<string, unknown> => {
  const config = exampleConfig();
  Object.assign((config['features'] as Record<string, object>)['articles']!, { target: { selector: '.story' } });
  return config;
};

suite('a copy of a page', TOGETHER, () => {
  for (const kind of ['cloneNode', 'innerHTML'] as const) {
    test(`by ${kind} gets its content from the page's own address, once`, async () => {
      const page = aPage(place('articles', STORY) + place('videos', '<p>the film</p>'));
      await using reader = await visit({ path: '/story', html: page });
      await signInElsewhere(reader, LEAVE[kind], BACK[kind]);
      await reader.page.waitForFunction(() => document.body.innerText.includes('the film'), { timeout: 8000 });

      assert.deepEqual(await seen(reader), {
        states: 'shown,shown',
        text: 'the whole story the film',
        runs: 1,
      });
      assert.equal(reader.requests.filter(({ path }) => path === '/story').length, 2);
      assert.deepEqual(await reader.faults(), []);
    });

    test(`by ${kind} that is walled again asks for nothing`, async () => {
      await using reader = await visit({ path: '/story', html: aPage(place('articles', STORY)) });
      await reader.page.waitForSelector('zephr-feature[state=walled]');
      await reader.page.evaluate(`(async () => {
        await new Promise((done) => setTimeout(done, 300));
        ${LEAVE[kind]}; ${BACK[kind]};
      })()`);
      await reader.page.waitForSelector('zephr-feature[state=walled] > zephr-registration-wall');

      assert.equal(await reader.page.evaluate(() => document.querySelectorAll('zephr-registration-wall').length), 1);
      assert.equal(reader.requests.filter(({ path }) => path === '/story').length, 1);
    });
  }

  test('by Turbo 8 gets its content back', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import * as Turbo from '@hotwired/turbo'; window.Turbo = Turbo; Turbo.session.drive = true;`,
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      },
      ...{ bundle: true, write: false, format: 'iife', logLevel: 'silent' },
    });
    const head = `${SCRIPT}<script src="/turbo.js"></script>`;
    await using reader = await visit({
      path: '/story',
      html: aPage(place('articles', '<p>the whole story</p>'), head),
      routes: {
        '/login': html(aPage('<h1>Login</h1>', head)),
        '/turbo.js': (_request, response) =>
          void response.writeHead(200, { 'content-type': 'text/javascript' }).end(outputFiles[0]!.text),
      },
    });
    await signInElsewhere(reader, `Turbo.visit('/login')`, 'history.back()');
    await reader.page.waitForSelector('zephr-feature[state=shown]', { timeout: 8000 });

    assert.deepEqual(await seen(reader), { states: 'shown', text: 'the whole story', runs: 0 });
  });

  for (const [says, library, leave, config] of [
    [
      'Turbo 8',
      `import * as Turbo from '@hotwired/turbo'; window.Turbo = Turbo;`,
      `Turbo.visit('/login')`,
      BY_SELECTOR,
    ],
    [
      'htmx 2',
      `import htmx from 'htmx.org'; window.htmx = htmx;`,
      `htmx.ajax('GET', '/login', { target: 'body', swap: 'innerHTML', push: 'true', source: document.body })`,
      BY_SELECTOR,
    ],
    [
      'htmx 2, in an element',
      `import htmx from 'htmx.org'; window.htmx = htmx;`,
      `htmx.ajax('GET', '/login', { target: 'body', swap: 'innerHTML', push: 'true', source: document.body })`,
      undefined,
    ],
  ] as const) {
    test(`by ${says} gets the content of ${config ? 'targets' : 'elements'} back`, async () => {
      const { outputFiles } = await build({
        stdin: { contents: library, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
        ...{ bundle: true, write: false, format: 'iife', logLevel: 'silent' },
      });
      const head = `${SCRIPT}<script src="/library.js"></script>`;
      const inner = '<p>the whole story</p>';
      const story = config
        ? `<div class="story">${inner}</div><table class="story"><tr><td>one</td></tr></table>`
        : place('articles', inner);
      await using reader = await visit({
        path: '/story',
        ...(config && { config: config() }),
        html: aPage(story, head),
        settle: false,
        routes: {
          '/login': html(aPage('<h1>Login</h1>', head)),
          '/library.js': (_request, response) =>
            void response.writeHead(200, { 'content-type': 'text/javascript' }).end(outputFiles[0]!.text),
        },
      });
      await signInElsewhere(reader, leave, 'history.back()');
      await reader.page
        .waitForFunction(
          (text) => document.querySelector('main')?.innerText.includes(text),
          { timeout: 5000 },
          config ? 'one' : 'the whole story',
        )
        .catch(() => undefined);
      const { text } = (await seen(reader)) as { text: string };

      assert.equal(text, config ? 'the whole story one' : 'the whole story');
    });
  }

  for (const [says, served] of [
    ['is gone', null],
    ['has the element no more', aPage('<p>moved</p>')],
    ['has nothing in the element', aPage(place('articles', ' '))],
  ] as const) {
    test(`whose page ${says} is a fault, and never shown over nothing`, async () => {
      let isFirst = true;
      const page = aPage(place('articles', '<p>the whole story</p>'));
      await using reader = await visit({
        path: '/story',
        routes: {
          '/story': (_request, response) => {
            if (!isFirst && served === null) return void response.writeHead(404).end('not found');
            response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(isFirst ? page : served);
            isFirst = false;
          },
        },
      });
      await signInElsewhere(reader, LEAVE.cloneNode, BACK.cloneNode);
      await reader.page.waitForSelector('zephr-feature[state=fault]', { timeout: 8000 });

      assert.deepEqual(await reader.faults(), ['content-lost']);
    });
  }

  test('of an element that is shown keeps its content', async () => {
    await using reader = await visit({ path: '/story', token: GOLD, html: aPage(place('articles', '<p>story</p>')) });
    await reader.page.waitForSelector('zephr-feature[state=shown]');
    await reader.page.evaluate(`(async () => {
      await new Promise((done) => setTimeout(done, 300));
      document.querySelector('p').textContent = 'edited';
      ${LEAVE.cloneNode}; ${BACK.cloneNode};
    })()`);
    await reader.page.waitForSelector('zephr-feature[state=shown]');

    assert.deepEqual(await seen(reader), { states: 'shown', text: 'edited', runs: 0 });
    assert.equal(reader.requests.filter(({ path }) => path === '/story').length, 1);
  });

  for (const kind of ['cloneNode', 'innerHTML'] as const) {
    test(`by ${kind} of a page with a target gets its content back, and believes no mark`, async () => {
      const config = BY_SELECTOR();
      const page = aPage(`<div class="story">${STORY}</div><div class="story"><p>the other</p></div>`);
      await using reader = await visit({ config, path: '/story', html: page, settle: false });
      await signInElsewhere(reader, LEAVE[kind], BACK[kind]);
      await reader.page.waitForFunction(() => document.querySelector('main')!.innerText.includes('the other'), {
        timeout: 8000,
      });

      assert.deepEqual(await seen(reader), { states: '', text: 'the whole story the other', runs: 1 });
      assert.equal(reader.requests.filter(({ path }) => path === '/story').length, 2);
    });
  }
});

suite('a copy of a page with targets', TOGETHER, () => {
  const gated = (rule: object, target: object): Record<string, unknown> => {
    const config = exampleConfig();
    const features = config['features'] as Record<string, Record<string, object>>;
    Object.assign(features['articles']!, { target });
    Object.assign(features['articles']!['rules']!, { anonymous: rule });
    return config;
  };
  const HIDE = { content: 'hide', components: ['register'] };
  const BY_CLASS = { selector: '.story' };
  const shows = (reader: PageVisit): Promise<string> =>
    reader.page.evaluate(() =>
      document
        .querySelector('main')!
        .innerHTML.replace(/<!--.*?-->/g, '')
        .replace(/ data-zephr[a-z-]*=""/g, '')
        .replace(/>\s+</g, '><'),
    );

  for (const [says, markup, rule, target] of [
    ['a picture', '<p>free</p><img class="story" alt="one"><p>free</p><img class="story" alt="two">', HIDE, BY_CLASS],
    ['a picture in a link', '<p><a href="#x"><img class="story" alt="one"></a></p><p>free</p>', HIDE, BY_CLASS],
    ['a table', '<table class="story"><tbody><tr><td>one</td></tr></tbody></table><p>free</p>', HIDE, BY_CLASS],
    ['rows', '<table><tbody class="story"><tr><td>one</td></tr></tbody></table>', HIDE, BY_CLASS],
    ['words of one paragraph', '<p>a <i class="story">one</i> b <i class="story">two</i> c</p>', HIDE, BY_CLASS],
    [
      'content between comments',
      '<ul><!-- ZEPHR_FEATURE s --><li>one</li><li>two</li><!-- ZEPHR_FEATURE_END s --><li>free</li></ul>',
      HIDE,
      { comment: 's' },
    ],
    [
      'kept content',
      '<div class="story"><p>one</p><p>two</p><ul><li>three</li></ul></div>',
      { content: { keep: { paragraphs: 1 } }, components: ['register'] },
      BY_CLASS,
    ],
  ] as const) {
    for (const kind of ['cloneNode', 'innerHTML'] as const) {
      test(`by ${kind} is whole again for a reader who has signed in: ${says}`, async () => {
        const config = gated(rule, target);
        await using reader = await visit({ config, path: '/story', html: aPage(markup), settle: false });
        await signInElsewhere(reader, LEAVE[kind], BACK[kind]);
        const wanted = markup.replace(/<!--.*?-->/g, '');
        await reader.page
          .waitForFunction(
            (html) =>
              document
                .querySelector('main')!
                .innerHTML.replace(/<!--.*?-->/g, '')
                .replace(/ data-zephr[a-z-]*=""/g, '') === html,
            { timeout: 5000 },
            wanted,
          )
          .catch(() => undefined);

        assert.equal(await shows(reader), wanted);
        assert.deepEqual(await reader.faults(), []);
      });

      test(`by ${kind} is walled again once, and asks for nothing: ${says}`, async () => {
        const config = gated(rule, target);
        await using reader = await visit({ config, path: '/story', html: aPage(markup), settle: false });
        await reader.page.waitForSelector('zephr-feature[state=walled] > zephr-registration-wall');
        await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
        const read = (): Promise<string> =>
          reader.page.evaluate(() =>
            [...document.querySelectorAll('main *')]
              .map((each) => each.localName)
              .filter((name) => !/^h\d|label|input|button|form$/.test(name))
              .join(' '),
          );
        const before = await read();
        const hides = rule === HIDE;
        await reader.page.evaluate(`(async () => {
          ${LEAVE[kind]};
          await new Promise((done) => setTimeout(done, 100));
          ${BACK[kind]};
        })()`);
        await reader.page.waitForSelector('zephr-feature[state=walled] > zephr-registration-wall');
        await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 300)));

        assert.equal(await read(), before);
        assert.equal(reader.requests.filter(({ path }) => path === '/story').length, hides ? 1 : 2);
      });
    }
  }
});
