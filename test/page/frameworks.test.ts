import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { before, suite, test } from 'node:test';
import { build } from 'esbuild';
import { createElement, type ReactNode } from 'react';
import { renderToString as renderReact } from 'react-dom/server';
import { createSSRApp, h, type VNode } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import { aPage, aToken, exampleConfig, TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold' });
/** Bundles a script of a page as a site would, development builds of its packages, so that they warn. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
    },
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/**
 * The markup of both apps: a story in a `<zephr-feature>`, one that is a target, and a button that renders all again.
 */
const story = (turn: number): string => `w1 of turn ${turn}`;

const REACT = `
  import { createElement as h, useEffect, useState } from 'react';
  import { hydrateRoot } from 'react-dom/client';
  function App() {
    const [turn, setTurn] = useState(0);
    const [isOurs, setOurs] = useState(false);
    useEffect(() => setOurs(true), []);
    window.again = () => setTurn((now) => now + 1);
    return h('div', null,
      h('zephr-feature', { feature: 'articles', 'defer-hydration': isOurs ? undefined : '' }, h('p', null, 'w1 of turn ' + turn)),
      turn < 5 && h('div', { className: 'story', 'defer-hydration': isOurs ? undefined : '' }, h('p', { key: turn }, 'w1 of turn ' + turn)));
  }
  hydrateRoot(document.getElementById('app'), h(App), { onRecoverableError: (error) => console.error(error) });
`;
const VUE = `
  import { createSSRApp, h, onMounted, ref } from 'vue';
  const turn = ref(0), isOurs = ref(false);
  window.again = () => turn.value++;
  createSSRApp({
    setup: () => {
      onMounted(() => (isOurs.value = true));
      return () => h('div', null, [
        h('zephr-feature', { feature: 'articles', 'defer-hydration': isOurs.value ? null : '' }, [h('p', null, 'w1 of turn ' + turn.value)]),
        turn.value < 5
          ? h('div', { class: 'story', 'defer-hydration': isOurs.value ? null : '' }, [h('p', { key: turn.value }, 'w1 of turn ' + turn.value)])
          : null,
      ]);
    },
  }).mount('#app');
`;

const reactMarkup = (): string => {
  const attributes = { 'defer-hydration': '' };
  const paragraph: ReactNode = createElement('p', null, story(0));
  return renderReact(
    createElement(
      'div',
      null,
      createElement('zephr-feature', { feature: 'articles', ...attributes }, paragraph),
      createElement('div', { className: 'story', ...attributes }, paragraph),
    ),
  );
};
const vueMarkup = (): Promise<string> => {
  const attributes = { 'defer-hydration': '' };
  const paragraph = (): VNode => h('p', null, story(0));
  return renderVue(
    createSSRApp({
      render: () =>
        h('div', null, [
          h('zephr-feature', { feature: 'articles', ...attributes }, [paragraph()]),
          h('div', { class: 'story', ...attributes }, [paragraph()]),
        ]),
    }),
  );
};

const WALL = { content: 'hide', components: ['register'] };
const example = exampleConfig();
const config = {
  ...example,
  products: { gold: { claimValue: 'gold', features: ['articles', 'target'] } },
  features: {
    articles: {
      rules: { anonymous: WALL, registered: { content: { keep: { words: 2 } }, components: ['subscribe'] } },
    },
    target: {
      target: { selector: '.story' },
      rules: { anonymous: WALL, registered: { content: { keep: { words: 2 } }, components: ['subscribe'] } },
    },
  },
};

for (const [framework, source, markup] of [
  ['React', REACT, reactMarkup],
  ['Vue', VUE, vueMarkup],
] as const) {
  suite(`a page of ${framework}`, TOGETHER, () => {
    let script = '';
    before(async () => {
      script = await bundle(source);
    });

    /** Opens it: the SDK has decided before the framework comes. */
    async function open(token?: string): Promise<PageVisit & { readonly warnings: string[] }> {
      const html = aPage(`<div id="app">${await markup()}</div>`);
      const reader = await visit({ html, config, ...(token && { token }), settle: false });
      const warnings: string[] = [];
      reader.page.on('console', (message) => {
        // Vue's warning about its own build does not concern the page.
        if (/error|warn/.test(message.type()) && !/development (build|version)/.test(message.text())) {
          warnings.push(message.text());
        }
      });
      await reader.page.waitForFunction(
        () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/targets-')),
        { timeout: 5000 },
      );
      await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
      const untouched = await reader.page.$eval('#app', (app) => app.innerHTML);
      assert.deepEqual(
        untouched,
        (await markup()).replaceAll('defer-hydration>', 'defer-hydration="">'),
        'markup that is to be taken over is left alone',
      );
      await reader.page.addScriptTag({ content: script });
      await reader.page.waitForFunction(() => !document.querySelector('[defer-hydration]:not([data-zephr-target])'), {
        timeout: 5000,
      });
      await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
      return Object.assign(reader, { warnings });
    }
    const again = async (reader: PageVisit): Promise<void> => {
      await reader.page.evaluate('again()');
      await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    };
    const text = (reader: PageVisit): Promise<string> =>
      reader.page.$eval('#app', (app) => (app as HTMLElement).innerText);
    const walls = (reader: PageVisit): Promise<number> =>
      reader.page.evaluate(
        () =>
          [...document.querySelectorAll('zephr-registration-wall, zephr-paywall')].filter((wall) =>
            wall.checkVisibility(),
          ).length,
      );

    test('is taken over without a warning, and walled then', async () => {
      await using reader = await open();

      assert.deepEqual([reader.warnings, await walls(reader), (await text(reader)).includes('w1')], [[], 2, false]);
    });

    test('brings no gated content back when it is rendered again', async () => {
      await using reader = await open();
      for (let turn = 0; turn < 3; turn++) await again(reader);

      assert.deepEqual([reader.warnings, await walls(reader), (await text(reader)).includes('w1')], [[], 2, false]);
    });

    test('shows what it has rendered last once the reader may read it', async () => {
      await using reader = await open();
      await again(reader);
      await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
      await reader.page.waitForFunction(() => !document.querySelector('[data-zephr-target]'), { timeout: 5000 });
      const before = await text(reader);
      await again(reader);

      assert.equal(before.match(/w1 of turn 1/g)?.length, 2);
      assert.equal((await text(reader)).match(/w1 of turn 2/g)?.length, 2);
      assert.deepEqual(reader.warnings, []);
    });

    test('keeps a beginning, of what is rendered last', async () => {
      await using reader = await open(aToken());
      await again(reader);

      assert.equal((await text(reader)).match(/w1 of …/g)?.length, 2);
      assert.equal((await text(reader)).includes('turn'), false);
      assert.deepEqual(reader.warnings, []);
    });

    test('can take a walled target off the page', async () => {
      await using reader = await open();
      for (let turn = 0; turn < 5; turn++) await again(reader);

      assert.equal(await reader.page.evaluate(() => document.querySelector('.story')), null);
      assert.deepEqual([reader.warnings, await walls(reader)], [[], 1]);
    });
  });
}
