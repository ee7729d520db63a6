import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, suite, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page, SerializedAXNode } from 'puppeteer-core';
// The demo is plain JavaScript, as a visitor runs it.
import { SWITCHES } from '../../demo/render-gallery-page.mjs';
import { serveDemo } from '../../demo/serve.mjs';
import { launchChromium } from '../support/launch-chromium.js';

const THEMES = Object.keys(SWITCHES.theme);
const SCHEMES = ['light', 'dark'];
const LANGUAGES = Object.keys(SWITCHES.lang);

let server: { readonly url: string; close(): Promise<void> };
let browser: Browser;
let axe: string;

before(async () => {
  server = await serveDemo();
  browser = await launchChromium();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

after(async () => {
  await browser.close();
  await server.close();
});

interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Violations of the page's policy, and errors that were thrown. */
  readonly refused: string[];
}

async function open(query: string, width = 1280): Promise<Visit> {
  const page = await browser.newPage();
  const refused: string[] = [];
  page.on('pageerror', (error) => refused.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /policy/i.test(message.text())) refused.push(message.text());
  });
  await page.setViewport({ width, height: 900 });
  // A zone that is still moving must not be photographed.
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.evaluateOnNewDocument(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${server.url}/gallery?${query}`);
  await page.waitForSelector('[data-ready]');
  return { page, refused, [Symbol.asyncDispose]: () => page.close() };
}

/** The findings of axe, one line each. */
async function judge(page: Page, options: object = {}): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (given) => {
    const { axe: judge } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    const { violations } = await judge.run(document, { resultTypes: ['violations'], ...given });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
    );
  }, options);
}

/** The walls of a sheet are many regions of one name, as they are on no page of a newspaper's. */
const OF_A_SHEET = { rules: { 'landmark-unique': { enabled: false } } };

suite('axe finds nothing', () => {
  for (const theme of THEMES)
    for (const scheme of SCHEMES)
      test(`in any state of any component, ${theme}, ${scheme}`, async () => {
        await using visit = await open(`theme=${theme}&scheme=${scheme}`);

        assert.deepEqual(await judge(visit.page, OF_A_SHEET), []);
        assert.deepEqual(visit.refused, []);
      });

  for (const lang of ['ar', 'ja'])
    test(`in a page in another language, ${lang}, on a phone`, async () => {
      await using visit = await open(`lang=${lang}`, 320);

      assert.deepEqual(await judge(visit.page, OF_A_SHEET), []);
    });

  for (const only of ['pop-up-offers', 'footer'])
    for (const theme of THEMES)
      for (const scheme of SCHEMES)
        test(`in a ${only}, ${theme}, ${scheme}`, async () => {
          await using visit = await open(`only=${only}&theme=${theme}&scheme=${scheme}`, 768);

          assert.deepEqual(await judge(visit.page), []);
        });
});

suite('the gallery', () => {
  for (const lang of LANGUAGES)
    test(`fits every width and moves nothing, ${lang}`, async () => {
      for (const width of [320, 768, 1280]) {
        await using visit = await open(`lang=${lang}`, width);
        const [wide, shift, tooWide] = await visit.page.evaluate(() => [
          document.documentElement.scrollWidth,
          (window as unknown as { shift: number }).shift,
          [...document.querySelectorAll('zephr-paywall, zephr-registration-wall')].flatMap((wall) =>
            [...wall.shadowRoot!.querySelectorAll<HTMLElement>('[part~="wall"], [part~="offer"], [part~="button"]')]
              .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
              .map((element) => `${wall.getAttribute('component')} ${element.getAttribute('part')}`),
          ),
        ]);

        assert.deepEqual({ wide, shift, tooWide }, { wide: width, shift: 0, tooWide: [] });
      }
    });

  test('shows one specimen alone, and says that another name is unknown', async () => {
    await using visit = await open('only=paywall-3');
    const answer = await fetch(`${server.url}/gallery?only=no-such`);

    assert.equal(await visit.page.$$eval('zephr-paywall', (walls) => walls.length), 1);
    assert.equal(answer.status, 404);
  });

  test('takes an address that no switch has as the default', async () => {
    await using visit = await open('theme=%22%3E&scheme=__proto__&lang=constructor');

    assert.equal(await visit.page.evaluate(() => document.documentElement.dataset['scheme']), 'auto');
  });

  test('puts prices and buttons of a row of offers on one level', async () => {
    for (const lang of LANGUAGES) {
      await using visit = await open(`only=paywall-3&lang=${lang}`);
      const levels = await visit.page.$eval('zephr-paywall', (wall) =>
        ['price', 'button'].map((part) => {
          const boxes = [...wall.shadowRoot!.querySelectorAll(`[part~="${part}"]`)].map((element) =>
            element.getBoundingClientRect(),
          );
          return [boxes.length, new Set(boxes.map(({ top }) => Math.round(top))).size];
        }),
      );

      assert.deepEqual(
        levels,
        [
          [3, 1],
          [3, 1],
        ],
        lang,
      );
    }
  });

  test('has nothing but the kept text on paper', async () => {
    await using visit = await open('only=teaser');
    await visit.page.emulateMediaType('print');
    const [wall, mask] = await visit.page.evaluate(() => [
      getComputedStyle(document.querySelector('zephr-registration-wall')!).display,
      getComputedStyle(document.querySelector('zephr-feature')!.shadowRoot!.querySelector('[data-cut]')!).maskImage,
    ]);

    assert.deepEqual([wall, mask], ['none', 'none']);
  });
});

/** Presses Tab until the focus leaves what is in the page, and names what had it. */
async function tabThrough(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      if (!focused || focused === document.body) return null;
      const outline = getComputedStyle(focused.matches('[type=radio]') ? focused.parentElement! : focused);
      const ring = outline.outlineStyle === 'solid' && parseFloat(outline.outlineWidth) >= 2 ? '' : ' without a ring';
      const { labels } = focused as HTMLInputElement;
      return `${(labels?.[0] ?? focused).textContent.replaceAll('*', '').trim()}${ring}`;
    });
    if (name === null) break;
    names.push(name);
  }
  return names;
}

const HEARD = new Set(['region', 'heading', 'group', 'textbox', 'combobox', 'checkbox', 'radio', 'link', 'button']);

/** The nodes that a screen reader finds, in order: role and name. */
async function hear(page: Page): Promise<string[]> {
  const lines: string[] = [];
  const walk = ({ role, name, description, children, ...node }: SerializedAXNode): void => {
    const about = [
      node.required && 'required',
      node.invalid === 'true' && 'invalid',
      node.checked && 'checked',
      description,
    ];
    if (name && HEARD.has(role)) lines.push([role, name, ...about.filter(Boolean)].join(' | '));
    children?.forEach(walk);
  };
  walk((await page.accessibility.snapshot({ interestingOnly: false }))!);
  return lines;
}

suite('by keyboard alone', () => {
  test('a form is gone through from top to bottom, with a ring around what has the focus', async () => {
    await using visit = await open('only=register-fields');

    assert.deepEqual(await tabThrough(visit.page), [
      ...['Name', 'Email', 'Password', 'City', 'Country', 'Send me the morning letter'],
      'I agree to the terms of use and have read the privacy notice',
      ...['Details', 'Create free account', 'Sign in'],
    ]);
  });

  test('a paywall is one stop for the choice, and one for each offer', async () => {
    await using visit = await open('only=paywall-monthly');
    const { page } = visit;
    assert.deepEqual(await tabThrough(page), ['Monthly', 'Choose Digital', 'Choose Paper and digital', 'Sign in']);

    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await tabThrough(page), ['Choose Digital for a year', 'Sign in']);
  });

  test('in every theme, light and dark, the ring is there', async () => {
    for (const theme of THEMES)
      for (const scheme of SCHEMES) {
        await using visit = await open(`only=paywall-monthly&theme=${theme}&scheme=${scheme}`);
        const names = await tabThrough(visit.page);

        assert.equal(names.length, 4);
        assert.deepEqual(
          names.filter((name) => name.includes('without')),
          [],
        );
      }
  });
});

suite('a screen reader hears', () => {
  test('a form: its region, its fields, what is wrong with them, and the link by what it is about', async () => {
    await using visit = await open('only=register-mistakes');

    assert.deepEqual(await hear(visit.page), [
      'heading | Filled in wrongly',
      'region | Read on with a free account',
      'heading | Read on with a free account',
      'textbox | Email | required | invalid | We write only when your account needs it. Please fill in this field.',
      'checkbox | I agree to the terms of use and have read the privacy notice | invalid | Please fill in this field.',
      'link | Details I agree to the terms of use and have read the privacy notice',
      'button | Create free account',
      'link | Sign in',
    ]);
  });

  test('a paywall: the choice, each offer by its heading, each button with title and price', async () => {
    await using visit = await open('only=paywall-monthly');

    assert.deepEqual(await hear(visit.page), [
      'heading | Monthly or yearly: monthly',
      'region | Subscribe to keep reading',
      'heading | Subscribe to keep reading',
      'group | Billing',
      'radio | Monthly | checked',
      'radio | Yearly',
      'heading | Digital',
      'link | Choose Digital | Digital $9.90 per month',
      'heading | Paper and digital',
      'link | Choose Paper and digital | Paper and digital $24.50 per month',
      'link | Sign in',
    ]);
  });
});
