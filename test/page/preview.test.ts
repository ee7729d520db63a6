/** A preview on a page that nobody prepared: the draft, the banner, its end. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { aToken, useBrowser } from '../support/bare-page.js';
import { aLivePage, bannerOf, becomes, chooseReader, liveConfig, openLink, previewFor, settledIn, SHOW, stateIn, WALL } from '../support/preview-page.js'; // prettier-ignore

const { visit } = useBrowser();

/** Presses the button of the banner. */
const press = (page: Page): Promise<void> =>
  page.evaluate(() => document.querySelector('zephr-preview')!.shadowRoot!.querySelector('button')!.click());

const previewState = (page: Page): Promise<unknown> => page.evaluate(() => window.Zephr.preview);
const pathOf = (page: Page): string => page.url().replace(/^https?:\/\/[^/]+/, '');

/** Notes each thing that the feature shows before the page is settled, frame by frame. */
function watchFrames(): void {
  const seen = new Set<string>();
  Object.assign(window, { frames_: seen });
  const look = (): void => {
    const feature = document.querySelector('zephr-feature');
    if (feature)
      seen.add(feature.querySelector('zephr-registration-wall') ? 'wall' : (feature.getAttribute('state') ?? ''));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

suite('a preview link', () => {
  test('shows the draft from the first frame on, in its tab only', async () => {
    await using reader = await visit(aLivePage());
    assert.equal(await reader.shows('articles'), 'walled registration-wall');
    const jws = await previewFor(reader);
    const page = await reader.context.newPage();
    await page.evaluateOnNewDocument(watchFrames);
    // The slowest page that a reader may have: every file comes late.
    await page.goto(`${reader.server.origin}/?a=%20b#zephr-debug=${jws}`);
    await settledIn(page);

    assert.equal(await stateIn(page), 'shown');
    const frames = await page.evaluate(() => [...(window as unknown as { frames_: Set<string> }).frames_]);
    assert.deepEqual(
      frames.filter((state) => state === 'wall' || state === 'walled'),
      [],
    );
    assert.equal(pathOf(page), '/?a=%20b&zephr-debug');
    assert.match((await bannerOf(page))!, /^Preview by “preview”, until \d.*Leave$/);
    const { exp } = JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as { exp: number };
    assert.deepEqual(await previewState(page), { by: 'preview', exp: exp * 1000, reader: null });

    await reader.page.bringToFront();
    await reader.page.reload();
    await reader.settled();
    assert.equal(await reader.shows('articles'), 'walled registration-wall');
    assert.equal(await bannerOf(reader.page), null);
    assert.equal(await previewState(reader.page), null);
  });

  test('stays for links that are followed and for a reload, and not for an address that is typed', async () => {
    await using reader = await visit(aLivePage());
    const { page, printed } = await openLink(reader, await previewFor(reader));
    await Promise.all([page.waitForNavigation(), page.click('a')]);
    await settledIn(page);
    assert.equal(pathOf(page), '/next?page=2&zephr-debug#end');
    assert.equal(await stateIn(page), 'shown');
    assert.equal(await page.evaluate(() => document.querySelector('a')!.getAttribute('href')), '/next?page=2#end');
    await page.reload();
    await settledIn(page);
    assert.equal(await stateIn(page), 'shown');

    printed.length = 0;
    await page.evaluate(() => localStorage.setItem('zephrBrowserDebug', 'true'));
    await page.goto(`${reader.server.origin}/`);
    await becomes(page, 'walled');
    assert.equal(await bannerOf(page), null);
    await page.waitForFunction(() => performance.getEntriesByType('measure').length > 0, { timeout: 20_000 });
    assert.equal(printed.filter((line) => line.includes('this tab has a preview')).length, 1, printed.join('\n'));
  });

  test('is left by its banner, and by its end', async () => {
    await using reader = await visit(aLivePage());
    const jws = await previewFor(reader);
    const { page } = await openLink(reader, jws);
    await press(page);
    await becomes(page, 'walled');
    assert.equal(await bannerOf(page), null);
    assert.equal(await previewState(page), null);
    assert.equal(pathOf(page), '/');
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);

    const { page: open } = await openLink(reader, jws);
    await open.evaluate(() => {
      const late = Date.now() + 3_600_000;
      Date.now = () => late;
    });
    assert.equal(await previewState(open), null);
    assert.equal(await open.evaluate(async () => (await window.Zephr.decide('articles')).content), 'hide');
    await becomes(open, 'walled');
    assert.equal(await bannerOf(open), null);
  });

  test('shows the page as its readers, and as the reader’s own token says', async () => {
    const jwtRule = { anonymous: WALL, registered: 'show' };
    const edits = [{ ...SHOW, pointer: '/features/articles/rules', before: { anonymous: WALL }, after: jwtRule }];
    await using reader = await visit(aLivePage());
    const jws = await previewFor(reader, edits, { readers: { anna: { claims: { sub: '7' } }, guest: {} } });
    const { page } = await openLink(reader, jws);
    const identity = (): Promise<unknown> => page.evaluate(async () => (await window.Zephr.identity()).foreignUserId);
    assert.deepEqual([await stateIn(page), await identity()], ['shown', '7']);
    assert.equal(((await previewState(page)) as { reader: string }).reader, 'anna');

    await chooseReader(page, 'guest');
    await becomes(page, 'walled');
    await page.reload();
    await settledIn(page);
    assert.deepEqual([await stateIn(page), await identity()], ['walled', null]);

    await reader.setCookies([{ name: 'blaize_jwt', value: aToken() }]);
    await chooseReader(page, '');
    await becomes(page, 'shown');
    assert.equal(await identity(), '1234567890');
    assert.equal(((await previewState(page)) as { reader: null }).reader, null);
  });

  test('names edits that do not apply, and a live config that has changed', async () => {
    const changed = { anonymous: { content: 'hide', components: ['subscribe'] } };
    const config = liveConfig({ features: { articles: { rules: changed }, videos: {} } });
    await using reader = await visit(aLivePage({ config }));
    const { page } = await openLink(reader, await previewFor(reader, [SHOW, { pointer: '/texts', after: {} }]));
    assert.equal(await stateIn(page), 'walled');
    const words = (await bannerOf(page))!;
    assert.match(words, /1 of 2 edits does not apply to today’s live config: \/features\/articles\/rules\/anonymous\./);
    assert.match(words, /The live config has changed since this preview was made\./);
    assert.match(words, /Open the live page/);
  });

  test('works under a strict policy with Trusted Types, where a site says `debug: false`, and takes no space', async () => {
    const policy = "default-src 'none'; script-src 'self' 'nonce-x'; style-src 'self'; img-src data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html"; // prettier-ignore
    const script = `<script src="/zephr.js" data-manual></script><script nonce="x">Zephr.start('/zephr.json', { debug: false })</script>`;
    const html = aLivePage().html!.replace(/<script src="\/zephr.js"[^>]*><\/script>/, script);
    await using reader = await visit(aLivePage({ html, headers: { 'content-security-policy': policy } }));
    const { page, printed } = await openLink(reader, await previewFor(reader));
    assert.equal(await stateIn(page), 'shown');
    assert.match((await bannerOf(page))!, /Leave$/);
    assert.deepEqual(printed, []);
    const [banner, main, focused] = await page.evaluate(() => {
      const { top, height } = document.querySelector('zephr-preview')!.getBoundingClientRect();
      const { y } = document.querySelector('main')!.getBoundingClientRect();
      return [top >= 0 && height > 20, y, document.activeElement === document.body];
    });
    assert.deepEqual([banner, focused], [true, true]);
    assert.equal(main, await reader.page.evaluate(() => document.querySelector('main')!.getBoundingClientRect().y));
  });

  test('can be left above a modal pop-up', async () => {
    await using reader = await visit(aLivePage());
    const after = { ...WALL, zone: 'pop-up' };
    const { page } = await openLink(reader, await previewFor(reader, [{ ...SHOW, after }]));
    await page.waitForFunction(
      () => {
        const zone = document.querySelector('zephr-feature')?.shadowRoot?.querySelector('zephr-zone');
        return zone?.shadowRoot?.querySelector('dialog:modal zephr-preview:popover-open');
      },
      { timeout: 20_000 },
    );
    // Nothing but the banner is over the page until someone opens the inspector.
    await page.waitForSelector('>>> .panel.folded', { timeout: 20_000, visible: true });
    const centre = await page.evaluate(() => {
      const zone = document.querySelector('zephr-feature')!.shadowRoot!.querySelector('zephr-zone')!;
      const host = zone.shadowRoot!.querySelector('zephr-preview')!;
      const { x, y, width, height } = host.shadowRoot!.querySelector('button')!.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await page.mouse.click(centre.x, centre.y);
    await page.waitForFunction(() => window.Zephr.preview === null, { timeout: 20_000 });
    await becomes(page, 'walled');
    assert.equal(await bannerOf(page), null);
    assert.equal(pathOf(page), '/');
  });
});
