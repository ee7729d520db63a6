/** Sealed content without scripts, on paper, and on its way. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aSeal } from '../support/a-seal.js';
import { aPage, GOLD, TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';
import { builtFiles } from '../support/built-files.js';
import { aKeyRoute, sealedConfig, sealedPlace } from '../support/sealed-page.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

async function visitSealed(routes: Readonly<Record<string, Route>> = {}): Promise<PageVisit> {
  const html = aPage(sealedPlace([await aSeal('<p>w1 w2</p>')]));
  const keys = aKeyRoute();
  return visit({ html, config: sealedConfig(), token: GOLD, routes: { '/zephr/keys': keys.route, ...routes } });
}

suite('sealed content', TOGETHER, () => {
  test('is its clear part alone where scripts do not run', async () => {
    await using reader = await visitSealed();
    const tab = await reader.page.browserContext().newPage();
    await tab.setJavaScriptEnabled(false);
    await tab.goto(reader.page.url());

    const text = await tab.$eval('zephr-feature', (element) => (element as HTMLElement).innerText.trim());
    assert.equal(text, 'clear');
  });

  test('that is open is printed as a whole, from the document itself', async () => {
    await using reader = await visitSealed();
    await reader.shows('articles');
    await reader.page.emulateMediaType('print');

    const seen = await reader.page.$eval('zephr-feature', (element) => [
      [...element.querySelectorAll('p')].map((paragraph) => paragraph.textContent),
      [...element.querySelectorAll('p')].every((paragraph) => paragraph.checkVisibility({ visibilityProperty: true })),
    ]);
    assert.deepEqual(seen, [['clear', 'w1 w2'], true]);
  });

  test('has the file with its question asked for while the one that opens it is on its way', async () => {
    const files = (await builtFiles()) as Record<string, Exclude<Route, string>>;
    let ask!: () => void;
    const asked = new Promise<void>((done) => (ask = done));
    await using reader = await visitSealed({
      '/chunks/keys.js': (...request) => {
        ask();
        return files['/chunks/keys.js']!(...request);
      },
      '/chunks/sealed.js': async (...request) => {
        await asked;
        return files['/chunks/sealed.js']!(...request);
      },
    });

    assert.equal(await reader.shows('articles'), 'shown');
  });
});
