import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { aPage, aToken, exampleConfig, GOLD, place, SCRIPT, SHOWN, WALLED } from '../support/bare-page.js';
import { describePlace } from '../support/in-page.js';
import { launchChromium } from '../support/launch-chromium.js';
import { NO_NGINX, startNginx, type NginxServer } from '../support/nginx-server.js';
import { packPackage } from '../support/packed-package.js';

const BODY = place('articles') + place('videos');
const PAYWALL = 'walled paywall';
const BLOCK = 'walled custom-block';
const SETTLED_TIMEOUT_MS = 8000;
/** Browsers load modules of another origin under CORS only. */
const OPEN = 'add_header Access-Control-Allow-Origin *;';

const READERS = [
  ['anonymous', null, [WALLED, WALLED]],
  ['registered', aToken(), [PAYWALL, BLOCK]],
  ['customer', GOLD, [SHOWN, SHOWN]],
] as const;

let folder: string;
let browser: Browser;
let site: NginxServer;
let cdn: NginxServer;
before(async () => {
  if (NO_NGINX) return;
  folder = await mkdtemp(join(tmpdir(), 'zephr-site-'));
  await using packed = await packPackage();
  for (const name of ['zephr.js', 'zephr.mjs', 'chunks']) {
    await cp(join(packed.folder, 'dist', name), join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, 'zephr.json'), JSON.stringify(exampleConfig()));
  site = await startNginx(folder);
  cdn = await startNginx(folder, OPEN);
  const pages = {
    'index.html': SCRIPT,
    'module.html': SCRIPT.replace('<script', '<script type="module"'),
    'cdn.html': SCRIPT.replace('/zephr.js', `${cdn.origin}/zephr.js`),
    'cdn-module.html': SCRIPT.replace('<script src="', `<script type="module" src="${cdn.origin}`),
  };
  for (const [name, head] of Object.entries(pages)) await writeFile(join(folder, name), aPage(BODY, head));
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await Promise.all([site, cdn].map((server) => server?.[Symbol.asyncDispose]()));
  if (folder) await rm(folder, { recursive: true });
});

/** State and walls of both places, as a reader with a token sees them. */
async function read(path: string, token: string | null): Promise<readonly string[]> {
  const context = await browser.createBrowserContext();
  try {
    if (token) await context.setCookie({ name: 'blaize_jwt', value: token, domain: '127.0.0.1', path: '/' });
    const page = await context.newPage();
    await page.goto(site.origin + path, { waitUntil: 'domcontentloaded' });
    const places = await page.$$eval('zephr-feature', (found) => found.map((one) => one.getAttribute('feature')!));
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll('zephr-feature')].every((one) =>
          /shown|walled|fault/.test(one.getAttribute('state') ?? ''),
        ),
      { timeout: SETTLED_TIMEOUT_MS },
    );
    return await Promise.all(places.map((feature) => page.evaluate(describePlace, feature)));
  } finally {
    await context.close();
  }
}

suite('nginx with the configuration that Debian ships', () => {
  for (const [path, says] of [
    ['/index.html', 'the script tag'],
    ['/module.html', 'the script tag with type="module"'],
    ['/cdn.html', 'a script tag of another origin without crossorigin'],
    ['/cdn-module.html', 'a script tag of another origin with type="module"'],
  ] as const) {
    for (const [reader, token, expected] of READERS) {
      test(
        `${says}: tokens, walls and blocks are right for a reader who is ${reader}`,
        { skip: NO_NGINX },
        async () => {
          assert.deepEqual(await read(path, token), expected);
        },
      );
    }
  }
});
