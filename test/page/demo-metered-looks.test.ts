/** The metered section as pages: layout shifts and accessibility. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { axe, DESKTOP, layoutShift, PHONE, server, slowServer, TALL, useDemo } from '../support/demo.js';
import {
  type DemoReader,
  FIFTH,
  FIRST,
  FOURTH,
  SECOND,
  SECTION,
  SIXTH,
  THIRD,
  aReader,
  countedIn,
  open,
  read,
  sign,
  textOf,
} from '../support/demo-metered.js';

useDemo();

/** The looks of a page of the section, and how to reach each. */
const LOOKS: readonly {
  readonly says: string;
  readonly path: string;
  readonly go: (reader: DemoReader) => Promise<void>;
}[] = [
  { says: 'the list', path: SECTION, go: async () => {} },
  { says: 'the first story', path: FIRST, go: async () => {} },
  { says: 'the last story', path: THIRD, go: (reader) => read(reader, FIRST, SECOND) },
  { says: 'the registration wall', path: FOURTH, go: (reader) => read(reader, FIRST, SECOND, THIRD) },
  {
    says: 'a registered reader’s story',
    path: FIRST,
    go: async (reader) => {
      await open(reader, SECTION);
      await sign(reader.page, 'in');
    },
  },
  {
    says: 'the paywall',
    path: SIXTH,
    go: async (reader) => {
      await open(reader, FIRST);
      await sign(reader.page, 'in');
      await read(reader, SECOND, THIRD, FOURTH, FIFTH);
    },
  },
];

describe('the metered section as pages', () => {
  for (const { says, path, go } of LOOKS) {
    test(`nothing moves while ${says} loads`, async () => {
      for (const viewport of [DESKTOP, PHONE, TALL]) {
        await using reader = await aReader({ demo: slowServer, viewport });
        await go(reader);
        await open(reader, path);
        // The panel has looked at the ledger.
        await countedIn(reader.page, 'browser', await countOf(reader.page));

        const shift = await layoutShift(reader.page);
        assert.equal(shift, 0, `${viewport.width} by ${viewport.height}`);
        assert.deepEqual(reader.problems, []);
      }
    });

    test(`axe finds nothing to mend on ${says}, light and dark`, async () => {
      await using reader = await aReader();
      await go(reader);
      for (const value of ['light', 'dark']) {
        await reader.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        await open(reader, path);
        // Through the debugger, which the page's content security policy does not bind.
        await reader.page.evaluate(axe);
        const violations = await reader.page.evaluate(async () => {
          const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
          const { violations: found } = await tool.run();
          return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        });
        assert.deepEqual(violations, [], value);
      }
    });

    test(`${says} fits a screen 320 pixels wide`, async () => {
      await using reader = await aReader({ viewport: { width: 320, height: 640 } });
      await go(reader);
      await open(reader, path);

      assert.equal(await reader.page.evaluate(() => document.documentElement.scrollWidth), 320);
    });
  }

  test('with the keyboard alone a reader gets to the wall, then to the buttons of the meter', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    const stops: string[] = [];
    for (let presses = 0; presses < 40 && !stops.includes('start-over'); presses += 1) {
      await reader.page.keyboard.press('Tab');
      stops.push(
        await reader.page.evaluate(() => {
          let focused = document.activeElement;
          while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
          const { dataset } = focused as HTMLElement;
          return focused?.getAttribute('type') === 'email'
            ? 'email'
            : (dataset['reader'] ?? focused?.getAttribute('target') ?? '');
        }),
      );
    }

    assert.deepEqual(
      stops.filter((stop) => stop !== ''),
      ['email', '_blank', 'sign', 'start-over'],
    );
    await Promise.all([reader.page.waitForNavigation(), reader.page.keyboard.press('Enter')]);
    assert.equal(new URL(reader.page.url()).pathname, SECTION);
  });

  test('the front page leads to the section, and the section back', async () => {
    await using reader = await aReader();
    await reader.page.goto(reader.url);
    for (const path of [SECTION, '/']) {
      await Promise.all([reader.page.waitForNavigation(), reader.page.click(`.sections a[href="${path}"]`)]);
      assert.equal(new URL(reader.page.url()).pathname, path);
    }
  });

  test('the form of its wall is answered by a page that leads back to the story', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    await reader.page.focus('zephr-registration-wall >>> input[type="email"]');
    await reader.page.keyboard.type('reader@example.com');
    await Promise.all([reader.page.waitForNavigation(), reader.page.keyboard.press('Enter')]);

    assert.equal(new URL(reader.page.url()).pathname, '/register');
    assert.equal(await reader.page.$eval('.elsewhere__back', (link) => link.getAttribute('href')), FOURTH);
    assert.match(await textOf(reader.page, 'main'), /you are a registered reader/);
  });

  for (const [path, method, status] of [
    ['/metered/no-such-story', 'GET', 404],
    ['/metered/start-over', 'GET', 405],
    [FIRST, 'POST', 405],
  ] as const) {
    test(`${method} ${path} is answered with ${status}`, async () => {
      assert.equal((await fetch(server.url + path, { method })).status, status);
    });
  }
});

/** How many stories the ledger holds. */
async function countOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { accounts } = JSON.parse(localStorage.getItem('zephr-usage') ?? '{"accounts":{}}') as {
      accounts: Record<string, { seen: { stories?: [id: string, item: string, at: number][] } }>;
    };
    return new Set(Object.values(accounts).flatMap(({ seen }) => (seen.stories ?? []).map(([, item]) => item))).size;
  });
}
