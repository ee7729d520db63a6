import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aBundle } from '../support/a-bundle.js';
import {
  aPage,
  exampleConfig,
  inlineConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  WALLED,
} from '../support/bare-page.js';
import { builtFiles, builtPath, readBuilt } from '../support/built-files.js';
import { serve, type Route } from '../support/serve.js';

const { visit } = useBrowser();

const BODY = place('articles');
const HASH = /-([0-9a-f]{8})\.js$/.exec(await builtPath('chunks/walls.js'))![1]!;

/** Answers with a script. */
const script =
  (code: string): Route =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);

suite('the script and its chunks', TOGETHER, () => {
  test('of two releases never mix: the missing file is reported, and no content opens', async () => {
    const old = String(await readBuilt('zephr.js')).replaceAll(HASH, 'previous');
    await using reader = await visit({ html: aPage(BODY), routes: { '/zephr.js': script(old) } });

    assert.match(await reader.shows('articles'), /^(walled|fault)/);
    assert.ok((await reader.faults()).some((fault) => fault.startsWith('chunk-unreachable')));
    assert.deepEqual(await reader.words('articles'), []);
  });

  for (const [says, answer] of [
    ['is missing', (_request, response) => void response.writeHead(404).end('not found')],
    [
      'is answered by a page',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    ],
  ] as const satisfies readonly (readonly [string, Route])[]) {
    test(`say what is likely wrong where one ${says}`, async () => {
      await using reader = await visit({ html: aPage(BODY), routes: { '/chunks/walls.js': answer } });
      const faults = await reader.events<{ code: string; message: string }>('zephr-fault');
      const { message } = faults.find(({ detail }) => detail.code === 'chunk-unreachable')!.detail;

      assert.match(message, /walls-\w+\.js\. Is it deployed, of the release of the script, and not sent as HTML\?$/);
    });
  }

  test('come from another origin that allows it, by a tag without crossorigin', async () => {
    await using cdn = await serve({ routes: await builtFiles() });
    const tag = `<script src="${cdn.origin}/zephr.js" data-config="/zephr.json"></script>`;
    await using reader = await visit({ html: aPage(BODY, tag) });

    assert.equal(await reader.shows('articles'), WALLED);
  });

  test('come from another origin with a bundle, by a tag without crossorigin', async () => {
    const bundle = await aBundle(exampleConfig());
    await using cdn = await serve({ routes: { ...(await builtFiles()), ...bundle.routes } });
    await using reader = await visit({ html: aPage(BODY, `<script src="${cdn.origin}/site.js"></script>`) });

    assert.equal(await reader.shows('articles'), WALLED);
  });

  for (const [says, head] of [
    ['a base address', `<base href="/elsewhere/">${SCRIPT}`],
    ['a base address of another site', `${SCRIPT}<base href="https://other.invalid/">`],
    ['a query with slashes', SCRIPT.replace('/zephr.js"', '/zephr.js?from=https://a.example/b#c/d"')],
    ['code of the page that inserts it', insert(`s.async = true; s.src = '/zephr.js'`)],
    ['a module of the page', `<script type="module" src="/script.mjs"></script>${inlineConfig(exampleConfig())}`],
  ] as const) {
    test(`come from beside the script, with ${says}`, async () => {
      await using reader = await visit({ html: aPage(BODY, head) });
      const chunks = reader.requests.map(({ path }) => path).filter((path) => path.includes('chunks/'));

      assert.equal(await reader.shows('articles'), WALLED);
      assert.ok(chunks.length > 0 && chunks.every((path) => path.startsWith('/chunks/')), chunks.join());
    });
  }

  for (const [says, head] of [
    ['names its config', '<script type="module" src="/zephr.mjs" data-config="/zephr.json"></script>'],
    ['has its config in the page', `${inlineConfig(exampleConfig())}<script type="module" src="/zephr.mjs"></script>`],
  ] as const) {
    test(`start by a tag of the module for bundlers too, where it ${says}`, async () => {
      await using reader = await visit({ html: aPage(BODY, head) });

      assert.equal(await reader.shows('articles'), WALLED);
    });
  }

  test('leave the start to a page that has the tag of the module without a config', async () => {
    const head = '<script type="module" src="/zephr.mjs"></script>';
    const start = `<script type="module">
      import { startZephr } from '/zephr.mjs';
      window.before = typeof window.Zephr;
      await startZephr('/zephr.json');
    </script>`;
    await using reader = await visit({ html: aPage(BODY + start, head) });

    assert.deepEqual(
      [await reader.page.evaluate('before'), await reader.shows('articles'), await reader.faults()],
      ['undefined', WALLED, []],
    );
  });

  test('are found from the page’s own address where the script has none', async () => {
    const code = JSON.stringify(String(await readBuilt('zephr.js'))).replaceAll('<', '\\x3c');
    const head = `${inlineConfig(exampleConfig())}<script>(0, eval)(${code})</script>`;
    await using reader = await visit({ html: aPage(BODY, head) });

    assert.equal(await reader.shows('articles'), WALLED);
  });
});

/** A script that inserts the tag. */
function insert(setUp: string): string {
  return `<script>{ const s = document.createElement('script'); s.dataset.config = '/zephr.json'; ${setUp}; document.head.append(s); }</script>`;
}
