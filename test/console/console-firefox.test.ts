/** Zephr's tutorial in the console, in Firefox. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { useMouseAndKeys } from '../support/console-hands.js';
import { openConsole, startConsole } from '../support/console-page.js';
import { BARE, DONE, doTutorial, readConfig } from '../support/console-tutorial.js';
import { BY_AXE } from '../support/find-by-axe.js';
import { launchFirefox } from '../support/launch-firefox.js';

suite('the tutorial in the console, in Firefox', () => {
  test('ends with the config that it ends with in Chromium', async (context) => {
    const browser = await launchFirefox();
    if (!browser) return context.skip('Firefox is not installed');
    try {
      await using server = await startConsole(BARE);
      await using app = await openConsole(browser, server.address, BY_AXE);
      await doTutorial({ server, app, hand: useMouseAndKeys(app) });

      assert.deepEqual(await readConfig({ server }), DONE);
    } finally {
      await browser.close();
    }
  });
});
