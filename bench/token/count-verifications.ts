import type { Browser } from 'puppeteer-core';
import { aPage, exampleConfig, place } from '../../test/support/bare-page.js';
import type { TestServer } from '../../test/support/serve.js';
import { signToken } from '../../test/support/sign-token.js';

/** How often a page with many features asks WebCrypto to verify, and to import a key. */
export async function countVerifications(
  browser: Browser,
  server: TestServer,
  features: number,
): Promise<{ readonly verified: number; readonly imported: number }> {
  const names = Array.from({ length: features }, (_, index) => `f${index}`);
  const rule = { rules: { anonymous: { content: 'hide' }, registered: 'show' } };
  const config = exampleConfig({ features: Object.fromEntries(names.map((name) => [name, rule])), products: {} });
  server.route('/zephr.json', (_request, response) => void response.end(JSON.stringify(config)));
  server.route('/many', aPage(names.map((name) => place(name, 'story')).join('')));
  const context = await browser.createBrowserContext();
  try {
    await context.setCookie({ name: 'blaize_jwt', value: signToken({}), domain: '127.0.0.1', path: '/' });
    const page = await context.newPage();
    await page.evaluateOnNewDocument(`window.asked = { verify: 0, importKey: 0 };
      for (const name of ['verify', 'importKey']) {
        const real = SubtleCrypto.prototype[name];
        SubtleCrypto.prototype[name] = function (...args) { asked[name]++; return real.apply(this, args); };
      }`);
    await page.goto(`${server.origin}/many`);
    await page.waitForFunction(
      (count) => document.querySelectorAll('zephr-feature[state="shown"]').length === count,
      {},
      features,
    );
    const asked = (await page.evaluate('asked')) as { verify: number; importKey: number };
    return { verified: asked.verify, imported: asked.importKey };
  } finally {
    await context.close();
  }
}
