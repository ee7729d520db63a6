/** The server of `zephr console`: who may ask it, what it writes, and what is left after a crash. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { startConsole, toText, type ServedConsole } from '../support/console-page.js';

const CONFIG = { version: 1, features: { articles: {} } };

/** Sends a request with headers that `fetch` sets itself. */
function send(
  { origin, token }: ServedConsole,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<number> {
  const { port } = new URL(origin);
  return new Promise((done, fail) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { authorization: `Bearer ${token}`, ...headers } },
      (response) => {
        response.resume();
        done(response.statusCode!);
      },
    );
    sent.on('error', fail).end();
  });
}

/** The state of the file, as a page reads it. */
async function readState(server: ServedConsole) {
  return (await (await server.ask('GET', '/api/state')).json()) as {
    readonly file: { readonly text: string; readonly hash: string } | null;
    readonly journal: { readonly edits: unknown; readonly text?: string } | null;
    readonly readers: { readonly file: { readonly hash: string } };
    readonly hasSecret: boolean;
  };
}

async function save(server: ServedConsole, base: string, edits: unknown, further = {}) {
  const response = await server.ask('POST', '/api/save', { base, edits, ...further });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> & ErrorBody };
}

/** The routes that take a body. */
const ROUTES = [
  ['POST', '/api/save'],
  ['PUT', '/api/journal'],
  ['POST', '/api/readers'],
  ['PUT', '/api/readers/journal'],
  ['PUT', '/api/secret'],
  ['POST', '/api/token'],
  ['POST', '/api/sign'],
  ['POST', '/api/bundle'],
  ['POST', '/api/preview'],
] as const;

/** Watches a folder. The function that it returns gives the names that were changed until one is, and ends it. */
function watchFolder(folder: string): (last: string) => Promise<readonly string[]> {
  const names: string[] = [];
  const watcher = watch(folder);
  watcher.on('change', (_, name) => void names.push(String(name)));
  return async (last) => {
    while (!names.includes(last)) await once(watcher, 'change');
    watcher.close();
    return names;
  };
}

interface ErrorBody {
  readonly error?: { readonly code: string; readonly message: string; readonly conflicts?: readonly unknown[] };
  readonly hash: string;
}

const TITLE = { pointer: '/features/articles/title', after: 'Articles' };

/** One config as six hands would write it. */
const FORMATTED = {
  'indented by two spaces':
    '{\n  "version": 1,\n  "features": {\n    "articles": {\n      "title": "A"\n    }\n  }\n}\n',
  'with objects on one line': '{ "version": 1,\n  "features": { "articles": { "title": "A" }, "films": {} } }\n',
  'indented by tabs, with blank lines':
    '{\n\t"version": 1,\n\n\t"features": {\n\t\t"articles": {"title":"A"}\n\t}\n}\n',
  'with the line ends of Windows': '{\r\n  "version": 1,\r\n  "features": { "articles": { "title": "A" } }\r\n}\r\n',
  'with a byte order mark': '\uFEFF{\n "version": 1.0,\n "features": { "articles": { "title" : "A" } }\n}\n',
  'without a last line end': '{"version":1,\n"features":{"films":{},"articles":{"title":"A"}}}',
};

suite('zephr console', () => {
  test('prints its address on loopback, with the key in the fragment', async () => {
    await using server = await startConsole(CONFIG);

    assert.match(server.process.written().err, /^Listening on http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/);
  });

  for (const path of ['/', '/app.mjs', '/api/state', '/zephr/health', '/nothing']) {
    test(`refuses another host, another origin and another site at ${path}`, async () => {
      await using server = await startConsole(CONFIG);
      const { port } = new URL(server.origin);

      assert.equal(await send(server, path, { host: `evil.example:${port}` }), 403);
      assert.equal(await send(server, path, { host: '127.0.0.1' }), 403);
      assert.equal(await send(server, path, { origin: 'https://evil.example' }), 403);
      assert.equal(await send(server, path, { origin: 'null' }), 403);
      assert.equal(await send(server, path, { 'sec-fetch-site': 'same-site' }), 403);
    });
  }

  test('answers no route without the token, and no longer with that of an earlier start', async () => {
    await using server = await startConsole(CONFIG);

    assert.equal((await server.ask('GET', '/api/state', undefined, { authorization: '' })).status, 401);
    assert.equal((await server.ask('GET', '/zephr/health', undefined, { authorization: '' })).status, 401);
    await using next = await server.restart();
    const before = { authorization: `Bearer ${server.token}` };
    assert.equal((await next.ask('GET', '/api/state', undefined, before)).status, 401);
  });

  test('serves the app alone, with a policy that runs nothing else', async () => {
    await using server = await startConsole(CONFIG);
    const page = await fetch(`${server.origin}/`);

    assert.equal(page.status, 200);
    assert.match(
      page.headers.get('content-security-policy')!,
      /default-src 'none'.*require-trusted-types-for 'script'/,
    );
    assert.equal(page.headers.get('cross-origin-resource-policy'), 'same-origin');
    for (const path of ['/../zephr.json', '/%2e%2e/zephr.json', '/zephr.json', '/..%2fcli.mjs', '/console/app.mjs'])
      assert.equal(await send(server, path, {}), 404, path);
  });

  test('writes the bundle that was named at start, where nothing else is', async () => {
    await using server = await startConsole(CONFIG, { bundle: 'site.js', files: { 'other.js': 'alert(1)' } });
    const path = join(server.folder, 'site.js');
    const bundle = async () => (await (await server.ask('POST', '/api/bundle', { name: 'other.js' })).json()) as object;

    assert.match(JSON.stringify(await bundle()), /"isWritten":true.*<script src=/);
    assert.match(await readFile(path, 'utf8'), /bundled with a config/);
    await writeFile(path, 'alert(1)');
    assert.match(JSON.stringify(await bundle()), /"isWritten":false.*--force/);
    for (const name of ['site.js', 'other.js'])
      assert.equal(await readFile(join(server.folder, name), 'utf8'), 'alert(1)');
  });

  test('bundles nothing where no bundle was named', async () => {
    await using server = await startConsole(CONFIG);

    assert.equal((await server.ask('POST', '/api/bundle', {})).status, 400);
  });

  test('writes edits, and no other file whatever the request names', async () => {
    await using server = await startConsole(CONFIG);
    const { file } = await readState(server);
    const before = await readdir(server.folder);
    const names = { path: '../other.json', file: '/tmp/other.json', name: 'package.json', base: file!.hash };
    const { status } = await save(server, file!.hash, [TITLE], names);

    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(await server.readText()), {
      version: 1,
      features: { articles: { title: 'Articles' } },
    });
    assert.deepEqual(await readdir(server.folder), before);
  });

  test('changes no file but the config, its readers and the journal, whatever any field of any route holds', async () => {
    const outside = `outside-${randomUUID()}.json`;
    await using server = await startConsole(CONFIG, { files: { 'other.json': '{}' } });
    const absolute = join(server.folder, 'absolute.json');
    const state = await readState(server);
    const [base, ofReaders] = [state.file!.hash, state.readers.file.hash];
    const saw = watchFolder(server.folder);
    for (const name of [`../${outside}`, absolute, 'other.json', `..%2f${outside}`, `..\\${outside}`]) {
      const named = { path: name, file: name, name, readers: name, output: name, bundle: name, config: { path: name } };
      const texts = { base: name, text: name, secret: '', token: name, claims: { sub: name } };
      const edits = [{ pointer: `/${name}`, after: name }];
      for (const [method, route] of ROUTES) {
        await server.ask(method, route, { ...named, ...texts, edits });
        const sound = /readers/.test(route)
          ? { base: ofReaders, edits: [{ pointer: '/readers/texan', after: {} }] }
          : { base, edits: [TITLE] };
        await server.ask(method, route, { ...named, ...sound });
        await send(server, `${route}/${encodeURIComponent(name)}`, {}, method);
        await send(server, `${route}/../${name}`, {}, method);
      }
    }
    // Changes of one folder are reported in their order.
    await writeFile(join(server.folder, 'last'), '');
    const written = await saw('last');

    assert.deepEqual([...new Set(written.map((name) => name.replace(/^\.(.*)\.[0-9a-f]{12}\.tmp$/, '$1')))].sort(), [
      'last',
      'state',
      'zephr.json',
      'zephr.readers.json',
    ]);
    assert.equal(await readFile(join(server.folder, 'other.json'), 'utf8'), '{}');
    for (const path of [absolute, join(server.folder, '..', outside)])
      await assert.rejects(readFile(path), { code: 'ENOENT' });
    const kept = await readdir(join(server.folder, 'state', 'zephr-onpage'));
    assert.ok(
      kept.every((name) => /^console-[0-9a-f]{32}\.json$/.test(name)),
      kept.join(),
    );
  });

  for (const [says, text] of Object.entries(FORMATTED)) {
    test(`changes one line for one value, ${says}`, async () => {
      await using server = await startConsole(text);
      const { file } = await readState(server);
      await save(server, file!.hash, [{ pointer: '/features/articles/title', before: 'A', after: 'B' }]);

      assert.equal(await server.readText(), text.replace('"A"', '"B"'));
    });
  }

  test('merges what another program has changed elsewhere', async () => {
    await using server = await startConsole(CONFIG);
    const { file } = await readState(server);
    await server.writeText(toText({ ...CONFIG, jwt: { cookie: 'sso' } }));
    const { status, body } = await save(server, file!.hash, [TITLE]);

    assert.deepEqual([status, body['isMerged']], [200, true]);
    assert.deepEqual(JSON.parse(await server.readText()), {
      version: 1,
      features: { articles: { title: 'Articles' } },
      jwt: { cookie: 'sso' },
    });
  });

  test('writes nothing where both changed the same place', async () => {
    await using server = await startConsole(CONFIG);
    const { file } = await readState(server);
    const theirs = toText({ version: 1, features: { articles: { title: 'Stories' } } });
    await server.writeText(theirs);
    const { status, body } = await save(server, file!.hash, [TITLE]);

    assert.deepEqual([status, body.error?.code], [409, 'conflict']);
    assert.deepEqual(body.error?.conflicts, [{ pointer: TITLE.pointer, mine: 'Articles', theirs: 'Stories' }]);
    assert.equal(await server.readText(), theirs);
  });

  test('writes neither a secret nor a private key, into the config or into the journal', async () => {
    await using server = await startConsole(CONFIG);
    const { file } = await readState(server);
    const edits = [{ pointer: '/jwt', after: { secret: 'sesame' } }];

    assert.equal((await save(server, file!.hash, edits)).body.error?.code, 'secret-in-browser');
    assert.equal((await server.ask('PUT', '/api/journal', { base: file!.hash, edits })).status, 400);
    assert.equal((await server.ask('PUT', '/api/secret', { secret: 'sesame' })).status, 200);
    const names = [...(await readdir(server.folder)), ...(await readdir(join(server.folder, 'state')).catch(() => []))];
    assert.deepEqual(names.filter((name) => /json|state|journal/.test(name)).sort(), ['zephr.json']);
    assert.ok(!(await server.readText()).includes('sesame'));
  });

  test('keeps a text that was typed, and no text that may hold a secret', async () => {
    await using server = await startConsole(CONFIG);
    const base = (await readState(server)).file!.hash;
    const keep = async (text: string): Promise<number> =>
      (await server.ask('PUT', '/api/journal', { base, edits: [], text })).status;
    assert.equal(await keep('{ "jwt": { "secret": "sesame" } }'), 400);
    assert.equal(await keep('{ "jwt": { "secret": "sesame"'), 400);
    assert.equal(await keep('-----BEGIN PRIVATE KEY-----'), 400);
    assert.equal((await readState(server)).journal, null);
    assert.equal(await keep('{ "half"'), 200);
    await using next = await server.restart();

    assert.equal((await readState(next)).journal?.text, '{ "half"');
  });

  test('offers edits that were not saved after it was killed, and forgets them once they are saved', async () => {
    await using server = await startConsole(CONFIG);
    const { file } = await readState(server);
    await server.ask('PUT', '/api/journal', { base: file!.hash, edits: [TITLE] });
    await using next = await server.restart();

    assert.deepEqual((await readState(next)).journal?.edits, [TITLE]);
    const folder = join(server.folder, 'state', 'zephr-onpage');
    const [name] = await readdir(folder);
    assert.equal((await stat(join(folder, name!))).mode & 0o777, 0o600);
    await save(next, file!.hash, [TITLE]);
    assert.equal((await readState(next)).journal, null);
  });

  test('says why a file cannot be written, and writes a deleted one again only when it is asked to', async () => {
    await using server = await startConsole(CONFIG);
    const { file } = await readState(server);
    await server.writeText('{');
    assert.equal((await save(server, file!.hash, [TITLE])).body.error?.code, 'file-broken');
    await using other = await startConsole(CONFIG);
    const known = (await readState(other)).file!.hash;
    await rm(join(other.folder, 'zephr.json'));
    assert.equal((await save(other, known, [TITLE])).body.error?.code, 'file-missing');
    assert.equal((await save(other, known, [TITLE], { recreates: true })).status, 200);
    assert.match(await other.readText(), /Articles/);
    if (process.getuid?.() !== 0) {
      await chmod(join(other.folder, 'zephr.json'), 0o400);
      assert.equal((await save(other, known, [TITLE])).body.error?.code, 'file-unwritable');
    }
  });

  test('takes bodies of JSON alone, and no endless ones', async () => {
    await using server = await startConsole(CONFIG);
    const status = async (body: BodyInit, type: string): Promise<number> =>
      (
        await fetch(`${server.origin}/api/save`, {
          method: 'POST',
          headers: { authorization: `Bearer ${server.token}`, 'content-type': type },
          body,
        })
      ).status;

    assert.equal(await status('base=1', 'application/x-www-form-urlencoded'), 415);
    assert.equal(await status('[]', 'application/json'), 400);
    assert.equal(await status('{"base":1}', 'application/json'), 400);
    assert.equal(await status(JSON.stringify({ base: 'x'.repeat(9_000_000) }), 'application/json'), 413);
    assert.equal(await status(JSON.stringify({ base: 'unknown', edits: [TITLE] }), 'application/json'), 409);
    assert.equal(await status(JSON.stringify({ base: '1', edits: [{ pointer: 'x' }] }), 'application/json'), 400);
  });

  test('checks a token by its own secret, and signs claims with it', async () => {
    await using server = await startConsole(CONFIG);
    assert.equal((await server.ask('POST', '/api/sign', { claims: { sub: '1' } })).status, 400);
    await server.ask('PUT', '/api/secret', { secret: 'secret' });
    const { token } = (await (await server.ask('POST', '/api/sign', { claims: { sub: '1' } })).json()) as {
      token: string;
    };
    const check = async (given: string): Promise<string> => {
      const response = await server.ask('POST', '/api/token', { token: given, config: { jwt: {} } });
      const { checks } = (await response.json()) as { checks: { name: string; state: string }[] };
      return checks.map(({ name, state }) => `${name} ${state}`).join(', ');
    };

    const fourth = 'iss absent, aud absent, nbf absent, exp absent';
    assert.equal(await check(token), `form passed, algorithm passed, key passed, signature passed, ${fourth}`);
    const skipped = fourth.replaceAll('absent', 'skipped');
    const forged = token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
    assert.equal(await check(forged), `form passed, algorithm passed, key passed, signature failed, ${skipped}`);
    assert.equal(await check('x'), `form failed, algorithm skipped, key skipped, signature skipped, ${skipped}`);
  });
});
