/** The demo as a page: layout shifts, accessibility and narrow screens. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axe, DESKTOP, layoutShift, PHONE, server, slowServer, TALL, useDemo, wallsSince } from '../support/demo.js';
import {
  ALABAMA,
  GOLD,
  KEY_PAGE,
  SECRET_PAGE,
  SILVER,
  enterToken,
  press,
  seen,
  visitDemo,
  wallOf,
} from '../support/demo-tutorial.js';

/** The reader states of the tutorial, each with the payload that leads there. */
const STATES = [
  { says: 'an anonymous reader', payload: null, article: 'zephr-registration-wall', film: 'zephr-registration-wall' },
  { says: 'a registered reader', payload: SILVER, article: 'zephr-paywall', film: 'zephr-custom-block' },
  { says: 'a registered reader from Alabama', payload: ALABAMA, article: null, film: 'zephr-custom-block' },
  { says: 'a customer', payload: GOLD, article: null, film: null },
] as const;

useDemo();

describe('the demo as a page', () => {
  for (const { says, payload, article, film } of STATES) {
    for (const path of [SECRET_PAGE, KEY_PAGE]) {
      for (const viewport of [DESKTOP, PHONE, TALL]) {
        test(`for ${says} nothing moves while ${path} loads, ${viewport.width} by ${viewport.height} pixels`, async () => {
          await using visit = await visitDemo(viewport, slowServer, { path });
          if (payload !== null) await enterToken(visit.page, payload);

          assert.equal(await layoutShift(visit.page), 0);
          assert.equal(await wallOf(visit.page, 'articles'), article);
          assert.equal(await wallOf(visit.page, 'videos'), film);
          assert.deepEqual(visit.problems, []);
        });
      }

      test(`for ${says} axe finds nothing to mend on ${path}`, async () => {
        await using visit = await visitDemo(DESKTOP, server, { path });
        if (payload !== null) await enterToken(visit.page, payload);

        // Through the debugger, which the page's content security policy does not bind.
        await visit.page.evaluate(axe);
        const violations = await visit.page.evaluate(async () => {
          const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
          const { violations: found } = await tool.run();
          return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        });
        assert.deepEqual(violations, []);
      });
    }

    for (const letters of ['-0.06em', '0.12em']) {
      test(`for ${says} nothing moves where letters are ${letters} wider`, async () => {
        await using visit = await visitDemo(TALL, slowServer, { letters });
        if (payload !== null) await enterToken(visit.page, payload);

        assert.equal(await layoutShift(visit.page), 0);
        assert.deepEqual([await wallOf(visit.page, 'articles'), await wallOf(visit.page, 'videos')], [article, film]);
      });
    }
  }

  test('for a subscriber there is no wall in the page while the endpoint is asked', async () => {
    await using visit = await visitDemo(DESKTOP, slowServer);

    await enterToken(visit.page, GOLD);

    assert.match(await seen(visit.page, 'asked'), /^Asked once/);
    assert.deepEqual(await wallsSince(visit.page), []);
  });

  test('the two pages lead to each other', async () => {
    await using visit = await visitDemo();

    for (const path of [KEY_PAGE, SECRET_PAGE]) {
      const link = visit.page.waitForSelector(`.ways a[href="${path}"]:not([aria-current])`);
      await Promise.all([visit.page.waitForNavigation(), link.then((found) => found!.click())]);
      assert.equal(new URL(visit.page.url()).pathname, path);
    }
  });

  test('it fits a screen 320 pixels wide', async () => {
    for (const path of [SECRET_PAGE, KEY_PAGE]) {
      await using visit = await visitDemo({ width: 320, height: 640 }, server, { path });

      for (const preset of ['none', 'silver', 'gold']) {
        await press(visit.page, `[data-preset="${preset}"]`);
        assert.equal(await visit.page.evaluate(() => document.documentElement.scrollWidth), 320, path + preset);
      }
    }
  });

  test('with the keyboard alone a reader gets to the wall, then to the settings and the bench', async () => {
    await using visit = await visitDemo();
    const stops: string[] = [];

    for (let presses = 0; presses < 60 && !stops.includes('payload'); presses += 1) {
      await visit.page.keyboard.press('Tab');
      stops.push(
        await visit.page.evaluate(() => {
          let focused = document.activeElement;
          while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
          const { setting = '' } = (focused as HTMLElement | null)?.dataset ?? {};
          return focused?.getAttribute('type') === 'email' ? 'email' : focused?.id || setting;
        }),
      );
    }

    assert.ok(stops.includes('email'), stops.join(' '));
    for (const stop of ['userMapping', 'productSyncing', 'userStore', 'payload'])
      assert.ok(stops.indexOf('email') < stops.indexOf(stop), stops.join(' '));
  });

  for (const path of [SECRET_PAGE, KEY_PAGE]) {
    test(`the form of the wall on ${path} is answered by a page that names its owner, and leads back`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await visit.page.focus('zephr-feature[feature="articles"] > zephr-registration-wall >>> input[type="email"]');
      await visit.page.keyboard.type('reader@example.com');
      await Promise.all([visit.page.waitForNavigation(), visit.page.keyboard.press('Enter')]);

      assert.equal(new URL(visit.page.url()).pathname, '/register');
      assert.match(await visit.page.$eval('main', (main) => main.textContent ?? ''), /identity provider/);
      assert.equal(await visit.page.$eval('.elsewhere__back', (link) => link.getAttribute('href')), path);
      assert.deepEqual(visit.problems, []);
    });
  }
});
