/** Rules that ask what the page says of itself, where routers change the page under way. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { suite, test } from 'node:test';
import { build } from 'esbuild';
import {
  aPage,
  configWithFeatures,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';
import { textIn } from '../support/counting-pages.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const WALL = { id: 'wall', content: 'hide', components: ['register'] };
const isLocked = { type: 'meta-tag', name: 'article:content_tier', condition: 'equals', value: 'locked' };
const isOld = { type: 'published-date', condition: 'older-than', value: 24 };
const config = configWithFeatures({
  articles: { rules: { anonymous: { ...isLocked, yes: WALL, no: 'show' } } },
  archive: { rules: { anonymous: { ...isOld, yes: WALL, no: 'show' } } },
});

const FREE = { tier: 'free', date: '2099-01-01T00:00:00Z' };
const LOCKED = { tier: 'locked', date: '2020-01-01T00:00:00Z' };
type Story = typeof FREE;

const metaOf = ({ tier, date }: Story): string =>
  `<meta property="article:content_tier" content="${tier}"><meta property="article:published_time" content="${date}">`;
const BODY = `<div id="app">${place('articles', '<p>story</p>')}${place('archive', '<p>archive</p>')}</div>`;
const storyPage = (story: Story, head = ''): string => aPage(BODY, metaOf(story) + SCRIPT + head);
const html =
  (text: string): Route =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);

/** Bundles a script of a page as a site would. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** Each goes to a path by `window.go(path)`; `/free` is free, `/locked` is not. */
const ROUTERS: Readonly<Record<string, string>> = {
  'React Router': `
    import { createElement as h } from 'react';
    import { createRoot } from 'react-dom/client';
    import { createBrowserRouter, RouterProvider, useParams } from 'react-router';
    const stories = ${JSON.stringify({ free: FREE, locked: LOCKED })};
    function Story() {
      const { slug } = useParams();
      return h('main', { key: slug },
        h('meta', { property: 'article:content_tier', content: stories[slug].tier }),
        h('meta', { property: 'article:published_time', content: stories[slug].date }),
        h('zephr-feature', { feature: 'articles' }, h('p', null, slug)),
        h('zephr-feature', { feature: 'archive' }, h('p', null, slug)));
    }
    document.querySelectorAll('meta[property]').forEach((meta) => meta.remove());
    const router = createBrowserRouter([{ path: '/:slug', element: h(Story) }]);
    window.go = (path) => router.navigate(path);
    createRoot(document.getElementById('app')).render(h(RouterProvider, { router }));
  `,
  'Vue Router, the head set in a hook after': `
    import { createApp, h } from 'vue';
    import { createRouter, createWebHistory, RouterView } from 'vue-router';
    const stories = ${JSON.stringify({ free: FREE, locked: LOCKED })};
    const Story = { props: ['slug'], render() {
      return h('main', [h('zephr-feature', { feature: 'articles' }, [h('p', this.slug)]), h('zephr-feature', { feature: 'archive' }, [h('p', this.slug)])]);
    } };
    const router = createRouter({ history: createWebHistory(), routes: [{ path: '/:slug', component: Story, props: true }] });
    router.afterEach((to) => setTimeout(() => {
      const story = stories[to.params.slug];
      document.querySelector('[property="article:content_tier"]').setAttribute('content', story.tier);
      document.querySelector('[property="article:published_time"]').setAttribute('content', story.date);
    }, 30));
    window.go = (path) => router.push(path);
    createApp({ render: () => h(RouterView) }).use(router).mount('#app');
  `,
  'Turbo 8': `
    import * as Turbo from '@hotwired/turbo';
    window.go = (path) => Turbo.visit(path);
  `,
  'htmx 2, the head by hand': `
    import htmx from 'htmx.org';
    document.addEventListener('htmx:afterSettle', ({ detail }) => {
      const next = new DOMParser().parseFromString(detail.xhr.response, 'text/html');
      for (const meta of next.querySelectorAll('meta[property]')) {
        document.querySelector('meta[property="' + meta.getAttribute('property') + '"]').replaceWith(meta);
      }
    });
    window.go = (path) => htmx.ajax('GET', path, { target: 'body', push: path, source: document.body }).then(() => history.pushState(null, '', path));
  `,
  'View Transitions and a head that is replaced': `
    window.go = (path) => document.startViewTransition(async () => {
      const next = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
      history.pushState(null, '', path);
      next.querySelectorAll('script').forEach((script) => script.remove());
      document.body.replaceWith(document.adoptNode(next.body));
      await new Promise((done) => setTimeout(done, 20));
      document.head.replaceWith(document.adoptNode(next.head));
    }).finished;
  `,
};

const states = (reader: PageVisit): Promise<string> =>
  reader.page.evaluate(() =>
    [...document.querySelectorAll('zephr-feature')].map((element) => element.getAttribute('state')).join(),
  );
/** Whether each element shows what would be decided now. */
const agree = (reader: PageVisit): Promise<boolean> =>
  reader.page.evaluate(async () => {
    const elements = [...document.querySelectorAll('zephr-feature')];
    const decided = await Promise.all(
      elements.map((element) => window.Zephr.decide(element.getAttribute('feature')!, { dryRun: true })),
    );
    return elements.every((element, index) => element.getAttribute('outcome') === decided[index]!.outcomeId);
  });
const until = (reader: PageVisit, state: string): Promise<unknown> =>
  reader.page.waitForFunction(
    (wanted) => {
      const elements = [...document.querySelectorAll('zephr-feature')];
      return elements.length === 2 && elements.every((element) => element.getAttribute('state') === wanted);
    },
    { timeout: 5000 },
    state,
  );

suite('the page is judged as it is now', TOGETHER, () => {
  for (const [says, script] of Object.entries(ROUTERS)) {
    for (const [from, to, before, after] of [
      ['/free', '/locked', 'shown', 'walled'],
      ['/locked', '/free', 'walled', 'shown'],
    ] as const) {
      test(`by ${says}, from ${from} to ${to}`, async () => {
        const code = await bundle(script);
        const head = '<script src="/app.js" defer></script>';
        const stories = { '/free': storyPage(FREE, head), '/locked': storyPage(LOCKED, head) };
        await using reader = await visit({
          config,
          path: from,
          html: stories[from],
          routes: {
            [to]: html(stories[to]),
            '/app.js': (_request, response) =>
              void response.writeHead(200, { 'content-type': 'text/javascript' }).end(code),
          },
        });
        await until(reader, before);
        await reader.page.evaluate(
          (path) => void (window as unknown as { go: (path: string) => unknown }).go(path),
          to,
        );
        await reader.page.waitForFunction((path) => location.pathname === path, {}, to);
        await until(reader, after);

        assert.equal(await agree(reader), true);
      });
    }
  }

  test('also where the tag comes, goes, and is renamed', async () => {
    await using reader = await visit({ config, html: storyPage(FREE) });
    const seen: string[] = [];
    const tell = async (change: string): Promise<void> => {
      await reader.page.evaluate(change);
      await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 60)));
      seen.push((await states(reader)).split(',')[0]!);
    };
    await tell(`meta = document.querySelector('[property="article:content_tier"]'); meta.content = 'locked'`);
    await tell(`meta.remove()`);
    await tell(`document.head.insertAdjacentHTML('beforeend', '<meta name="x" content="locked">')`);
    await tell(`document.head.lastChild.setAttribute('name', 'article:content_tier')`);
    await tell(`document.head.innerHTML = '<meta name="article:content_tier" content="free">'`);
    await tell(`document.documentElement.replaceChild(document.createElement('head'), document.head)`);
    await tell(`document.head.innerHTML = '<meta name="article:content_tier" content="locked">'`);

    assert.deepEqual(seen, ['walled', 'shown', 'shown', 'walled', 'shown', 'shown', 'walled']);
  });

  test('an element that comes asks again, and takes those with it that are there', async () => {
    const byData = { type: 'custom-data', property: 'tier', condition: 'equals', value: 'locked' };
    await using reader = await visit({
      html: aPage(place('articles')),
      config: configWithFeatures({ articles: { rules: { anonymous: { ...byData, yes: WALL, no: 'show' } } } }),
    });
    await reader.page.evaluate(async (markup) => {
      const data = { tier: 'free' };
      await window.Zephr.setCustomData(data);
      data.tier = 'locked';
      document.body.insertAdjacentHTML('beforeend', markup);
    }, place('articles'));
    await until(reader, 'walled');
  });

  test('what is asked by code is shown in the same task', async () => {
    const byCookie = { type: 'cookie', name: 'tier', condition: 'equals', value: 'locked' };
    await using reader = await visit({
      html: aPage(place('articles')),
      config: configWithFeatures({ articles: { rules: { anonymous: { ...byCookie, yes: WALL, no: 'show' } } } }),
    });
    const [access, outcome] = await reader.page.evaluate(async () => {
      document.cookie = 'tier=locked';
      const decision = await window.Zephr.decide('articles', { dryRun: true });
      await new Promise((done) => setTimeout(done));
      return [decision.access, document.querySelector('zephr-feature')!.decision?.outcomeId] as const;
    });

    assert.deepEqual([access, outcome], [false, 'wall']);
  });

  test('a head that changes with nothing that a rule asks decides nothing', async () => {
    await using reader = await visit({ config, html: storyPage(FREE) });
    await reader.forget();
    await reader.page.evaluate(async () => {
      for (let turn = 0; turn < 30; turn++) {
        document.title = `News (${turn})`;
        document.querySelector('meta[charset]')!.setAttribute('content', String(turn));
        await new Promise(requestAnimationFrame);
      }
    });

    assert.deepEqual(await reader.events(''), []);
  });

  test('a listener that changes the head with each decision ends', async () => {
    await using reader = await visit({ config, html: storyPage(FREE) });
    const count = await reader.page.evaluate(async () => {
      let turns = 0;
      const meta = document.querySelector('[property="article:content_tier"]')!;
      document.addEventListener('zephr-decision', () => {
        if (turns++ < 500) meta.setAttribute('content', meta.getAttribute('content') === 'free' ? 'locked' : 'free');
      });
      meta.setAttribute('content', 'locked');
      await new Promise((done) => setTimeout(done, 300));
      return turns;
    });

    assert.ok(count < 500, `${count} decisions`);
  });
});

suite('a trial behind a rule that asks the head', TOGETHER, () => {
  const trial = { type: 'trial', limit: 3, yes: 'show', no: WALL };
  const metered = configWithFeatures({
    articles: { rules: { anonymous: { ...isLocked, yes: trial, no: 'show' } } },
    archive: { rules: { anonymous: { ...isLocked, yes: { ...trial, tracker: 'archive' }, no: 'show' } } },
  });
  /** The articles that were counted, by the path of their address. */
  const counted = async (reader: PageVisit): Promise<string> => {
    const stored = await textIn(reader.page);
    return ['/free', '/locked', '/other'].filter((path) => stored?.includes(`"${path}"`)).join();
  };
  const wait = (reader: PageVisit, ms: number): Promise<unknown> =>
    reader.page.evaluate((time) => new Promise((done) => setTimeout(done, time)), ms);

  for (const [says, script] of Object.entries(ROUTERS)) {
    for (const [from, to] of [
      ['/locked', '/free'],
      ['/free', '/locked'],
    ] as const) {
      test(`counts what the new page says: by ${says}, from ${from} to ${to}`, async () => {
        const code = await bundle(script);
        const head = '<script src="/app.js" defer></script>';
        const stories = { '/free': storyPage(FREE, head), '/locked': storyPage(LOCKED, head) };
        await using reader = await visit({
          config: metered,
          path: from,
          html: stories[from],
          routes: {
            [to]: html(stories[to]),
            '/app.js': (_request, response) =>
              void response.writeHead(200, { 'content-type': 'text/javascript' }).end(code),
          },
        });
        await until(reader, 'shown');
        await reader.page.evaluate(
          (path) => void (window as unknown as { go: (path: string) => unknown }).go(path),
          to,
        );
        await reader.page.waitForFunction((path) => location.pathname === path, {}, to);
        await wait(reader, 1200);

        assert.equal(await counted(reader), '/locked');
      });
    }
  }

  test('counts a page whose head does not change when the reader goes on, and when they leave', async () => {
    await using reader = await visit({ config: metered, path: '/locked', html: storyPage(LOCKED) });
    await until(reader, 'shown');
    const counts: string[] = [];
    const go = async (change: string): Promise<void> => {
      await reader.page.evaluate(change);
      await wait(reader, 100);
      counts.push(await counted(reader));
    };
    await go(`history.pushState(null, '', '/other')`);
    await go(`history.pushState(null, '', '/free')`);
    await go(`dispatchEvent(new Event('pagehide'))`);

    assert.deepEqual(counts, ['/locked', '/locked,/other', '/free,/locked,/other']);
  });

  test('counts nothing twice, and after a while without any sign', async () => {
    await using reader = await visit({ config: metered, path: '/locked', html: storyPage(LOCKED) });
    await until(reader, 'shown');
    await reader.page.evaluate(`history.pushState(null, '', '/other'); document.title = 'Other'`);
    await wait(reader, 500);
    const remaining = await reader.page.evaluate(async () => (await window.Zephr.decide('archive')).trials);
    await reader.page.evaluate(`history.pushState(null, '', '/free')`);
    await reader.page.waitForFunction(() => localStorage['zephr-usage'].includes('"/free"'), { timeout: 8000 });

    assert.deepEqual(remaining, { archive: { limit: 3, remaining: 1, resetsAt: null } });
  });
});
