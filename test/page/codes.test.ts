/** The examples of the catalogue of codes that are pages: each makes a browser dispatch `zephr-fault` with its code. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CodeEntry } from '../../src/codes/code-entry.js';
import { CODES } from '../../src/codes/catalogue.js';
import { aPage, SCRIPT, TOGETHER, useBrowser } from '../support/bare-page.js';

const { visit } = useBrowser();

suite('the example of the code', TOGETHER, () => {
  for (const [code, { example }] of Object.entries(CODES) as [string, CodeEntry][]) {
    if (!('html' in example)) continue;
    const { html, config = null } = example;

    test(`${code} gives it in a page`, async () => {
      const head = html.includes('zephr.js') ? '' : SCRIPT;
      await using reader = await visit({ html: aPage(html, head), config, settle: false });
      await reader.page
        .waitForFunction(
          (wanted) =>
            (window as unknown as { seen: { type: string; detail?: { code?: string } }[] }).seen.some(
              ({ type, detail }) => type === 'zephr-fault' && detail?.code === wanted,
            ),
          { timeout: 8000 },
          code,
        )
        .catch(() => undefined);
      const found = await reader.faults();

      assert.ok(
        found.some((fault) => fault.split(' ')[0] === code),
        `found ${JSON.stringify(found)}`,
      );
    });
  }
});
