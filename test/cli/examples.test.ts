/** Examples that need nothing but the package and a web server. Those with tools are in test/farm/. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { CONTENT, plantExample, readAsBoth, readExample, WALL } from '../support/example.js';
import { SECRET } from '../support/an-endpoint.js';
import { findPort } from '../support/find-port.js';
import { launchChromium } from '../support/launch-chromium.js';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import { serve, type TestServer } from '../support/serve.js';
import { signToken } from '../support/sign-token.js';

const run = promisify(execFile);

/** Serves the files of a folder to other origins, as `http-server --cors` does. */
async function openFolder(server: TestServer, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const code = await readFile(path);
    const headers = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' };
    // Routes have no hash in the names of chunks.
    const name = `/${relative(folder, path).split(sep).join('/')}`.replace(/-[0-9a-z]{8}\.js$/, '.js');
    server.route(name, (_request, response) => void response.writeHead(200, headers).end(code));
  }
}

/** Waits until a server that starts answers. */
async function untilAnswered(url: string): Promise<void> {
  for (const end = Date.now() + 8000; Date.now() < end; await wait(50))
    if ((await fetch(url).catch(() => null))?.ok) return;
  assert.fail(`${url} does not answer`);
}

suite('the example', () => {
  let browser: Browser;
  let packed: PackedPackage;
  before(async () => {
    [packed, browser] = await Promise.all([packPackage(), launchChromium()]);
  });
  after(async () => {
    await browser?.close();
    await packed?.[Symbol.asyncDispose]();
  });

  test('script-tag shows a wall, and subscribers the content', async () => {
    await using site = await plantExample('script-tag', { packed: packed.folder });
    const command = /\bcp -r .+$/m.exec(readExample('script-tag')['README.md']!)![0];
    await run('sh', ['-c', command], { cwd: site.folder });
    await using server = await serve({ folder: site.folder });

    assert.deepEqual(await readAsBoth(browser, `${server.origin}/index.html`), [[WALL], [CONTENT]]);
  });

  test('cdn-bundle shows a wall, and subscribers the content', async () => {
    await using cdn = await serve();
    await using site = await plantExample('cdn-bundle', {
      packed: packed.folder,
      change: (text) => text.replaceAll('http://127.0.0.1:8081', cdn.origin),
    });
    await run('npm', ['run', 'bundle'], { cwd: site.folder });
    await openFolder(cdn, join(site.folder, 'cdn'));
    await using server = await serve({ folder: site.folder });

    assert.deepEqual(await readAsBoth(browser, `${server.origin}/index.html`), [[WALL], [CONTENT]]);
  });

  test('withheld sends a story only after a decision, and counts it', async () => {
    const port = await findPort();
    await using site = await plantExample('withheld', {
      packed: packed.folder,
      change: (text) => text.replaceAll('8080', String(port)),
      packages: ['libsql'],
    });
    const server = spawn('node', ['server.mjs'], {
      cwd: site.folder,
      env: { ...process.env, ZEPHR_JWT_SECRET: SECRET },
      stdio: 'inherit',
    });
    try {
      const origin = `http://127.0.0.1:${port}`;
      await untilAnswered(`${origin}/zephr/health`);
      const read = async (n: number, cookie: string): Promise<{ answer: string; cookie: string }> => {
        const response = await fetch(`${origin}/story/${n}/body.html`, { headers: { cookie } });
        const text = await response.text();
        const shown = response.ok ? text.includes(CONTENT) : (JSON.parse(text) as { decision: object }).decision;
        const outcome = shown === true ? 'content' : (shown as { userState: string; access: boolean });
        const answer = typeof outcome === 'string' ? outcome : `${outcome.userState} ${outcome.access}`;
        return { answer: `${response.status} ${answer}`, cookie: response.headers.getSetCookie()[0]!.split(';')[0]! };
      };
      const tokenOf = (claims: object): string => `blaize_jwt=${signToken({ alg: 'HS256', claims, secret: SECRET })}`;
      const first = await read(1, '');
      const registered = tokenOf({ sub: '2' });
      const many = await Promise.all([1, 2, 3, 4].map(async (n) => (await read(n, registered)).answer));

      assert.equal(first.answer, '200 content');
      assert.deepEqual(
        [(await read(1, first.cookie)).answer, (await read(2, first.cookie)).answer],
        ['200 content', '401 anonymous false'],
      );
      assert.deepEqual(many.sort(), ['200 content', '200 content', '403 registered false', '403 registered false']);
      assert.equal((await read(9, tokenOf({ sub: '3', prod: 'gold' }))).answer, '200 content');
    } finally {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    }
  });

  test('sealed-worker seals the pages of its origin once, and passes everything else on', async () => {
    const key = Buffer.alloc(32, 7).toString('base64url');
    await using origin = await serve({ folder: packed.folder });
    const story = `<p>Clear</p><p>${CONTENT}</p>`;
    let asked = 0;
    origin.route('/story', (_request, response) => {
      asked++;
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<!doctype html><title>News</title><zephr-feature feature="articles">${story}</zephr-feature>`);
    });
    await using site = await plantExample('sealed-worker', { packed: packed.folder });
    const script = `
      import { openSeal } from 'zephr-onpage/seal';
      const kept = new Map();
      globalThis.caches = { default: {
        match: async ({ url }) => kept.get(url)?.clone(),
        put: async ({ url }, response) => void kept.set(url, response),
      } };
      const { default: worker } = await import('./worker.mjs');
      const env = { ORIGIN: '${origin.origin}', ZEPHR_SEAL_KEYS: '1:${key}' };
      const read = async (path) =>
        (await worker.fetch(new Request('https://news.example' + path), env, { waitUntil: () => {} })).text();
      const pages = [await read('/story'), await read('/story')];
      const [, seal] = /jose">([^<]+)/.exec(pages[0]);
      const other = JSON.parse(await read('/package.json')).name;
      console.log(JSON.stringify([pages, await openSeal(seal, { keys: [{ kid: '1', key: '${key}' }] }), other]));`;
    const { stdout } = await run('node', ['--input-type=module', '-e', script], { cwd: site.folder });
    const [[first, second], content, other] = JSON.parse(stdout) as [string[], string, string];

    assert.equal(first, second);
    assert.match(first!, /<zephr-feature feature="articles" sealed data-characters="\d+"><p>Clear<\/p><script/);
    assert.ok(!first!.includes(CONTENT));
    assert.deepEqual([asked, content.trim(), other], [1, `<p>${CONTENT}</p>`, 'zephr-onpage']);
  });
});
