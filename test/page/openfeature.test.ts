/** Features of the page's config as flags, asked by the SDK of OpenFeature for pages. */
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { aPage, aToken, configWithFeatures, place, SCRIPT, TOGETHER, useBrowser, type PageVisit, type VisitWish } from '../support/bare-page.js'; // prettier-ignore

const { visit } = useBrowser();

const valued = (id: string, value: unknown): object => ({ id, content: 'show', value });
const config = configWithFeatures({
  articles: { rules: { anonymous: { id: 'wall', content: 'hide', components: ['register'] }, registered: 'show' } },
  switch: { rules: { anonymous: valued('off', false), registered: valued('on', true) } },
  columns: {
    rules: {
      anonymous: {
        ...{ type: 'custom-data', property: 'section', condition: 'equals', value: 'sport' },
        yes: valued('wide', 3),
        no: valued('narrow', 2),
      },
    },
  },
});

const APP = `
  import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk';
  import { createWebProvider } from './src/openfeature-web.ts';
  const changed = [];
  OpenFeature.addHandler(ProviderEvents.ConfigurationChanged, ({ flagsChanged }) => changed.push(...flagsChanged));
  const client = OpenFeature.getClient();
  window.app = {
    changed, OpenFeature, client,
    open: async (context) => {
      if (context) await OpenFeature.setContext(context);
      await OpenFeature.setProviderAndWait(createWebProvider());
    },
    flags: () => [client.getBooleanValue('articles', null), client.getBooleanValue('switch', null), client.getNumberValue('columns', 0)],
  };
`;

interface App {
  readonly changed: string[];
  readonly client: {
    getNumberDetails(flag: string, fallback: number): { reason: string; variant: string; errorCode?: string };
  };
  readonly OpenFeature: { setContext(context: object): Promise<void>; clearProviders(): Promise<void> };
  open(context?: object): Promise<void>;
  flags(): unknown[];
}

declare global {
  interface Window {
    app: App;
  }
}

suite('a feature asked as a flag in a page', TOGETHER, () => {
  let script: string;
  before(async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { outputFiles } = await build({
      stdin: { contents: APP, resolveDir: root, sourcefile: 'app.ts' },
      ...{ bundle: true, write: false, format: 'iife', platform: 'browser' },
    });
    script = outputFiles[0]!.text;
  });

  const opened = async (wish: VisitWish = {}, context?: object): Promise<PageVisit> => {
    const head = `<script src="/app.js"></script>${SCRIPT}`;
    const reader = await visit({
      config,
      html: aPage(place('articles'), head),
      ...wish,
      routes: {
        '/app.js': (_request, response) => void response.writeHead(200, { 'content-type': 'text/javascript' }).end(script),
      },
    }); // prettier-ignore
    await reader.page.evaluate((given) => window.app.open(given), context);
    return reader;
  };
  const flags = (reader: PageVisit): Promise<unknown[]> => reader.page.evaluate(() => window.app.flags());

  test('gives values, and access where there is no value', async () => {
    await using anonymous = await opened();
    await using registered = await opened({ token: aToken() });

    assert.deepEqual([await flags(anonymous), await flags(registered)], [[false, false, 2], [true, true, 2]]); // prettier-ignore
  });

  test('says why and by which outcome, and gives the default for what is no feature', async () => {
    await using reader = await opened();
    const [known, unknown] = await reader.page.evaluate(() =>
      ['columns', 'unknown'].map((name) => window.app.client.getNumberDetails(name, 1)),
    );

    assert.deepEqual([known!.reason, known!.variant], ['TARGETING_MATCH', 'narrow']);
    assert.deepEqual([unknown!.reason, unknown!.errorCode], ['ERROR', 'FLAG_NOT_FOUND']);
  });

  test('follows the context: custom data for rules, and the token', async () => {
    await using reader = await opened({}, { section: 'sport', targetingKey: 'browser-1' });
    const first = await flags(reader);
    await reader.page.evaluate((token) => window.app.OpenFeature.setContext({ section: 'arts', token }), aToken());
    const second = await flags(reader);
    await reader.page.evaluate(() => window.app.OpenFeature.setContext({ section: 'sport' }));

    assert.deepEqual([first, second, await flags(reader)], [[false, false, 3], [true, true, 2], [false, false, 3]]); // prettier-ignore
  });

  test('tells which flags changed when the reader signs in without a reload', async () => {
    await using reader = await opened();
    await reader.page.evaluate((token) => window.Zephr.setToken(token), aToken());
    await reader.page.waitForFunction(() => window.app.changed.length >= 2, { timeout: 8000 });

    assert.deepEqual(await reader.page.evaluate(() => window.app.changed.sort()), ['articles', 'switch']);
    assert.deepEqual(await flags(reader), [true, true, 2]);
  });

  test('is ready also where the script of the SDK comes later', async () => {
    await using reader = await visit({
      config,
      html: aPage(place('articles'), ''),
      settle: false,
      routes: {
        '/app.js': (_request, response) => void response.writeHead(200, { 'content-type': 'text/javascript' }).end(script),
      },
    }); // prettier-ignore
    await reader.page.addScriptTag({ url: '/app.js' });
    const ready = reader.page.evaluate(() => window.app.open());
    await reader.page.evaluate(() => {
      const tag = document.createElement('script');
      tag.src = '/zephr.js';
      tag.dataset['config'] = '/zephr.json';
      document.head.append(tag);
    });
    await ready;

    assert.deepEqual(await flags(reader), [false, false, 2]);
  });
});
