/** The routes of test readers in the server of the console. */
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { startConsole, toText } from '../support/console-page.js';

const ADD = { pointer: '/readers/texan', after: { claims: { sub: '1' } } };

suite('test readers in zephr console', () => {
  test('are made by the first save, beside those of another program, and never hold a private key', async () => {
    await using server = await startConsole();
    const path = join(server.folder, 'zephr.readers.json');
    const state = (await (await server.ask('GET', '/api/state')).json()) as {
      readonly readers: { readonly name: string; readonly file: { readonly hash: string } };
    };
    assert.equal(state.readers.name, 'zephr.readers.json');
    const before = await readdir(server.folder);
    const save = (edits: unknown): Promise<Response> =>
      server.ask('POST', '/api/readers', { base: state.readers.file.hash, edits, path: '../other.json' });
    const key = { pointer: '/readers/key', after: { claims: { key: '-----BEGIN PRIVATE KEY-----' } } };
    assert.equal((await save([key])).status, 400);
    assert.deepEqual(await readdir(server.folder), before);

    assert.equal((await save([ADD])).status, 200);
    assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), { version: 1, readers: { texan: ADD.after } });

    await writeFile(path, toText({ version: 1, readers: { other: {} } }));
    assert.equal((await save([ADD])).status, 200);
    const written = JSON.parse(await readFile(path, 'utf8')) as { readonly readers: object };
    assert.deepEqual(Object.keys(written.readers).sort(), ['other', 'texan']);

    await writeFile(path, toText({ version: 1, readers: { texan: { claims: { sub: '2' } } } }));
    assert.equal((await save([ADD])).status, 409);
    assert.equal(await server.readText(), toText({ version: 1, features: {} }));
  });
});
