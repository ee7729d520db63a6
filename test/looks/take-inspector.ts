import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../support/serve.js';
import { launchStill } from './take-pictures.js';

/** Time in which a busy machine draws, in milliseconds. */
const SHOWN = { timeout: 20_000 };

const CONFIG = JSON.stringify({
  version: 1,
  components: {
    subscribe: {
      type: 'paywall',
      heading: 'Keep reading with Gold',
      offers: [{ id: 'monthly', title: 'Monthly', price: { amount: 9.9, currency: 'EUR' }, per: 'month' }],
    },
  },
  features: {
    articles: {
      title: 'Articles',
      rules: {
        anonymous: {
          type: 'trial',
          tracker: 'stories',
          limit: 3,
          yes: { type: 'query-param', key: 'from', condition: 'equals', value: 'letter', yes: 'show', no: 'wall' },
          no: 'wall',
        },
      },
    },
    films: { title: 'Films', rules: { anonymous: 'wall' } },
  },
  outcomes: { wall: { label: 'First words', content: { keep: { words: 60 } }, components: ['subscribe'] } },
});
const SENTENCE =
  'The last ferry still waits for anyone who rings the bell, and no one has ever paid for the crossing. ';
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Ledger</title><link rel="icon" href="data:,">
<script src="/zephr.js" data-config="/zephr.json"></script>
<style>body { margin: 0 520px 0 40px; font: 18px/1.6 Georgia, serif; color: #1a1a1a } h1 { font-size: 34px; line-height: 1.2 }</style>
</head><body><article><h1>The last ferry waits</h1>
<zephr-feature feature="articles"><p>${SENTENCE.repeat(8)}</p></zephr-feature></article></body></html>`;

/** Takes the picture of the inspector beside a story, with the rule of an opened feature drawn. */
export async function takeInspector(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-looks-'));
  await using server = await serve({
    folder: fileURLToPath(new URL('../../dist', import.meta.url)),
    routes: {
      '/': PAGE,
      '/zephr.json': (_request, response) => void response.setHeader('content-type', 'application/json').end(CONFIG),
    },
  });
  const browser = await launchStill(folder);
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1200, height: 900 });
    await page.goto(`${server.origin}/?zephr-debug`);
    await page.waitForSelector('zephr-feature[state=walled] zephr-paywall', SHOWN);
    await page.waitForSelector('>>> .row.row', { ...SHOWN, visible: true });
    await page.evaluate(() => {
      const root = document.querySelector('zephr-inspector')!.shadowRoot!;
      root.querySelector<HTMLElement>('[data-feature="articles"]')!.click();
    });
    await page.waitForSelector('>>> summary', { ...SHOWN, visible: true });
    await page.click('>>> summary');
    await page.waitForFunction(
      () =>
        document
          .querySelector('zephr-inspector')!
          .shadowRoot!.querySelector('.picture')
          ?.shadowRoot?.querySelector('svg'),
      SHOWN,
    );
    return await page.screenshot();
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
