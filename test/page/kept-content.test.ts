/** The beginning that is kept works as without the SDK, and what is hidden is silent. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const KEEP = { content: { keep: { paragraphs: 2 } }, components: ['register'] };
const GOLD = aToken({ prod: 'gold' });
const WALL = 'zephr-registration-wall';

const BEGINNING = `<button>Listen</button><iframe src="/embed"></iframe><x-card></x-card><a href="#part">Part</a>
  <p class="first">one</p><label for="field">Name</label><input id="field"><h2 id="part">Part</h2><p>two</p>`;
const STORY = `${BEGINNING}<p>three secret</p><p>four</p>`;
const WATCH = `window.connected = 0; window.clicks = 0;
  customElements.define('x-card', class extends HTMLElement { connectedCallback() { connected++; } });
  addEventListener('DOMContentLoaded', () => document.querySelector('button')?.addEventListener('click', () => clicks++));`;

suite('the beginning that is kept', TOGETHER, () => {
  for (const [kind, html, target] of [
    ['element', place('articles', STORY), undefined],
    ['target', `<div class="story">${STORY}</div>`, { selector: '.story' }],
  ] as const) {
    test(`of an ${kind} keeps its listeners, frames, elements, ids and labels, whatever comes behind it`, async () => {
      await using reader = await visit({
        config: configWithFeatures({ articles: { ...alwaysDoes(KEEP), ...(target && { target }) } }),
        html: aPage(html),
        before: WATCH,
        routes: { '/embed': '<!doctype html><p>player</p>' },
      });
      await reader.page.waitForSelector(WALL);
      const state = await reader.page.evaluate(async () => {
        for (let turn = 0; turn < 5; turn++) {
          const late = Object.assign(document.createElement('p'), { textContent: 'late secret' });
          document.querySelector('.first')!.parentElement!.append(late);
          await new Promise((done) => setTimeout(done, 20));
        }
        document.querySelector('button')!.click();
        const { connected, clicks } = window as unknown as Record<string, number>;
        const field = document.querySelector<HTMLInputElement>('#field')!;
        return {
          ...{ connected, clicks, label: field.labels![0]!.textContent, part: !!document.querySelector('#part') },
          text: document.querySelector('main')!.innerText.includes('secret'),
        };
      });
      const frames = reader.requests.filter(({ path }) => path === '/embed').length;

      assert.deepEqual(state, { connected: 1, clicks: 1, label: 'Name', part: true, text: false });
      assert.equal(frames, 1);
    });
  }

  test('of a target has the styles that its children had', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: { ...alwaysDoes(KEEP), target: { selector: '.story' } } }),
      html: aPage(
        `<style>.story > p { font-style: italic } .story > p + p { margin-top: 40px }</style><div class="story"><p>one</p><p>two</p><p>three</p></div>`,
      ),
    });
    await reader.page.waitForSelector(WALL);

    assert.deepEqual(
      await reader.page.$$eval('.story > p', (all) =>
        all.map((each) => [getComputedStyle(each).fontStyle, getComputedStyle(each).marginTop]),
      ),
      [
        ['italic', '16px'],
        ['italic', '40px'],
      ],
    );
  });

  for (const [otherwise, seen] of [
    [undefined, ''],
    ['hide', ''],
    ['show', 'one two'],
  ] as const) {
    test(`is ${seen ? 'all' : 'nothing'} of content that is no longer, where the outcome says ${String(otherwise)}`, async () => {
      await using reader = await visit({
        config: configWithFeatures({ articles: alwaysDoes({ ...KEEP, ...(otherwise && { otherwise }) }) }),
        html: aPage(place('articles', '<p>one</p><p>two</p>')),
      });
      const text = await reader.page.$eval('zephr-feature', (feature) => feature.innerText.replace(/\s+/g, ' ').trim());

      assert.equal(text.startsWith(seen), true);
      assert.equal(text.includes('one'), seen !== '');
      assert.equal(await reader.shows('articles'), 'walled registration-wall');
    });
  }

  test('ends before content that another component hands in', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(KEEP) }),
      html: aPage(
        `<x-story><template shadowrootmode="open">${place('articles', '<p>one</p><slot></slot>')}</template><p>two</p><p>secret</p></x-story>`,
      ),
      settle: false,
    });
    await reader.page.waitForFunction(
      (wall) => document.querySelector('x-story')!.shadowRoot!.querySelector(wall),
      { timeout: 5000 },
      WALL,
    );
    const [isFirst, isRest] = await reader.page.evaluate(() => {
      const story = document.querySelector('x-story')!;
      return [story.shadowRoot!.querySelector('p')!, story.querySelector('p')!].map((p) => p.checkVisibility());
    });

    assert.deepEqual([isFirst, isRest], [true, false]);
  });
});

/** A second of a tone, as PCM. */
const TONE = `data:audio/wav;base64,${Buffer.concat([
  Buffer.from(
    'RIFF\x44\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x20\x1f\0\0',
    'latin1',
  ),
  Buffer.from(Array.from({ length: 8000 }, (_, index) => 128 + (index % 32))),
]).toString('base64')}`;
const audio = (attributes = ''): string => `<p>words</p><audio loop controls ${attributes} src="${TONE}"></audio>`;

/** Whether the audio is silent; it is found before it leaves the page. */
const isSilent = (reader: PageVisit): Promise<boolean> =>
  reader.page.evaluate(() => (window as unknown as { media: HTMLMediaElement }).media.paused);
const FIND_AUDIO = `new MutationObserver(() => { window.media ??= document.querySelector('audio'); }).observe(document, { childList: true, subtree: true });`;

suite('sound behind a wall', TOGETHER, () => {
  for (const [kind, html, target] of [
    ['an element', (markup: string) => place('articles', markup), undefined],
    ['an element whose nodes stay', (markup: string) => place('articles', markup, 'keep-nodes'), undefined],
    ['a target', (markup: string) => `<div class="story">${markup}</div>`, { selector: '.story' }],
    ['a range', (markup: string) => `<!-- ZEPHR_FEATURE x -->${markup}<!-- ZEPHR_FEATURE_END x -->`, { comment: 'x' }],
    ['audio itself', (markup: string) => markup, { selector: 'audio' }],
  ] as const) {
    test(`ends in ${kind}, and a script does not start it`, async () => {
      await using reader = await visit({
        config: {
          ...configWithFeatures({
            articles: {
              rules: { anonymous: { content: 'hide', components: ['register'] } },
              ...(target && { target }),
            },
          }),
          jwt: exampleConfig()['jwt'],
          products: { gold: { claimValue: 'gold', features: ['articles'] } },
        },
        html: aPage(html(audio('muted'))),
        before: FIND_AUDIO,
      });
      await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
      await reader.page.waitForFunction((wall) => !document.querySelector(wall), { timeout: 5000 }, WALL);
      await reader.page.evaluate(() => (window as unknown as { media: HTMLMediaElement }).media.play());
      const before = await isSilent(reader);
      await reader.page.evaluate(() => window.Zephr.setToken(null));
      await reader.page.waitForSelector(WALL);
      const after = await isSilent(reader);
      await reader.page.evaluate(async () => {
        void (window as unknown as { media: HTMLMediaElement }).media.play().catch(() => undefined);
        await new Promise((done) => setTimeout(done, 100));
      });

      assert.deepEqual([before, after, await isSilent(reader)], [false, true, true]);
    });
  }
});
