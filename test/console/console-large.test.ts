/** The console with a config of 1,000 features. Its speed is measured by `npm run bench:console`. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { makeConfig, makeReaders } from '../../bench/readers/make-files.js';
import { startConsole, useConsoleBrowser } from '../support/console-page.js';

const FEATURES = 1000;
/** Octets of JavaScript that the tab may hold. */
const MAX_HEAP_BYTES = 300_000_000;
const SHOWN = { timeout: 60_000, polling: 100 };

const { open } = useConsoleBrowser();

suite('the console with 1,000 features', () => {
  test('lists them, judges an edited one at once, and stays below 300 MB', async () => {
    await using server = await startConsole(makeConfig(FEATURES), {
      files: { 'zephr.readers.json': makeReaders(FEATURES, 500) },
    });
    await using app = await open(server.address);
    const { page } = app;
    await app.click('link', 'Features');
    await page.waitForFunction(
      (count) => document.querySelectorAll('ul[aria-label="Features"] li').length >= count,
      SHOWN,
      FEATURES,
    );
    const isKnown = await page.evaluate(() => {
      const { store } = document.querySelector('zephr-console') as unknown as {
        store: { set(pointer: string, value: unknown): void; mistakes: readonly { readonly pointer: string }[] };
      };
      const at = '/features/feature-7/rules/registered/value';
      store.set(at, { wrong: 1 });
      return store.mistakes.some(({ pointer }) => pointer === at);
    });
    await app.click('link', 'Readers');
    await page.waitForSelector('.matrix[aria-busy="false"] .cell', { timeout: SHOWN.timeout });
    const client = await page.createCDPSession();
    await client.send('HeapProfiler.enable');
    await client.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize = Infinity } = await page.metrics();

    assert.equal(isKnown, true);
    assert.ok(JSHeapUsedSize < MAX_HEAP_BYTES, `${Math.round(JSHeapUsedSize / 1e6)} MB`);
    assert.deepEqual(app.errors, []);
  });
});
