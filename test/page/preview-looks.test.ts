/** The banner of a preview, as axe judges it in the whole page. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judgePage } from '../support/judge-page.js';
import { aPage, place, useBrowser } from '../support/bare-page.js';
import { aLivePage, bannerOf, liveConfig, openLink, previewFor, SHOW } from '../support/preview-page.js';

const { visit } = useBrowser();

const SCHEMES = [
  ['light', { 'prefers-color-scheme': 'light' }],
  ['dark', { 'prefers-color-scheme': 'dark' }],
  ['forced', { 'forced-colors': 'active' }],
] as const;

suite('the banner of a preview', () => {
  for (const [says, features] of SCHEMES)
    test(`has no fault that axe finds, in ${says} colours, with readers and notes, on a wide and on a narrow page`, async () => {
      const config = liveConfig({ features: { articles: {}, videos: {} } });
      const html = aPage(`<h1>News</h1>${place('articles')}`);
      await using reader = await visit(aLivePage({ config, html }));
      const jws = await previewFor(reader, [SHOW], { readers: { anna: {}, guest: {} }, by: 'x'.repeat(80) });
      const { page } = await openLink(reader, jws);
      const client = await page.createCDPSession();
      await client.send('Emulation.setEmulatedMedia', {
        features: Object.entries(features).map(([name, value]) => ({ name, value })),
      });
      assert.match((await bannerOf(page))!, /1 of 1 edits does not apply.*The live config has changed/s);
      for (const width of [1280, 280]) {
        await page.setViewport({ width, height: 600 });
        assert.deepEqual(await judgePage(page, ['zephr-feature', 'zephr-inspector']), []);
        const overflow = await page.evaluate(() => {
          const { left, right } = document.querySelector('zephr-preview')!.getBoundingClientRect();
          return left < 0 || right > innerWidth;
        });
        assert.equal(overflow, false, `${width} px`);
      }
    });
});
