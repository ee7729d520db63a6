/** A page on another port of the machine, while the console is open in the same browser. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startConsole, toText, useConsoleBrowser } from '../support/console-page.js';
import { serve } from '../support/serve.js';

const CONFIG = { version: 1, features: { articles: {} } };
const { open } = useConsoleBrowser();

suite('a page on another loopback port', () => {
  test('can read nothing from the console, and change nothing', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.find('button', 'Undo');
    await using other = await serve({ routes: { '/': '<!doctype html><title>Elsewhere</title><p>Elsewhere</p>' } });
    const page = await app.page.browserContext().newPage();
    await page.goto(other.origin);

    const read = await page.evaluate(async (origin) => {
      const tried = [
        fetch(`${origin}/api/state`),
        fetch(`${origin}/api/state`, { headers: { authorization: 'Bearer guessed' } }),
        fetch(`${origin}/app.mjs`),
        fetch(`${origin}/api/save`, { method: 'POST', body: '{"base":"","edits":[]}' }),
      ];
      return (await Promise.allSettled(tried)).map(({ status }) => status);
    }, server.origin);
    const opaque = await page.evaluate(
      async (origin) =>
        (await fetch(`${origin}/api/state`, { mode: 'no-cors', credentials: 'include' }).catch(() => null))?.type ??
        'refused',
      server.origin,
    );
    assert.deepEqual(read, ['rejected', 'rejected', 'rejected', 'rejected']);
    assert.match(opaque, /^(opaque|refused)$/);

    await page.evaluate((origin) => {
      document.body.innerHTML = `<form method="post" enctype="text/plain" action="${origin}/api/save">
        <input name='{"base":"","edits":[],"x":"' value='"}'></form>`;
    }, server.origin);
    const [response] = await Promise.all([
      page.waitForNavigation(),
      page.evaluate(() => document.querySelector('form')!.submit()),
    ]);
    assert.equal(response?.status(), 403);

    await page.goto(other.origin);
    const frame = await page.evaluate(async (origin) => {
      const made = document.createElement('iframe');
      made.src = origin;
      document.body.append(made);
      await new Promise((done) => made.addEventListener('load', done));
      return made.contentDocument;
    }, server.origin);
    assert.equal(frame, null);
    assert.equal(await server.readText(), toText(CONFIG));
  });
});
