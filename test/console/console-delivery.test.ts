/** Preview links and exported decisions of the console: what leaves it, and on which conditions. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import type { ElementHandle } from 'puppeteer-core';
import { isPreviewId } from '../../src/preview/is-preview-id.js';
import { toPreviewId } from '../../src/preview/preview-link.js';
import { readPreview } from '../../src/preview/read-preview.js';
import { aPreviewKey, ORIGIN } from '../support/a-preview.js';
import { type ConsolePage, startConsole, toText, useConsoleBrowser } from '../support/console-page.js';

const { publicKey, privateKey } = aPreviewKey();
const WALL = { content: { keep: { words: 60 } } };
const ALABAMA = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama', yes: 'show', no: WALL };
const CONFIG = {
  version: 1,
  jwt: { userMapping: { foreignUserIdProperty: 'sub' } },
  preview: { publicKey, origins: [ORIGIN] },
  features: { articles: { rules: { anonymous: { content: 'hide' }, registered: ALABAMA } } },
};
const TEXAN = { title: 'Texan', claims: { sub: 'reader-4711', state: 'Texas' } };
const READERS = { version: 1, readers: { texan: TEXAN, visitor: {} } };
const FILES = { 'zephr.readers.json': READERS };
const KEY = { ZEPHR_PREVIEW_KEY: privateKey };
const { open } = useConsoleBrowser();

async function openPreview(address: string): Promise<ConsolePage> {
  const app = await open(address);
  await app.click('link', 'Preview');
  await app.find('button', 'Make a preview link');
  return app;
}

/** Gives a title to the feature, so that something differs from the file. */
async function addFeature(app: ConsolePage): Promise<void> {
  await app.click('link', 'Features');
  await app.fill('Title', 'Videos');
  await app.click('button', 'Add a feature');
  await app.find('tab', 'Anonymous');
  await app.click('link', 'Preview');
}

/** Makes a link, and reads it as a page does. */
async function makeLink(app: ConsolePage): Promise<string> {
  await app.click('button', 'Make a preview link');
  const field = await app.find('textbox', 'Preview link');
  return field.evaluate((element) => (element as HTMLInputElement).value);
}

async function readLink(link: string, now = Date.now()) {
  const [page, jws = ''] = link.split('#zephr-debug=');
  return { page, jws, ...(await readPreview(jws, { publicKey, origin: ORIGIN, origins: [ORIGIN], now })) };
}

suite('the screen Preview', () => {
  test('makes a link that pages of the origin believe, and shows what it changes', async () => {
    await using server = await startConsole(CONFIG, { env: KEY, files: FILES });
    await using app = await openPreview(server.address);
    await app.waitFor('Write the address of a page of the live site');
    await app.waitFor('Nothing differs from the live config.');
    assert.ok(await app.isDisabled('button', 'Make a preview link'));
    await app.fill('Origin', 'https://other.example/');
    await app.waitFor('“preview.origins” of the live config does not have'.replaceAll(/[“”]/g, '"'));
    await addFeature(app);
    await app.fill('Origin', `${ORIGIN}/story?a=1`);
    await app.waitFor('The feature videos is new');
    await app.choose('Reader', 'texan');
    await app.choose('Hours', '2');
    await app.fill('Label', 'News desk');
    const read = await readLink(await makeLink(app));

    assert.equal(read.page, `${ORIGIN}/story?a=1`);
    assert.ok('preview' in read, JSON.stringify(read));
    const { preview } = read;
    assert.deepEqual(preview.edits, [{ pointer: '/features/videos', after: { title: 'Videos' } }]);
    assert.deepEqual([preview.aud, preview.by, preview.exp - preview.iat], [[ORIGIN], 'News desk', 7200]);
    assert.equal(JSON.stringify(preview.readers), JSON.stringify({ texan: TEXAN }));
    // An edit makes another draft, which the link does not have.
    await app.click('button', 'Undo');
    await app.waitFor('Something has changed since the last link');
    assert.ok(!(await server.readText()).includes('Videos'));
    assert.doesNotMatch(await (await server.ask('GET', '/api/state')).text(), /PRIVATE KEY/);
    assert.deepEqual(app.errors, []);
  });

  test('says why there is no link: no key, no public key, another key', async () => {
    await using without = await startConsole({ version: 1, features: {} });
    await using page = await openPreview(without.address);
    await page.waitFor('This console has no key for previews.');
    await page.waitFor('has no "preview.publicKey"');
    assert.ok(await page.isDisabled('button', 'Make a preview link'));
    const asked = { live: null, base: '', edits: [], page: ORIGIN, readers: {}, hours: 1, by: 'preview' };
    assert.equal((await without.ask('POST', '/api/preview', asked)).status, 400);

    const other = { ...CONFIG, preview: { publicKey: aPreviewKey().publicKey } };
    await using server = await startConsole(other, { env: KEY });
    await using app = await openPreview(server.address);
    await addFeature(app);
    await app.fill('Origin', ORIGIN);
    await app.click('button', 'Make a preview link');
    await app.waitFor('is not the other half of the private key');
  });

  test('refuses edits of members that no preview may change, by name, and leaves them out when asked to', async () => {
    await using server = await startConsole(CONFIG, { env: KEY });
    await using app = await openPreview(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.fill('Foreign User ID Property', 'id');
    await addFeature(app);
    await app.fill('Origin', ORIGIN);
    await app.waitFor('The draft changes “jwt”, which a preview may not change.');
    assert.ok(await app.isDisabled('button', 'Make a preview link'));
    await app.click('checkbox', 'Leave out the edits of jwt');
    const read = await readLink(await makeLink(app));

    assert.ok('preview' in read);
    assert.deepEqual(read.preview.edits.map(({ pointer }) => pointer), ['/features/videos']);
    // The process holds it too, whatever a page sends.
    const asked = { live: null, base: await hashOf(server), page: ORIGIN, readers: {}, hours: 1, by: 'preview' };
    const refused = async (more: object): Promise<string> =>
      (await server.ask('POST', '/api/preview', { ...asked, edits: [], ...more })).text();
    assert.match(await refused({ edits: [{ pointer: '/jwt/cookie', after: 'a' }] }), /may not change/);
    assert.match(await refused({ hours: 9 }), /at most 8 hours/);
    assert.match(await refused({ page: 'javascript:alert(1)' }), /address of a page/);
    assert.match(await refused({ base: 'another' }), /changed meanwhile/);
    assert.match(await refused({ readers: { a: 1 } }), /field-invalid/);
  }); // prettier-ignore

  test('compares with a live config of its own, and has the endpoint keep a preview that is too long', async () => {
    const kept: string[] = [];
    const endpoint = createServer((request, response) => {
      kept.push(`${request.method} ${request.url} `);
      request.on('data', (part) => kept.push(String(part)));
      request.on('end', () => {
        const { preview } = JSON.parse(kept.join('').replace(/^POST \S+ /, '')) as { preview: string };
        void toPreviewId(preview).then((id) =>
          response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id })),
        );
      });
    }).listen(0, '127.0.0.1');
    await once(endpoint, 'listening');
    const site = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
    const folder = await mkdtemp(join(tmpdir(), 'zephr-live-'));
    const live = { ...CONFIG, preview: { publicKey }, jwt: { ...CONFIG.jwt, verifyEndpoint: '/zephr/verify' } };
    await writeFile(join(folder, 'live.json'), toText(live));
    const words = Array.from({ length: 900 }, (_, at) => `word-${(at * 7919) % 10_007}-${(at * 104_729) % 99_991}`);
    const draft = { ...live, features: { ...live.features, long: { title: words.join(' ') } } };
    try {
      await using server = await startConsole(draft, { env: KEY });
      await using app = await openPreview(server.address);
      await app.fill('Origin', `${site}/story`);
      await app.choose('Live config', 'file');
      const field = (await app.page.waitForSelector('main input[type=file]')) as ElementHandle<HTMLInputElement>;
      await field.uploadFile(join(folder, 'live.json'));
      const link = await makeLink(app);
      const [page, id = ''] = link.split('#zephr-debug=');

      assert.equal(page, `${site}/story`);
      assert.ok(isPreviewId(id));
      await app.waitFor('the endpoint keeps it until then');
      assert.match(kept.join(''), /^POST \/zephr\/preview \{"preview":"[\w-]+\.[\w-]+\.[\w-]+"\}$/);
      assert.deepEqual(app.errors, []);
    } finally {
      endpoint.close();
      await rm(folder, { recursive: true });
    }
  });
});

suite('an exported decision', () => {
  /** The text of the dialog, which is closed then. */
  async function takeExport(app: ConsolePage): Promise<string> {
    await app.click('button', 'Export decision');
    const field = await app.find('textbox', 'Exported decision');
    const text = await field.evaluate((element) => (element as HTMLTextAreaElement).value);
    await app.page.keyboard.press('Escape');
    await app.waitForNo('dialog', 'Export decision');
    return text;
  }

  test('is made of a cell and of a reader on the canvas, is decided again by the command, and names no reader', async () => {
    await using server = await startConsole(CONFIG, { files: FILES });
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await (await app.page.waitForSelector('[data-reader=texan][data-feature=articles]'))!.click();
    await app.find('dialog', 'Texan, articles');
    const text = await takeExport(app);
    await writeFile(join(server.folder, 'decision.json'), text);
    const args = ['cli.mjs', 'replay', 'decision.json', 'zephr.json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: server.folder });

    assert.match(stdout, /^The same\.$/m);
    assert.doesNotMatch(stdout, /different config/);
    assert.doesNotMatch(text, /4711/);
    await app.click('link', 'Features');
    await app.click('link', 'articles');
    await app.click('tab', 'Registered');
    await app.choose('Reader', 'texan');
    const { feature, decision } = JSON.parse(await takeExport(app)) as { feature: string; decision: object };
    assert.equal(feature, 'articles');
    assert.deepEqual(decision, (JSON.parse(text) as { decision: object }).decision);
    assert.deepEqual(app.errors, []);
  });

  test('becomes a reader with an expectation where it is dropped, and nothing else does', async () => {
    await using server = await startConsole(CONFIG, { files: FILES });
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await (await app.page.waitForSelector('[data-reader=texan][data-feature=articles]'))!.click();
    const text = await takeExport(app);
    await app.click('link', 'Changes');
    const drop = (dropped: string): Promise<boolean> =>
      app.page.evaluate((content) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], 'decision.json', { type: 'application/json' }));
        const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
        return !document.querySelector('main')!.dispatchEvent(event);
      }, dropped);
    // The browser opens no file in place of the console.
    assert.ok(await drop('{"format":"other"}'));
    await app.waitFor(/not an exported decision|format/);
    assert.ok(await drop(text));
    await app.find('link', 'From a decision on articles');
    await app.waitFor('✓ as expected');
    await app.save();

    const saved = JSON.parse(await readFile(join(server.folder, 'zephr.readers.json'), 'utf8')) as typeof READERS & {
      expect: readonly object[];
    };
    assert.deepEqual(Object.keys(saved.readers), ['texan', 'visitor', 'from-a-decision-on-articles']);
    assert.equal(saved.expect.length, 1);
    assert.deepEqual(app.errors, []);
  });
});

async function hashOf(server: Awaited<ReturnType<typeof startConsole>>): Promise<string> {
  const state = (await (await server.ask('GET', '/api/state')).json()) as { file: { hash: string } };
  return state.file.hash;
}
