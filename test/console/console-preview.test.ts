/** The preview of a component in the console: the elements of pages, in a frame that can do nothing else. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { ElementHandle, Frame } from 'puppeteer-core';
import { type ConsolePage, type ServedConsole, startConsole, useConsoleBrowser } from '../support/console-page.js';

const WALL = {
  type: 'registration-wall',
  heading: 'Read on, {{claims.name}}',
  action: '/register',
  fields: [{ name: 'email', type: 'email', required: true }],
};
const BLOCK = {
  type: 'custom-block',
  html: '<p id="block">{{variables.city}}</p><img src="https://tracker.example/" onerror="parent.hacked = true"><script>parent.hacked = true</script>',
  variables: { city: 'Paris' },
};
const OFFERS = [{ id: 'month', title: 'Digital', price: { amount: 9.9, currency: 'EUR' }, per: 'month' }];
const CONFIG = {
  version: 1,
  features: {},
  jwt: { userMapping: { foreignUserIdProperty: 'sub' } },
  offers: { year: { title: 'Print' } },
  components: { wall: WALL, block: BLOCK, pay: { type: 'paywall', offers: [...OFFERS, 'year'] } },
};
const READERS = { version: 1, readers: { ada: { title: 'Ada', claims: { sub: '1', name: 'Ada' } } } };
/** Tries to get out of a frame, and tells by which of the attempts it did. */
const REACH = `(async () => {
  const attempts = {
    parent: () => parent.document.title,
    storage: () => sessionStorage.length,
    api: () => fetch('/api/state'),
    file: () => fetch('/index.html'),
    image: () => new Promise((onload, onerror) => Object.assign(new Image(), { onload, onerror, src: '/icons.svg' })),
  };
  const found = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    await Promise.resolve().then(attempt).then(() => found.push(name), () => {});
  }
  return { found, origin: self.origin };
})()`;
const { open } = useConsoleBrowser();

suite('the preview of a component', () => {
  let server: ServedConsole;
  before(async () => {
    server = await startConsole(CONFIG, { files: { 'zephr.readers.json': READERS } });
  });
  after(() => server[Symbol.asyncDispose]());

  /** Opens a component, and gives the frame of its preview. */
  async function preview(id: string): Promise<AsyncDisposable & { readonly app: ConsolePage; readonly frame: Frame }> {
    const app = await open(server.address);
    await app.click('link', 'Components');
    await app.click('link', id);
    const element = (await app.page.waitForSelector('iframe')) as ElementHandle<HTMLIFrameElement>;
    const frame = await element.contentFrame();
    await frame.waitForSelector('main:not(.next) zephr-feature[state=walled]');
    return { app, frame, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
  }

  test('shows it as it is edited, in other languages, widths, colours and themes', async () => {
    await using shown = await preview('pay');
    const { app, frame } = shown;
    await app.fill('Heading', 'Keep reading');
    await frame.waitForSelector('main:not(.next) zephr-paywall >>> h2 ::-p-text(Keep reading)', { visible: true });
    await app.choose('Language', 'ar');
    await frame.waitForSelector('html[dir=rtl] main:not(.next) zephr-paywall >>> [part=button] ::-p-text(اختيار)', {
      visible: true,
    });
    await app.choose('Language', 'de');
    await frame.waitForSelector('main:not(.next) zephr-paywall >>> [part=period] ::-p-text(pro Monat)', {
      visible: true,
    });
    // At 1,280 px a wall is shown in the width of a column of text.
    await frame.waitForFunction('innerWidth > 500');
    await app.choose('Width', '280');
    await frame.waitForFunction('innerWidth === 280 - 2');
    await app.choose('Colours', 'dark');
    await frame.waitForFunction('matchMedia("(prefers-color-scheme: dark)").matches');
    const folder = await mkdtemp(join(tmpdir(), 'zephr-theme-'));
    await writeFile(join(folder, 'news.css'), ':root { --zephr-accent: rgb(1, 2, 3) }');
    const file = (await app.page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await file.uploadFile(join(folder, 'news.css'));
    await app.find('button', 'Without news.css');
    await frame.waitForFunction(
      'getComputedStyle(document.body).getPropertyValue("--zephr-accent") === "rgb(1, 2, 3)"',
    );
    await rm(folder, { recursive: true });

    assert.deepEqual(app.errors, []);
  });

  test('shows each state of a form, and the reader of its templates', async () => {
    await using shown = await preview('wall');
    const { app, frame } = shown;
    await app.choose('Reader', 'ada');
    await frame.waitForSelector('main:not(.next) zephr-registration-wall >>> h2 ::-p-text(Read on, Ada)', {
      visible: true,
    });
    for (const [state, part, says] of [
      ['mistakes', 'field-error', 'Please fill in this field.'],
      ['pending', 'status', 'Sending …'],
      ['refused', 'error', 'That did not work.'],
      ['done', 'status', 'Thank you.'],
    ] as const) {
      await app.choose('State', state);
      await frame.waitForSelector(`main:not(.next) zephr-registration-wall >>> [part=${part}] ::-p-text(${says})`, {
        visible: true,
      });
    }
    await app.waitFor(/The form would be sent to http.*\/register/);
    assert.deepEqual(app.errors, []);
  });

  test('shows a paywall after a trial, as a pop-up, and says where its offers lead', async () => {
    await using shown = await preview('pay');
    const { app, frame } = shown;
    await app.choose('State', 'left');
    await frame.waitForSelector('main:not(.next) zephr-paywall >>> [part=trial] ::-p-text(2 free articles left)', {
      visible: true,
    });
    await (await frame.waitForSelector('main:not(.next) zephr-paywall >>> [part=button]', { visible: true }))!.click();
    await app.waitFor('Chooses the offer “month”.');
    await app.choose('Place', 'pop-up');
    await frame.waitForSelector('main:not(.next) zephr-feature >>> dialog[open]', { visible: true });
  });

  test('shows offers of the site as pages do', async () => {
    await using shown = await preview('pay');
    const { app, frame } = shown;
    await frame.waitForSelector('main:not(.next) zephr-paywall >>> ::-p-text(Print)', { visible: true });
    assert.ok(!(await app.page.content()).includes('offer-unknown'));
  });

  test('gives the frame an origin of its own, without token, network or scripts of a block', async () => {
    await using shown = await preview('block');
    const { app, frame } = shown;
    await frame.waitForSelector('main:not(.next) #block ::-p-text(Paris)');
    const reached = await frame.evaluate(REACH);

    assert.deepEqual(reached, { found: [], origin: 'null' });
    assert.equal(await app.page.evaluate(() => 'hacked' in window), false);
    assert.equal(await app.page.$eval('iframe', (element) => element.getAttribute('sandbox')), 'allow-scripts');
  });

  test('is served to the console alone, with a policy of its own', async () => {
    const response = await fetch(`${server.origin}/preview.html`);
    const policy = response.headers.get('content-security-policy') ?? '';
    const foreign = await fetch(`${server.origin}/preview.html`, { headers: { 'sec-fetch-site': 'cross-site' } });

    assert.match(policy, /^default-src 'none'; script-src 'sha256-[^']+'; .*; sandbox allow-scripts$/);
    assert.equal(foreign.status, 403);
  });
});
