/** A store in trouble: its file is locked, deleted, replaced or damaged while the store is open. */
import assert from 'node:assert/strict';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { MIGRATIONS } from '../../../../src/endpoint/sqlite/schema.js';
import type { StoreState } from '../../../../src/endpoint/store-state.js';
import type { SqliteStore } from '../../../../src/endpoint/sqlite/open-sqlite-store.js';
import { NOON } from '../../../support/judge-cases.js';
import {
  aUser,
  file,
  isStoreError,
  lockFile,
  openStore,
  runSql,
  useStoreFolder,
} from '../../../support/sqlite-store.js';
import { aSpend, aVariant } from '../../../support/usage-store-suite.js';

useStoreFolder();

const variants = { stories: [aVariant({ limit: 1000 })] };
const spend = (store: SqliteStore, item: string): Promise<unknown> => store.spend('reader', [aSpend(item)], variants);
const itemsOf = async (store: SqliteStore): Promise<string[]> =>
  ((await store.readUsage('reader'))['stories'] ?? []).map(({ item }) => item);

/** Waits until a store tells a state, as a monitor does that asks again. */
async function becomes(store: SqliteStore, state: StoreState): Promise<void> {
  for (let n = 0; n < 100 && store.state() !== state; n++) await wait(50);
  assert.equal(store.state(), state);
}

suite('a file that another program locks', () => {
  test('lets a view wait that is free within some tenths of a second', async () => {
    const store = await openStore();
    const unlock = await lockFile();
    const spent = spend(store, '/a');
    setTimeout(unlock, 150);

    assert.deepEqual(await spent, { refused: [] });
    assert.deepEqual(await itemsOf(store), ['/a']);
  });

  test('counts all that waited, in the order in which they came', async () => {
    const store = await openStore();
    const unlock = await lockFile();
    const spent = ['/1', '/2', '/3'].map((item, n) =>
      store.spend('reader', [aSpend(item, { at: NOON + n })], { stories: [aVariant({ limit: 2 })] }),
    );
    setTimeout(unlock, 50);

    assert.deepEqual(await Promise.all(spent), [{ refused: [] }, { refused: [] }, { refused: ['id-/3'] }]);
  });

  test('never keeps the thread: timers go on while hundreds of views wait', async () => {
    const store = await openStore();
    const unlock = await lockFile();
    const spent = Promise.allSettled(Array.from({ length: 300 }, (_, n) => spend(store, `/${n}`)));
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    const results = await spent;
    clearInterval(ticking);
    unlock();

    assert.ok(results.every(({ status }) => status === 'rejected'));
    assert.ok(ticks > 20, `${ticks} ticks`);
  });

  test('is refused by its code after a short wait, and then at once', async () => {
    const store = await openStore();
    const unlock = await lockFile();
    const isLocked = isStoreError('file-locked', /zephr\.sqlite is locked by another program/);
    await assert.rejects(spend(store, '/a'), isLocked);
    const begun = performance.now();
    for (let n = 0; n < 50; n++) await assert.rejects(spend(store, '/b'), isLocked);
    const took = performance.now() - begun;
    await assert.rejects(store.claimGift('gift', 'session', NOON), isLocked);
    unlock();

    // One wait alone takes 500 ms.
    assert.ok(took < 300, `${took} ms`);
    assert.deepEqual(await itemsOf(store), []);
  });

  test('is read all the same', async () => {
    const store = await openStore();
    await store.putUsers([aUser('1', { plan: 'a' })]);
    await spend(store, '/a');
    await store.claimGift('gift', 'mine', Date.now() + 60_000);
    const unlock = await lockFile();
    await assert.rejects(spend(store, '/b'));

    assert.deepEqual(await store.find('crm', '1'), { plan: 'a' });
    assert.deepEqual(await itemsOf(store), ['/a']);
    assert.equal(await store.claimGift('gift', 'mine', Date.now() + 60_000), true);
    unlock();
  });

  test('shows in the state, also where nothing is counted, until it is free again', async () => {
    const store = await openStore();
    assert.equal(store.state(), 'ok');
    const unlock = await lockFile();
    await becomes(store, 'locked');
    unlock();
    await becomes(store, 'ok');

    assert.deepEqual(await spend(store, '/a'), { refused: [] });
  });

  test('is opened when its lock is free again', async () => {
    await runSql(`${MIGRATIONS[0]} PRAGMA user_version = 1`);
    const unlock = await lockFile();
    const opened = openStore();
    setTimeout(unlock, 200);

    assert.deepEqual(await spend(await opened, '/a'), { refused: [] });
  });

  test('that is closed refuses what waits', async () => {
    const store = await openStore();
    const unlock = await lockFile();
    const spent = spend(store, '/a');
    store.close();

    await assert.rejects(spent, isStoreError('store-failed', /was closed/));
    unlock();
  });
});

suite('a file that is no longer at its path', () => {
  const losses: readonly (readonly [says: string, lose: () => Promise<unknown>])[] = [
    ['deleted', () => rm(file)],
    ['deleted with its log', () => Promise.all(['', '-wal', '-shm'].map((end) => rm(file + end)))],
    ['replaced', () => rename(file, `${file}.old`).then(() => writeFile(file, ''))],
    ['without its log', () => rm(`${file}-wal`)],
  ];
  for (const [says, lose] of losses) {
    test(`as it was ${says}: no view is acknowledged that no one would find, and the state tells it`, async () => {
      const store = await openStore();
      await spend(store, '/a');
      await lose();

      await assert.rejects(spend(store, '/b'), isStoreError('file-lost', /zephr\.sqlite was deleted or replaced/));
      await assert.rejects(spend(store, '/c'), isStoreError('file-lost', /zephr\.sqlite was deleted or replaced/));
      assert.equal(store.state(), 'lost');
    });
  }

  test('counts again once it is put back', async () => {
    const store = await openStore();
    await spend(store, '/a');
    await rename(file, `${file}.away`);
    await assert.rejects(spend(store, '/b'), isStoreError('file-lost', /Put it back/));
    await rename(`${file}.away`, file);
    await becomes(store, 'ok');

    assert.deepEqual(await spend(store, '/b'), { refused: [] });
  });

  test('is noticed by the state within seconds, where nothing is counted', async () => {
    const store = await openStore();
    assert.equal(store.state(), 'ok');
    await rm(file);

    await becomes(store, 'lost');
  });
});

suite('a file that is damaged', () => {
  /** Writes rubbish over everything but the header. */
  async function damage(): Promise<void> {
    const { size } = await stat(file);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(size - 100, 'rubbish'), 0, size - 100, 100);
    await handle.close();
  }

  /** Fills the file with more than SQLite keeps in memory, about 5 MB. */
  async function fill(): Promise<void> {
    const store = await openStore();
    await store.putUsers(Array.from({ length: 5000 }, (_, n) => aUser(`${n}`, { text: 'x'.repeat(1000) })));
    store.close();
    await runSql('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  test('before the start is refused at the start', async () => {
    await fill();
    await damage();

    await assert.rejects(
      openStore(),
      isStoreError('file-damaged', /zephr\.sqlite is damaged: .*Restore it from a copy/),
    );
  });

  test('before the start in a few octets in its middle, too', async () => {
    await fill();
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(600, 0xff), 0, 600, 4096 * 200);
    await handle.close();

    await assert.rejects(openStore(), isStoreError('file-damaged', /zephr\.sqlite is damaged/));
  });

  test('while it is open is refused by its code, and the state tells it', async () => {
    await fill();
    const store = await openStore();
    await damage();
    const codes = new Set<unknown>();
    for (let n = 0; n < 5000; n++) await store.find('crm', `${n}`).catch(({ code }) => codes.add(code));

    assert.deepEqual([...codes], ['file-damaged']);
    assert.equal(store.state(), 'damaged');
  });
});
