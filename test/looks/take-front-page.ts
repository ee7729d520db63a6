import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCode, readPage } from '../support/read-page.js';
import { serve } from '../support/serve.js';
import { launchStill } from './take-pictures.js';

/** The style sheet of a newspaper. The page to copy has none. */
const STYLE = `<style>
body { margin: 0 auto; max-width: 620px; padding: 0 24px; font: 19px/1.6 Georgia, serif; color: #1a1a1a }
body::before {
  content: 'The Ledger'; display: block; margin: 0 -400px; padding: 14px 0 16px; border-bottom: 1px solid #d9d9d9;
  font-size: 25px; font-weight: 700; text-align: center;
}
html { overflow-x: hidden }
h1 { margin: 32px 0 20px; font-size: 42px; line-height: 1.15 }
</style></head>`;

/** Takes the picture of `README.md`: the page to copy that is there, as a reader without a token sees it. */
export async function takeFrontPage(): Promise<Uint8Array> {
  const readme = readPage('../README.md');
  const [html, json] = ['html', 'json'].map((language) => readCode(readme, language)[0]!);
  const folder = await mkdtemp(join(tmpdir(), 'zephr-looks-'));
  await using server = await serve({
    folder: fileURLToPath(new URL('../../dist', import.meta.url)),
    routes: {
      '/': html!.replace('</head>', STYLE),
      '/zephr.json': (_request, response) => void response.setHeader('content-type', 'application/json').end(json),
    },
  });
  const browser = await launchStill(folder);
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1000, height: 560 });
    const client = await page.createCDPSession();
    const features = [{ name: 'prefers-reduced-motion', value: 'reduce' }];
    await client.send('Emulation.setEmulatedMedia', { features });
    await page.goto(server.origin);
    await page.waitForSelector('zephr-feature[state=walled] zephr-registration-wall');
    return await page.screenshot();
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
