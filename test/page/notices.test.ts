import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const popUp = (closeable: boolean): Record<string, unknown> =>
  configWithFeatures({
    articles: alwaysDoes({
      ...{ content: 'hide', components: ['register'], zone: 'pop-up' },
      zoneOptions: { closeable },
    }),
  });
const BODY = place('articles');
const FIXED = 'position:fixed;inset:auto 0 0 0;background:#fff;padding:20px;z-index:2147483647';
const OK = `<button id="ok" onclick="window.agreed = true; document.getElementById('notice').remove()">Accept</button>`;

/** Notices of others that are there first. */
const NOTICES: Readonly<Record<string, string>> = {
  'a fixed box with a role': `<div id="notice" role="dialog" aria-label="Cookies" style="${FIXED}">${OK}</div>`,
  'a fixed box that is named after cookies': `<div id="notice" class="x cookie-bar" style="${FIXED}"><p>Cookies?</p>${OK}</div>`,
  'a dialog in a fixed frame': `<div id="notice" style="${FIXED}"><div role="alertdialog">${OK}</div></div>`,
  'a modal dialog': `<dialog id="notice">${OK}</dialog><script>document.getElementById('notice').showModal()</script>`,
};

const isOpen = (reader: PageVisit): Promise<boolean> =>
  reader.page.evaluate(
    () => document.querySelector('zephr-feature')?.shadowRoot?.querySelector('zephr-zone')?.open ?? false,
  );
const isModal = (reader: PageVisit): Promise<boolean> =>
  reader.page.evaluate(
    () =>
      document
        .querySelector('zephr-feature')
        ?.shadowRoot?.querySelector('zephr-zone')
        ?.shadowRoot?.querySelector('dialog')
        ?.matches(':modal') ?? false,
  );
const click = async (reader: PageVisit): Promise<boolean> => {
  const button = (await reader.page.$('#ok'))!;
  const box = (await button.boundingBox())!;
  await reader.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return reader.page.evaluate(() => (window as { agreed?: boolean }).agreed ?? false);
};
const opened = (reader: PageVisit, timeout = 8000): Promise<unknown> =>
  reader.page.waitForFunction(
    () =>
      document
        .querySelector('zephr-feature')
        ?.shadowRoot?.querySelector('zephr-zone')
        ?.shadowRoot?.querySelector('dialog')
        ?.matches(':modal'),
    { timeout },
  );
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

suite('a pop-up that the reader cannot close', TOGETHER, () => {
  for (const [says, notice] of Object.entries(NOTICES)) {
    test(`waits for ${says}, which the reader can answer, and comes then`, async () => {
      await using reader = await visit({ html: aPage(BODY + notice), config: popUp(false) });
      await pause(800);
      const before = await isOpen(reader);
      const agreed = await click(reader);
      await opened(reader);

      assert.deepEqual([before, agreed, await isOpen(reader)], [false, true, true]);
    });
  }

  test('leaves a notice usable that comes later, and is modal when it is answered', async () => {
    await using reader = await visit({ html: aPage(BODY), config: popUp(false) });
    await opened(reader);
    await reader.page.evaluate(
      (html) => document.body.insertAdjacentHTML('beforeend', html),
      NOTICES['a fixed box with a role']!,
    );
    await pause(800);
    const [open, modal] = [await isOpen(reader), await isModal(reader)];
    const agreed = await click(reader);
    await opened(reader);

    assert.deepEqual([open, modal, agreed], [true, false, true]);
  });

  for (const [says, html] of Object.entries({
    'a header that stays in sight': `<header style="position:fixed;inset:0 0 auto 0;height:60px"><a href="/">News</a><button>Menu</button></header>`,
    'a button that opens cookie settings': `<button class="cookie-settings" style="position:fixed;bottom:8px;left:8px">C</button>`,
    'a notice out of sight': `<div role="dialog" style="position:fixed;display:none">x</div>`,
    'a dialog within the page': `<div role="dialog" style="height:40px">x</div>`,
  })) {
    test(`does not wait for ${says}`, async () => {
      await using reader = await visit({ html: aPage(BODY + html), config: popUp(false) });
      await opened(reader);

      assert.equal(await isModal(reader), true);
    });
  }
});

test('a pop-up that the reader can close does not wait for a notice', async () => {
  const html = aPage(BODY + NOTICES['a fixed box with a role']!);
  await using reader = await visit({ html, config: popUp(true) });
  await opened(reader);

  assert.equal(await isModal(reader), true);
});
