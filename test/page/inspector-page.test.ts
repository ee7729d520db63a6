/** The inspector on whole pages, as a developer of the site uses it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  alwaysDoes,
  configWithFeatures,
  GOLD,
  missing,
  place,
  SCRIPT,
  STORY,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import type { ZephrInspectorElement } from '../../components/inspector/inspector.js';
import { judgePage } from '../support/judge-page.js';
import { opened, POP_UP } from '../support/zone-pages.js';

const { visit } = useBrowser();

/** A busy machine draws late. */
const SHOWN = { timeout: 15_000 };
/** Looks at each frame: a change inside of a shadow root is no change of the document. */
const SEEN = { ...SHOWN, visible: true };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html";
const TEXAN = aToken({ sub: 'reader-17', state: 'Texas' });

/** A page that is debugged, under a strict policy, whose first field has the focus. */
const aDebuggedPage = (changes: VisitWish = {}): VisitWish => ({
  headers: { 'content-security-policy': POLICY },
  html: aPage(`<h1>News</h1><input aria-label="Search" autofocus>${place('articles')}${place('videos')}`),
  token: TEXAN,
  path: '/?zephr-debug',
  ...changes,
});

/** A selector for an element with a role and a name, in whatever shadow root it is. */
const named = (role: string, name: string): string => `::-p-aria([role="${role}"][name="${name}"])`;

/** Opens such a page, and waits for the list of its features. */
async function debug(changes: VisitWish = {}): Promise<PageVisit> {
  const reader = await visit(aDebuggedPage(changes));
  await reader.page.waitForSelector('>>> .row', SEEN);
  return reader;
}

/** Reads the text of the inspector. */
const wordsOf = async ({ page }: PageVisit): Promise<string> =>
  (await page.$eval('>>> .panel', (panel) => panel.textContent ?? '')).replace(/\s+/g, ' ');

/** The element that has the focus, in whatever shadow root it is: its role or name, and its text. */
const focused = ({ page }: PageVisit): Promise<string> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const { localName = '', textContent = '' } = active ?? {};
    return `${active?.getAttribute('role') ?? localName} ${active?.getAttribute('aria-label') ?? textContent}`
      .replace(/\s+/g, ' ')
      .trim();
  });

/** Waits until something with these words has the focus. */
async function reached(reader: PageVisit, words: string): Promise<void> {
  for (let looks = 0; looks < 150 && !(await focused(reader)).includes(words); looks++)
    await new Promise((done) => setTimeout(done, 50));
  assert.ok((await focused(reader)).includes(words), words);
}

const shiftOf = ({ page }: PageVisit): Promise<number> =>
  page.evaluate(() => (window as unknown as { shift: number }).shift);

async function press({ page }: PageVisit, key: 'KeyZ' | 'KeyX'): Promise<void> {
  await page.keyboard.down('Alt');
  await page.keyboard.down('Shift');
  await page.keyboard.press(key);
  await page.keyboard.up('Shift');
  await page.keyboard.up('Alt');
}

/** Uses a control without the mouse, whose click a page that is still being laid out can miss. */
async function use({ page }: PageVisit, selector: string): Promise<void> {
  const control = await page.waitForSelector(selector, SEEN);
  await control!.evaluate((element) => (element as HTMLElement).click());
}

async function openFeature(reader: PageVisit): Promise<void> {
  await use(reader, '>>> [data-feature="articles"]');
  await reader.page.waitForSelector(named('button', 'Export decision'), SHOWN);
}

/** Waits for the drawing of a rule. */
async function drawn({ page }: PageVisit): Promise<void> {
  const found = await page.waitForFunction(() => {
    const place = document.querySelector('zephr-inspector')!.shadowRoot!.querySelector('.picture');
    return place?.shadowRoot?.querySelector('svg') ? 'drawn' : place?.textContent;
  }, SHOWN);
  assert.equal(await found.jsonValue(), 'drawn');
}

/** The findings of axe in the whole page. */
const judge = ({ page }: PageVisit): Promise<string[]> => judgePage(page, ['zephr-feature']);

suite('the inspector of a page with a strict policy', TOGETHER, () => {
  test('opens by the address, and leaves the focus where it is', async () => {
    await using reader = await debug();
    const words = await wordsOf(reader);

    assert.match(words, /Articles walled · registered · 60 words/);
    assert.match(words, /Videos walled · registered · hide/);
    assert.equal(await focused(reader), 'input Search');
  });

  test('opens beside content that is shown, and shifts nothing', async () => {
    await using reader = await debug({ token: GOLD });
    await reader.page.waitForFunction(
      () =>
        /shown/.test(document.querySelector('zephr-inspector')!.shadowRoot!.querySelector('.row')!.textContent ?? ''),
      SHOWN,
    );

    assert.equal(await shiftOf(reader), 0);
  });

  test('opens and closes by its key, also where only the storage asks for debugging', async () => {
    await using reader = await visit(aDebuggedPage({ path: '/', before: `localStorage.zephrBrowserDebug = 'true'` }));
    await reader.settled();
    await reader.page.waitForNetworkIdle(SHOWN);
    const before = await reader.page.$('zephr-inspector');
    await press(reader, 'KeyZ');
    await reader.page.waitForSelector('>>> .row', SEEN);
    const kept = await focused(reader);
    await press(reader, 'KeyZ');
    await reader.page.waitForFunction(() => !document.querySelector('zephr-inspector'), SHOWN);

    assert.deepEqual([before, kept], [null, 'input Search']);
  });

  test('does not open where the page is not debugged', async () => {
    await using reader = await visit(aDebuggedPage({ path: '/' }));
    await reader.settled();
    await press(reader, 'KeyZ');
    await reader.page.waitForNetworkIdle(SHOWN);

    assert.equal(await reader.page.$('zephr-inspector'), null);
    assert.ok(!reader.requests.some(({ path }) => /debug|inspector/.test(path)));
  });

  test('is reached and used by keys alone, and shifts nothing of the page', async () => {
    await using reader = await debug({ token: GOLD });
    const { page } = reader;
    await press(reader, 'KeyX');
    await reached(reader, 'button Articles');
    await page.keyboard.press('Tab');
    await reached(reader, 'button Videos');
    await press(reader, 'KeyX');
    await reached(reader, 'input Search');
    await press(reader, 'KeyX');
    await reached(reader, 'button Articles');
    await page.keyboard.press('Enter');
    await page.waitForSelector('>>> .back', SEEN);
    await page.waitForSelector(named('button', 'Export decision'), SHOWN);
    for (const name of [
      'Copy explanation',
      'Export decision',
      'Replay here',
      'main › zephr-feature',
      'The rule, drawn',
    ]) {
      await page.keyboard.press('Tab');
      await reached(reader, name);
    }
    await page.keyboard.press('Enter');
    await drawn(reader);

    assert.equal(await shiftOf(reader), 0);
  });

  for (const [says, features] of [
    ['light', { 'prefers-color-scheme': 'light' }],
    ['dark', { 'prefers-color-scheme': 'dark' }],
    ['forced', { 'forced-colors': 'active' }],
  ] as const) {
    test(`has no fault that axe finds, in ${says} colours`, async () => {
      await using reader = await debug();
      const client = await reader.page.createCDPSession();
      await client.send('Emulation.setEmulatedMedia', {
        features: Object.entries(features).map(([name, value]) => ({ name, value })),
      });
      const found = await judge(reader);
      await openFeature(reader);
      await use(reader, '>>> summary');
      await drawn(reader);
      found.push(...(await judge(reader)));
      await use(reader, named('tab', 'Reader'));
      found.push(...(await judge(reader)));

      assert.deepEqual(found, []);
    });
  }

  test('is above a modal pop-up, usable by mouse and keys, and does not close it', async () => {
    const config = configWithFeatures({ articles: alwaysDoes(POP_UP) });
    await using reader = await debug({ config, html: aPage(place('articles')) });
    await opened(reader);
    await reader.page.waitForFunction(() => !document.querySelector('zephr-inspector'), SHOWN);
    await reader.page.click('>>> [data-feature="articles"]');
    await reader.page.waitForSelector(named('button', 'Export decision'), SHOWN);
    const words = await wordsOf(reader);
    await reader.page.keyboard.press('Escape');
    await reader.page.waitForSelector('>>> .folded', SEEN);
    await reader.page.click('>>> .folded button');
    await reader.page.waitForSelector('>>> .panel h2', SEEN);

    assert.match(words, /Shows The content is hidden, in a pop-up over the page: registration wall/);
    await opened(reader);
    assert.deepEqual(
      (await reader.events('zephr-dismiss')).map(({ type }) => type),
      [],
    );
  });

  test('exports a decision that has neither the token nor the id of the reader, after showing it', async () => {
    await using reader = await debug();
    await openFeature(reader);
    await use(reader, named('button', 'Export decision'));
    await reader.page.waitForSelector('>>> textarea', SEEN);
    const text = await reader.page.$eval('>>> textarea', (field) => field.value);
    const exported = JSON.parse(text) as { format: string; decision: { feature: string } };

    assert.deepEqual([exported.format, exported.decision.feature], ['zephr-decision/1', 'articles']);
    assert.ok(!text.includes(TEXAN) && !text.includes('reader-17'));
  });

  test('decides again without spending a trial', async () => {
    const trial = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: 'show' };
    await using reader = await debug({
      config: configWithFeatures({ articles: alwaysDoes(trial) }),
      html: aPage(place('articles')),
    });
    await openFeature(reader);
    const before = await wordsOf(reader);
    await use(reader, named('button', 'Replay here'));
    await reader.page.waitForFunction(
      () => document.querySelector('zephr-inspector')!.shadowRoot!.querySelector('[role=status]')!.textContent,
      SHOWN,
    );

    assert.match(before, /stories 2 of 3 left/);
    assert.match(await wordsOf(reader), /stories 2 of 3 left.*the same\./);
  });

  test('shows nothing of what is hidden, and no other reader', async () => {
    await using reader = await debug({ token: undefined as never });
    const seen = [await wordsOf(reader)];
    await openFeature(reader);
    seen.push(await wordsOf(reader));

    assert.doesNotMatch(seen.join(), /\bw\d+\b/);
    assert.equal(await reader.page.$('>>> select'), null);
    assert.deepEqual(await reader.words('articles'), []);
  });

  test('says so where the file that draws does not arrive', async () => {
    await using reader = await debug({ routes: { '/chunks/picture.js': missing } });
    await openFeature(reader);
    await use(reader, '>>> summary');
    await reader.page.waitForFunction(
      () => document.querySelector('zephr-inspector')!.shadowRoot!.querySelector('.picture')!.textContent,
      SHOWN,
    );

    assert.match(await wordsOf(reader), /The rule could not be drawn: /);
  });

  test('goes with the session', async () => {
    await using reader = await debug();
    await reader.page.evaluate(() => window.Zephr.stop());

    assert.equal(await reader.page.$('zephr-inspector'), null);
  });
});

suite('the inspector beside a page of any kind', TOGETHER, () => {
  test('finds features that are targets, outlines them, and scrolls to them', async () => {
    const far = `<div style="height:3000px"></div><section class="story">${STORY}</section>`;
    const articles = { target: { selector: '.story' }, ...alwaysDoes('show') };
    const config = configWithFeatures({ articles });
    await using reader = await debug({ headers: {}, config, html: aPage(far) });
    await reader.page.waitForFunction(
      () =>
        /shown/.test(document.querySelector('zephr-inspector')!.shadowRoot!.querySelector('.row')!.textContent ?? ''),
      SHOWN,
    );
    await openFeature(reader);
    await reader.page.focus(named('button', 'main › section.story'));
    await use(reader, named('button', 'main › section.story'));
    await reader.page.waitForFunction(() => scrollY > 1000, SHOWN);
    await reader.page.waitForSelector('>>> .frame.on', SEEN);
  });

  test('is not printed', async () => {
    await using reader = await debug();
    await reader.page.emulateMediaType('print');

    assert.equal(
      await reader.page.$eval('zephr-inspector', (inspector) => getComputedStyle(inspector).display),
      'none',
    );
  });

  test('keeps its looks whatever the page says of all its elements', async () => {
    const style = '<style>*{font-size:40px!important;display:block!important}</style>';
    await using reader = await debug({ headers: {}, html: aPage(place('articles'), SCRIPT + style) });
    const [own, outer] = await reader.page.$eval('zephr-inspector', (inspector) => [
      getComputedStyle(inspector.shadowRoot!.querySelector('.body')!).fontSize,
      (inspector as ZephrInspectorElement).getBoundingClientRect().height,
    ]);

    assert.deepEqual([own, outer], ['14px', 0]);
  });
});
