/** The file of a SQLite store. */
import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { MIGRATIONS } from '../../../../src/endpoint/sqlite/schema.js';
import { type StoreError } from '../../../../src/endpoint/store-error.js';
import {
  aUser,
  file,
  folder,
  isStoreError,
  openStore,
  runSql,
  startProcess,
  useStoreFolder,
} from '../../../support/sqlite-store.js';
import { aSpend, aVariant } from '../../../support/usage-store-suite.js';

useStoreFolder();

suite('the file of a store', () => {
  test('of an earlier version keeps its users, and then counts', async () => {
    const [first = ''] = MIGRATIONS;
    await runSql(`${first} INSERT INTO users VALUES ('crm', '1', '{"plan":"a"}'); PRAGMA user_version = 1`);
    const store = await openStore();

    assert.deepEqual(await store.find('crm', '1'), { plan: 'a' });
    assert.deepEqual(await store.spend('reader', [aSpend('/a')], { stories: [aVariant()] }), { refused: [] });
  });

  test('is made for its owner alone', async () => {
    await openStore();

    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  test('is never a database in memory, or on the network', async () => {
    const store = await openStore(join(folder, ':memory:'));
    await store.putUsers([aUser('1')]);

    assert.ok((await stat(join(folder, ':memory:'))).size > 0);
  });

  test('says that it was written by a newer version', async () => {
    (await openStore()).close();
    await runSql('PRAGMA user_version = 99');

    await assert.rejects(
      openStore(),
      isStoreError('schema-newer', /zephr\.sqlite was written by a newer zephr \(schema 99/),
    );
  });

  const files: readonly (readonly [says: string, prepare: () => Promise<unknown>, code: string, message: RegExp])[] = [
    ['a text', () => writeFile(file, '{"version":1}\n'.repeat(500)), 'file-foreign', /is not an SQLite database/],
    [
      'a database of something else',
      () => runSql('CREATE TABLE users (name)'),
      'file-foreign',
      /is a database of another program/,
    ],
    [
      'one with a version of its own',
      () => runSql('PRAGMA user_version = 1'),
      'file-foreign',
      /is a database of another program/,
    ],
    ['a folder', () => mkdir(file), 'file-unreachable', /this is a folder/],
  ];
  for (const [says, prepare, code, message] of files) {
    test(`is left as it is where it is ${says}`, async () => {
      await prepare();
      const before = await readFile(file).catch(() => null);

      await assert.rejects(openStore(), isStoreError(code, message));
      assert.deepEqual(await readFile(file).catch(() => null), before);
    });
  }

  test('cannot be in a folder that does not exist', async () => {
    await assert.rejects(
      openStore(join(folder, 'none', 'zephr.sqlite')),
      isStoreError('file-unreachable', /its folder does not exist/),
    );
  });

  test('may be empty: then it becomes one', async () => {
    await writeFile(file, '');

    assert.equal(await (await openStore()).find('crm', '1'), null);
  });

  test('cannot be made in a folder that may only be read', async () => {
    await chmod(folder, 0o555);
    // The superuser may write anywhere.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { ended } = startProcess(`await open().catch(({ code, message }) => console.log(code, message));`, user);
    const out = await ended;
    await chmod(folder, 0o755);

    assert.match(out, /^file-unreachable .*zephr\.sqlite cannot be opened: reading and writing it is not allowed\.$/);
  });

  test('reports damage, and other stores go on', async () => {
    const store = await openStore();
    await store.putUsers(Array.from({ length: 5000 }, (_, n) => aUser(`reader-${n}`, { text: 'x'.repeat(200) })));
    store.close();
    await runSql('PRAGMA wal_checkpoint(TRUNCATE)');
    await truncate(file, (await stat(file)).size / 2);
    const codes = new Set<string>();
    try {
      const damaged = await openStore();
      for (let n = 0; n < 5000; n++) {
        try {
          await damaged.find('crm', `reader-${n}`);
        } catch (error) {
          codes.add((error as StoreError).code);
        }
      }
    } catch (error) {
      codes.add((error as StoreError).code);
    }

    assert.deepEqual([...codes], ['file-damaged']);
  });

  test('is no longer used once the store is closed', async () => {
    const store = await openStore();
    store.close();
    store.close();

    await assert.rejects(store.find('crm', '1'), isStoreError('store-failed', /zephr\.sqlite/));
  });
});
