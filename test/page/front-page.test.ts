/** The page to copy of README.md, in a browser: the tag, the element and the config as they are written there. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { createEndpoint } from '../../src/endpoint/create-endpoint.js';
import { toNodeListener } from '../../src/endpoint/adapters/to-node-listener.js';
import { aSecretToken, SECRET } from '../support/an-endpoint.js';
import { launchChromium } from '../support/launch-chromium.js';
import { readCode, readPage } from '../support/read-page.js';
import { serve, type TestServer } from '../support/serve.js';

const text = readPage('../README.md');
const html = readCode(text, 'html')[0]!;
const json = readCode(text, 'json')[0]!;

let browser: Browser;
let server: TestServer;

before(async () => {
  const endpoint = toNodeListener(createEndpoint({ config: JSON.parse(json) as object, secret: SECRET }));
  server = await serve({
    folder: fileURLToPath(new URL('../../dist', import.meta.url)),
    routes: {
      '/': html,
      '/favicon.ico': (_request, response) => void response.writeHead(204).end(),
      '/zephr.json': (_request, response) => void response.setHeader('content-type', 'application/json').end(json),
      '/zephr/verify': (request, response) => void endpoint(request, response),
    },
  });
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  await server.close();
});

suite('the page to copy of README.md', () => {
  for (const [says, claims, shown] of [
    ['shows a registration wall without a token', null, 'walled zephr-registration-wall: 1 of 2 paragraphs'],
    ['shows a paywall to a registered reader', { sub: '1' }, 'walled zephr-paywall: 1 of 2 paragraphs'],
    ['shows the story to a customer', { sub: '1', prod: 'gold' }, 'shown : 2 of 2 paragraphs'],
  ] as const) {
    test(says, async () => {
      const context = await browser.createBrowserContext();
      try {
        const page = await context.newPage();
        const problems: unknown[] = [];
        page.on('console', (message) => /warn|error/.test(message.type()) && problems.push(message.text()));
        page.on('pageerror', (error) => problems.push(error));
        if (claims) {
          const { hostname: domain } = new URL(server.origin);
          await context.setCookie({ name: 'blaize_jwt', value: aSecretToken(claims), domain, path: '/' });
        }
        await page.goto(server.origin);
        const feature = await page.waitForSelector('zephr-feature:is([state=walled], [state=shown])');
        const found = await feature!.evaluate((element) => {
          const wall = element.querySelector('zephr-registration-wall, zephr-paywall');
          return `${element.getAttribute('state')} ${wall?.localName ?? ''}: ${element.querySelectorAll('p').length} of 2 paragraphs`;
        });

        assert.equal(found, shown);
        assert.deepEqual(problems, []);
      } finally {
        await context.close();
      }
    });
  }
});
