import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zephr-sqlite-'));
  await copyFile(join(root, 'dist', 'sqlite.mjs'), join(folder, 'sqlite.mjs'));
});

afterEach(() => rm(folder, { recursive: true }));

const load = async (): Promise<typeof import('../../src/sqlite.js')> =>
  import(pathToFileURL(join(folder, 'sqlite.mjs')).href);

suite('the built store', () => {
  test('keeps users and gifts', async () => {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { openSqliteStore } = await load();
    const store = await openSqliteStore(join(folder, 'zephr.sqlite'));
    await store.putUsers([{ foreignKeySystem: 'crm', foreignUserId: '1', attributes: { state: 'Alabama' } }]);

    assert.deepEqual(await store.find('crm', '1'), { state: 'Alabama' });
    assert.equal(await store.claimGift('gift', 'session', Date.now() + 1000), true);
    store.close();
  });

  test('is loaded without libsql, and says how to get it once a store is opened', async () => {
    const { openSqliteStore, StoreError } = await load();

    await assert.rejects(openSqliteStore(join(folder, 'zephr.sqlite')), (error) => {
      assert.ok(error instanceof StoreError);
      assert.equal(error.code, 'driver-missing');
      assert.match(error.message, /npm install libsql$/);
      return true;
    });
  });
});
