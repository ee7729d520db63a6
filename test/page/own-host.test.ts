/** The elements with a host of the site's own: the example of the documentation, as it is there. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import { readGuide } from '../support/read-guide.js';
import { ownPackage, compileSite } from '../support/compile-site.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const [EXAMPLE = ''] = readGuide('guides/elements.md', 'A host of your own', 'js');
const IMPORTS = { imports: { 'zephr-onpage/components': '/components.mjs' } };
const HEAD = `<script type="importmap">${JSON.stringify(IMPORTS)}</script><script type="module">${EXAMPLE}</script>`;
const PAGE = aPage(place('articles'), HEAD);
const HEARD = `window.heard = []; for (const type of ['open', 'close'])
  document.addEventListener('zephr-wall-' + type, ({ detail }) => heard.push(type + ' ' + detail.feature));`;

/** A server that lets readers in who have registered. */
function anAccessServer(): Readonly<Record<string, Route>> {
  let isRegistered = false;
  return {
    '/access': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(`{ "access": ${isRegistered} }`),
    '/register': (_request, response) => {
      isRegistered = true;
      response.writeHead(204).end();
    },
  };
}

suite('a host of the site’s own', TOGETHER, () => {
  test('shows the wall, and the content after the form was sent', async () => {
    await using reader = await visit({ html: PAGE, routes: anAccessServer(), before: HEARD, settle: false });
    const { page } = reader;
    await page.waitForSelector('zephr-feature[state=walled] > zephr-registration-wall');
    const kept = await page.$eval('zephr-feature > p', (story) => story.textContent);
    await page.type('zephr-registration-wall >>> input[type=email]', 'reader@example.org');
    await page.click('zephr-registration-wall >>> button[type=submit]');
    await page.waitForSelector('zephr-feature[state=shown]');

    assert.match(kept, /^w1 .*w10\W*$/);
    assert.match(await page.$eval('zephr-feature', (feature) => feature.textContent), /w100/);
    assert.deepEqual(await page.evaluate('heard'), ['open articles', 'close articles']);
  });

  test('shows a plain line where its server does not answer', async () => {
    await using reader = await visit({ html: PAGE, settle: false });
    await reader.page.waitForSelector('zephr-feature[state=fault]');
    const shown = await reader.page.$eval('zephr-feature', (feature) => feature.shadowRoot!.textContent);

    assert.equal(shown, 'This content could not be loaded.');
  });

  test('has the types of the package', async () => {
    const names = ['lit', 'lit-html', 'lit-element', '@lit', '@types/trusted-types'];
    const typed = EXAMPLE.replace(
      '{ defineFeature }',
      '{ defineFeature, type FeatureHost, type FeatureView, type Presentation }',
    )
      .replace('new Set()', 'new Set<FeatureView>()')
      .replace('(feature, access, broken = false)', '(feature: string, access: boolean, broken = false): Presentation')
      .replace('decide(view)', 'decide(view: FeatureView)')
      .replace('const decision =', "const decision: Presentation['decision'] =")
      .replace('const host =', 'const host: FeatureHost =')
      .replaceAll(/const (config|wall|story) = (\{[^]*?\n?\s*\});\n/g, 'const $1 = $2 as const;\n');
    const messages = await compileSite({
      packages: Object.fromEntries(names.map((name) => [name, ownPackage(name)])),
      files: { 'host.ts': typed },
    });

    assert.deepEqual(messages, {});
  });
});
