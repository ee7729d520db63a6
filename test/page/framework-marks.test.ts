import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { suite, test } from 'node:test';
import { build } from 'esbuild';
import { compile } from 'svelte/compiler';
import { aPage, TOGETHER, useBrowser } from '../support/bare-page.js';

const { visit } = useBrowser();

const folder = fileURLToPath(new URL('.', import.meta.url));

const SVELTE = compile(
  `<script>let turn = $state(0); window.again = () => turn++;</script>
   <div class="story {turn}"><p>Turn {turn}</p><p>static</p></div>`,
  { generate: 'client', name: 'App' },
).js.code;

/** Mounts a story in #app, by framework. */
const APPS = {
  React: `
    import { createElement as h } from 'react';
    import { createRoot } from 'react-dom/client';
    import { flushSync } from 'react-dom';
    const root = createRoot(document.getElementById('app'));
    flushSync(() => root.render(h('div', { className: 'story' }, h('p', null, 'Turn ', 0), h('p', null, 'static'))));
  `,
  Vue: `
    import { createApp, h } from 'vue';
    createApp({ render: () => h('div', { class: 'story' }, [h('p', 'Turn 0'), h('p', 'static')]) }).mount('#app');
  `,
  Svelte: `
    import { mount, flushSync } from 'svelte';
    ${SVELTE.replace('export default function App', 'function App')}
    mount(App, { target: document.getElementById('app') });
    flushSync();
  `,
} as const;

suite('nodes of a framework', TOGETHER, () => {
  for (const [framework, source] of Object.entries(APPS)) {
    for (const mode of ['development', 'production']) {
      test(`of ${framework} in ${mode} are its own, those beside it are not`, async () => {
        const { outputFiles } = await build({
          stdin: {
            contents: `${source}
              import { isFrameworkOwned } from '../../src/lib/is-framework-owned.ts';
              window.isOwned = (selector) => {
                const element = document.querySelector(selector);
                return isFrameworkOwned([...element.childNodes, element]);
              };`,
            resolveDir: folder,
            loader: 'js',
          },
          bundle: true,
          write: false,
          format: 'iife',
          conditions: ['browser', mode],
          define: {
            'process.env.NODE_ENV': JSON.stringify(mode),
            __VUE_OPTIONS_API__: 'true',
            __VUE_PROD_DEVTOOLS__: 'false',
            __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
          },
          logLevel: 'silent',
        });
        const html = aPage('<div id="app"></div><div id="plain"><p>plain</p></div>');
        await using reader = await visit({ config: null, html, settle: false });
        await reader.page.addScriptTag({ content: outputFiles[0]!.text });

        const owned = await reader.page.evaluate(() =>
          ['#app .story', '#app p', '#plain', '#plain p'].map((selector) =>
            (window as unknown as { isOwned: (selector: string) => boolean }).isOwned(selector),
          ),
        );
        assert.deepEqual(owned, [true, true, false, false]);
      });
    }
  }
});
