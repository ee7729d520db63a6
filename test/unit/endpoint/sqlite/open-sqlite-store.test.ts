import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadDriver } from '../../../../src/endpoint/sqlite/load-driver.js';
import { openSqliteStore, type SqliteStore } from '../../../../src/endpoint/sqlite/open-sqlite-store.js';
import type { StoredUser } from '../../../../src/endpoint/sqlite/put-users.js';
import { MIGRATIONS } from '../../../../src/endpoint/sqlite/schema.js';
import { StoreError } from '../../../../src/endpoint/store-error.js';
import { NOON } from '../../../support/judge-cases.js';
import { aSpend, aVariant, tellOfUsageStore } from '../../../support/usage-store-suite.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const DAY = 86_400_000;

let folder: string;
let file: string;
const opened: SqliteStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zephr-store-'));
  file = join(folder, 'zephr.sqlite');
});

afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await rm(folder, { recursive: true });
});

async function openStore(path = file, now?: () => number): Promise<SqliteStore> {
  const store = await openSqliteStore(path, now && { now });
  opened.push(store);
  return store;
}

function aUser(foreignUserId: string, attributes: StoredUser['attributes'] = {}): StoredUser {
  return { foreignKeySystem: 'crm', foreignUserId, attributes };
}

function isStoreError(code: string, says: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, says);
    return true;
  };
}

/** Runs SQL on the file by another connection. */
async function runSql(sql: string, path = file): Promise<void> {
  const Driver = await loadDriver();
  const database = new Driver(path, { timeout: 5000 });
  database.exec(sql);
  database.close();
}

/** Starts another process with the store open in `store`. */
function startProcess(program: string, options: { readonly uid?: number; readonly gid?: number } = {}) {
  const source = new URL('../../../../src/endpoint/sqlite/open-sqlite-store.ts', import.meta.url).href;
  const text = `import { openSqliteStore } from ${JSON.stringify(source)};
    const open = () => openSqliteStore(${JSON.stringify(file)});
    ${program}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', text], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...options,
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
  return { child, ended: once(child, 'close').then(() => out.trim()) };
}

suite('users in a store', () => {
  test('are found by system and id, and nobody else is', async () => {
    const store = await openStore();
    await store.putUsers([
      aUser('42', { state: 'Alabama', tags: ['news', 'sport'] }),
      { foreignKeySystem: 'shop', foreignUserId: '42', attributes: { state: 'Texas' } },
    ]);

    assert.deepEqual(store.find('crm', '42'), { state: 'Alabama', tags: ['news', 'sport'] });
    assert.deepEqual(store.find('shop', '42'), { state: 'Texas' });
    assert.equal(store.find('crm', '43'), null);
    assert.equal(store.find('CRM', '42'), null);
  });

  test('are still there when the store is opened again', async () => {
    const before = await openStore();
    await before.putUsers([aUser('42', { state: 'Alabama' })]);
    before.close();

    assert.deepEqual((await openStore()).find('crm', '42'), { state: 'Alabama' });
  });

  test('are counted by what putting them changed', async () => {
    const store = await openStore();
    const users = [aUser('1', { plan: 'a' }), aUser('2', { plan: 'a' }), aUser('3', { plan: 'a' })];

    assert.deepEqual(await store.putUsers(users.slice(0, 2)), { added: 2, changed: 0, unchanged: 0 });
    assert.deepEqual(await store.putUsers([users[0]!, aUser('2', { plan: 'b' }), users[2]!]), {
      added: 1,
      changed: 1,
      unchanged: 1,
    });
    assert.deepEqual(await store.putUsers([]), { added: 0, changed: 0, unchanged: 0 });
  });

  test('get their new record in place of the old, of two the later', async () => {
    const store = await openStore();
    await store.putUsers([aUser('1', { state: 'Alabama', plan: 'a' })]);
    const counts = await store.putUsers([aUser('1', { plan: 'b' }), aUser('1', { plan: 'c' })]);

    assert.deepEqual(counts, { added: 0, changed: 1, unchanged: 0 });
    assert.deepEqual(store.find('crm', '1'), { plan: 'c' });
  });

  test('are put all or not at all', async () => {
    const store = await openStore();
    async function* users(): AsyncGenerator<StoredUser> {
      yield aUser('1');
      throw new Error('the file broke off');
    }

    await assert.rejects(store.putUsers(users()), /^Error: the file broke off$/);
    await assert.rejects(store.putUsers([aUser('2'), aUser('')]), isStoreError('user-invalid', /foreignUserId/));
    assert.deepEqual([store.find('crm', '1'), store.find('crm', '2')], [null, null]);
  });

  test('may be put by two at once', async () => {
    const store = await openStore();
    const counts = await Promise.all([store.putUsers([aUser('1'), aUser('2')]), store.putUsers([aUser('3')])]);

    assert.deepEqual(
      counts.map(({ added }) => added),
      [2, 1],
    );
  });

  for (const [says, id] of [
    ['with U+0000', 'admin\0'],
    ['with half of a surrogate pair', 'admin\uD800'],
  ] as const) {
    test(`are no ids ${says}, which a file would give back as another one`, async () => {
      const store = await openStore();
      await store.putUsers([aUser('admin', { role: 'editor' })]);

      assert.equal(store.find('crm', id), null);
      await assert.rejects(store.putUsers([aUser(id)]), isStoreError('user-invalid', /^[^\0\uD800]*$/));
    });
  }

  test('keep every character of their ids and attributes', async () => {
    const store = await openStore();
    const id = `'); DROP TABLE users; -- "ÄÖ 👩‍💻\n\t`;
    const attributes = JSON.parse('{"__proto__":"a","constructor":1,"nul\\u0000":"\\u0000\\ud800","":null}') as object;
    await store.putUsers([aUser(id, attributes as StoredUser['attributes'])]);

    assert.equal(JSON.stringify(store.find('crm', id)), JSON.stringify(attributes));
  });

  test('are lost by no process that is killed while it puts others', async () => {
    const store = await openStore();
    await store.putUsers([aUser('1', { state: 'Alabama' })]);
    const { child, ended } = startProcess(`
      const store = await open();
      await store.putUsers((async function* () {
        for (let n = 0; ; n++) {
          yield { foreignKeySystem: 'crm', foreignUserId: 'new-' + n, attributes: {} };
          if (n === 1000) console.log('on the way');
          if (n > 1000) await new Promise(setImmediate);
        }
      })());`);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await ended;

    assert.deepEqual(store.find('crm', '1'), { state: 'Alabama' });
    assert.equal(store.find('crm', 'new-0'), null);
    assert.deepEqual(await store.putUsers([aUser('2')]), { added: 1, changed: 0, unchanged: 0 });
  });
});

suite('gifts in a store', () => {
  test('belong to the session that claims them first', async () => {
    const store = await openStore();

    assert.equal(store.claimGift('gift', 'mine', NOON), true);
    assert.equal(store.claimGift('gift', 'theirs', NOON), false);
    assert.equal(store.claimGift('gift', 'mine', NOON), true);
    assert.equal(store.claimGift('another', 'theirs', NOON), true);
  });

  test('are claimed once by processes that ask at the same moment', { timeout: 60_000 }, async () => {
    const processes = [1, 2, 3, 4].map((session) =>
      startProcess(`
        console.log('ready');
        await new Promise((go) => process.stdin.once('data', go));
        // The file is not there yet: its making is claimed too.
        const store = await open();
        const won = [];
        for (let n = 0; n < 300; n++) if (store.claimGift('gift-' + n, 'session-${session}', ${Date.now() + DAY})) won.push(n);
        console.log(JSON.stringify(won));
        process.exit();`),
    );
    await Promise.all(processes.map(({ child }) => once(child.stdout, 'data')));
    for (const { child } of processes) child.stdin.write('go\n');
    const outs = await Promise.all(processes.map(({ ended }) => ended));
    const won = outs.flatMap((out) => JSON.parse(out.split('\n').at(-1)!) as number[]);

    assert.equal(won.length, 300);
    assert.equal(new Set(won).size, 300);
  });

  test('are forgotten a day after they expired', async () => {
    let now = NOON;
    const store = await openStore(file, () => now);
    store.claimGift('old', 'mine', NOON);
    store.claimGift('young', 'mine', NOON + DAY);
    now += DAY + 3_600_001;
    store.claimGift('other', 'mine', now);

    assert.deepEqual(
      ['old', 'young'].map((id) => store.claimGift(id, 'theirs', now)),
      [true, false],
    );
  });

  test('are not given to a session that a file would give back as another one', async () => {
    const store = await openStore();

    assert.equal(store.claimGift('gift', 'mine\0', NOON), false);
    assert.equal(store.claimGift('gift\uDC00', 'mine', NOON), false);
  });
});

tellOfUsageStore('a file', async (now) => ({ store: await openStore(file, now) }));

suite('usage in a store', () => {
  test('is still there when the store is opened again', async () => {
    const before = await openStore();
    before.spend('reader', [aSpend('/a')], { stories: [aVariant()] });
    before.close();

    assert.deepEqual((await openStore()).readUsage('reader'), { stories: [{ id: 'id-/a', item: '/a', at: NOON }] });
  });

  test('is limited by processes that spend at the same moment as by one', { timeout: 60_000 }, async () => {
    const processes = [1, 2, 3, 4].map((name) =>
      startProcess(`
        console.log('ready');
        await new Promise((go) => process.stdin.once('data', go));
        // The file is not there yet: its making is claimed too.
        const store = await open();
        const variants = { stories: [{ limit: 100, from: -Infinity, until: null, unique: true }] };
        let won = 0;
        for (let n = 0; n < 250; n++) {
          const spend = { id: '${name}-' + n, tracker: 'stories', item: '/${name}/' + n, at: ${NOON} };
          if (!store.spend('reader', [spend], variants).refused.length) won++;
        }
        console.log(won);
        process.exit();`),
    );
    await Promise.all(processes.map(({ child }) => once(child.stdout, 'data')));
    for (const { child } of processes) child.stdin.write('go\n');
    const outs = await Promise.all(processes.map(({ ended }) => ended));
    const won = outs.map((out) => Number(out.split('\n').at(-1)));

    assert.equal(
      won.reduce((sum, count) => sum + count),
      100,
    );
    assert.equal((await openStore()).readUsage('reader')['stories']?.length, 100);
  });

  test('leaves the file a day after it was forgotten', async () => {
    let now = NOON;
    const store = await openStore(file, () => now);
    store.spend('gone', [aSpend('/a')], { stories: [aVariant({ until: NOON + DAY })] });
    now = NOON + 2 * DAY + 1;
    store.spend('other', [aSpend('/b')], { stories: [aVariant()] });
    store.close();
    const Driver = await loadDriver();
    const database = new Driver(file, { timeout: 5000 });
    const rows = database.prepare('SELECT reader FROM sightings').all();
    database.close();

    assert.deepEqual(
      rows.map(({ reader }) => reader),
      ['other'],
    );
  });

  test('of texts that a file would give back as others is refused', async () => {
    const store = await openStore();
    const spends = [aSpend('/a\0'), aSpend('/b', { id: 'b\uD800' })];

    assert.deepEqual(store.spend('reader', spends, { stories: [aVariant()] }), { refused: ['id-/a\0', 'b\uD800'] });
  });
});

suite('the file of a store', () => {
  test('of an earlier version keeps its users, and then counts', async () => {
    const [first = ''] = MIGRATIONS;
    await runSql(`${first} INSERT INTO users VALUES ('crm', '1', '{"plan":"a"}'); PRAGMA user_version = 1`);
    const store = await openStore();

    assert.deepEqual(store.find('crm', '1'), { plan: 'a' });
    assert.deepEqual(store.spend('reader', [aSpend('/a')], { stories: [aVariant()] }), { refused: [] });
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
    ['a text', () => writeFile(file, '{"version":1}\n'.repeat(500)), 'file-foreign', /is no SQLite database/],
    ['a database of something else', () => runSql('CREATE TABLE users (name)'), 'file-foreign', /not one of zephr/],
    ['one with a version of its own', () => runSql('PRAGMA user_version = 1'), 'file-foreign', /not one of zephr/],
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

    assert.equal((await openStore()).find('crm', '1'), null);
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

  test('tells so when it is damaged, and harms nobody else', async () => {
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
          damaged.find('crm', `reader-${n}`);
        } catch (error) {
          codes.add((error as StoreError).code);
        }
      }
    } catch (error) {
      codes.add((error as StoreError).code);
    }

    assert.ok(codes.has('store-failed') || codes.has('file-unreachable'), [...codes].join());
    assert.equal(codes.size, 1);
  });

  test('is no longer used once the store is closed', async () => {
    const store = await openStore();
    store.close();
    store.close();

    assert.throws(() => store.find('crm', '1'), isStoreError('store-failed', /zephr\.sqlite/));
  });
});
