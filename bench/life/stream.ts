/**
 * The cost of a long article that arrives bit by bit under a kept beginning: `node --import tsx bench/life/stream.ts`, and the
 * last row of `npm run bench:life`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { inlineConfig } from '../../test/support/bare-page.js';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve } from '../../test/support/serve.js';

const NODES = 8000;
const CHUNKS = 80;
const ROUNDS = 3;

const config = {
  version: 1,
  components: { register: { type: 'registration-wall', heading: 'Read on' } },
  features: { articles: { rules: { anonymous: { content: { keep: { paragraphs: 2 } }, components: ['register'] } } } },
};
const byTarget = { ...config, features: { articles: { ...config.features.articles, target: { selector: '.story' } } } };

/** Milliseconds of script while an article of 8,000 nodes arrives in 80 pieces, with the SDK and without it. */
export async function measureStream(
  browser: Browser,
): Promise<{ readonly kept: number; readonly targeted: number; readonly bare: number }> {
  const route =
    (
      head: string,
      [start, end]: readonly [string, string],
    ): NonNullable<NonNullable<Parameters<typeof serve>[0]>['routes']>[string] =>
    async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write(`<!doctype html><title>Stream</title>${head}<body>${start}`);
      for (let chunk = 0; chunk < CHUNKS; chunk++) {
        response.write('<p>A paragraph <b>of some</b> words</p>'.repeat(NODES / CHUNKS / 2));
        await wait(10);
      }
      response.end(end);
    };
  const script = (of: object): string => `${inlineConfig(of)}<script src="/zephr.js"></script>`;
  const element = ['<zephr-feature feature="articles">', '</zephr-feature>'] as const;
  const target = ['<div class="story">', '</div>'] as const;
  await using server = await serve({
    folder: fileURLToPath(new URL('../../dist', import.meta.url)),
    routes: {
      '/kept': route(script(config), element),
      '/targeted': route(script(byTarget), target),
      '/bare': route('', element),
    },
  });
  const times: Record<string, number[]> = { '/bare': [], '/kept': [], '/targeted': [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const path of Object.keys(times)) {
      const page = await browser.newPage();
      await page.goto(server.origin + path, { waitUntil: 'load' });
      if (path !== '/bare') await page.waitForSelector('zephr-feature[state=walled] > zephr-registration-wall');
      times[path]!.push(1000 * (await page.metrics()).ScriptDuration!);
      await page.close();
    }
  }
  const [bare, kept, targeted] = Object.values(times).map((each) => Math.min(...each)) as [number, number, number];
  return { kept, targeted, bare };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await launchChromium({ whole: true });
  console.log(await measureStream(browser));
  await browser.close();
}
