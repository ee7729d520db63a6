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
      const config = exampleConfig();
      Object.assign((config['features'] as Record<string, object>)['articles']!, { target: { selector: '.story' } });
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
