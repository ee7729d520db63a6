import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aBundle } from '../support/a-bundle.js';
import { alwaysDoes, configWithFeatures, missing, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import {
  BODY,
  describeEveryChunk,
  everyChunkConfig,
  HEAD,
  isEveryChunkShown,
  prepareEveryChunk,
  READERS,
  USED_CHUNKS,
} from '../support/every-chunk.js';

const { visit } = useBrowser();

/** A busy machine takes its time for pages that load nearly every file. */
const SHOWN_TIMEOUT_MS = 20_000;

const pageOf = (script: string): string =>
  `<!doctype html><html lang="de"><head>${HEAD}${script}</head><body>${BODY}</body></html>`;

/** The files that come last: those that serve tools, and that of the form which an anonymous reader uses. */
const lastFiles = (token: string | null): readonly string[] => [
  'tools',
  'structured-data',
  ...(token === null ? ['form'] : []),
];

/**
 * The page as its reader sees it, and the requests of their browser.
 *
 * @param awaited - Names of chunks that have to come.
 */
async function read(
  script: string,
  token: string | null,
  routes = {},
  awaited: readonly string[] = [],
): Promise<{ readonly sees: unknown; readonly paths: readonly string[] }> {
  await using reader = await visit({
    html: pageOf(script),
    config: everyChunkConfig(),
    routes,
    before: `(${prepareEveryChunk.toString()})()`,
    ...(token !== null && { token }),
  });
  await reader.page.waitForFunction(isEveryChunkShown, { timeout: SHOWN_TIMEOUT_MS });
  const sees = await reader.page.evaluate(describeEveryChunk);
  await reader.page.waitForFunction(haveChunks, { timeout: SHOWN_TIMEOUT_MS }, awaited);
  await reader.page.waitForNetworkIdle({ idleTime: 300, timeout: SHOWN_TIMEOUT_MS });
  return { sees, paths: reader.requests.map(({ path }) => path) };
}

/** Whether the page has asked for chunks: runs in the page. */
function haveChunks(names: readonly string[]): boolean {
  const asked = performance.getEntriesByType('resource').map((entry) => entry.name);
  return names.every((name) => asked.some((address) => address.includes(`/chunks/${name}-`)));
}

suite('a bundle that is one file', TOGETHER, () => {
  const SCRIPT = '<script src="/zephr.js" data-config="/zephr.json"></script>';

  test('shows each reader what the script with its chunks shows, and requests nothing else', async () => {
    const bundle = await aBundle(everyChunkConfig(), ['--single']);
    const loaded = new Set<string>();
    for (const [name, token] of READERS) {
      const usual = await read(SCRIPT, token, {}, lastFiles(token));
      const single = await read(bundle.tags, token, bundle.routes);
      for (const path of usual.paths) loaded.add(path);

      assert.deepEqual(single.sees, usual.sees, name);
      assert.deepEqual(single.paths, ['/', '/site.js'], name);
    }

    assert.deepEqual(
      [...loaded].flatMap((path) => /^\/chunks\/(.+)\.js$/.exec(path)?.[1] ?? []).sort(),
      [...USED_CHUNKS].sort(),
      'the site uses every kind of chunk',
    );
  });

  test('works as text in the page', async () => {
    const bundle = await aBundle(everyChunkConfig(), ['--single']);
    const [[, token]] = READERS as [readonly [string, string | null]];
    const { paths } = await read(`<script>${bundle.text}</script>`, token);

    assert.doesNotMatch(bundle.text, /<\/script|<!--/i);
    assert.deepEqual(paths, ['/']);
  });

  test('works as text in a page into which a server inserts code at each tag that it takes for the page’s own', async () => {
    const bundle = await aBundle(everyChunkConfig(), ['--single']);
    const [[, token]] = READERS as [readonly [string, string | null]];
    const insert = (html: string): string =>
      html
        .replaceAll('<head>', '<head><meta content="a\'b">')
        .replaceAll(/<\/(head|body)>/g, `<link title='c"d'></$1>`);
    await using reader = await visit({
      html: insert(pageOf(`<script>${bundle.text}</script>`)),
      config: everyChunkConfig(),
      before: `(${prepareEveryChunk.toString()})()`,
      ...(token !== null && { token }),
    });
    await reader.page.waitForFunction(isEveryChunkShown, { timeout: SHOWN_TIMEOUT_MS });

    assert.equal(insert(bundle.text), bundle.text);
  });

  test('works where a tag manager inserts it', async () => {
    const bundle = await aBundle(everyChunkConfig(), ['--single']);
    const code = `const s = document.createElement('script'); s.async = true; s.src = '/site.js'; document.head.append(s);`;
    const { paths } = await read(`<script>${code}</script>`, null, bundle.routes);

    assert.deepEqual(paths, ['/', '/site.js']);
  });

  test('debugs, answers calls of Zephr’s library and explains mistakes without a request', async () => {
    const bundle = await aBundle(everyChunkConfig(), ['--single']);
    await using reader = await visit({
      html: pageOf(bundle.tags),
      path: '/?zephr-debug',
      routes: bundle.routes,
      config: null,
      settle: false,
    });
    await reader.page.evaluate(() => window.zephrBrowser.run());
    const message = await reader.page.evaluate(() => window.Zephr.start([] as never).catch(String));

    assert.match(String(message), /wrong type/);
    assert.deepEqual(
      reader.requests.map(({ path }) => path),
      ['/?zephr-debug', '/site.js'],
    );
  });

  test('is debugged under a strict policy with trusted types, and says that it lacks the inspector', async () => {
    const wall = { content: 'hide', components: ['register'] };
    const config = configWithFeatures({ articles: alwaysDoes(wall) });
    const bundle = await aBundle(config, ['--single']);
    await using reader = await visit({
      html: `<!doctype html><script src="/site.js"></script>${place('articles')}`,
      path: '/?zephr-debug',
      routes: bundle.routes,
      config: null,
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html",
      },
    });
    const [fault] = await reader.events<{ code: string; message: string }>('zephr-fault');

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
    assert.equal(fault!.detail.code, 'chunk-unreachable');
    assert.match(fault!.detail.message, /inspector\.js is not in this bundle/);
    assert.deepEqual(reader.problems, []);
  });

  test('reports a file that it lacks, as the page has another config than its own', async () => {
    const bundle = await aBundle(configWithFeatures({ articles: alwaysDoes('show') }, { components: {} }), [
      '--single',
    ]);
    await using reader = await visit({
      html: `<!doctype html><script src="/site.js" data-config="/zephr.json"></script>${place('articles')}`,
      routes: { ...bundle.routes, '/chunks/walls.js': missing },
      config: configWithFeatures({ articles: alwaysDoes({ content: 'hide', components: ['register'] }) }),
    });
    const [fault] = await reader.events<{ message: string }>('zephr-fault');

    assert.equal(await reader.shows('articles'), 'fault');
    assert.match(fault!.detail.message, /chunks\/walls\.js is not in this bundle/);
    assert.ok(!reader.requests.some(({ path }) => path.startsWith('/chunks/')));
  });
});
