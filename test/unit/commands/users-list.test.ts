/** Users and counted views of the store on the command line. */
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { openSqliteStore, type SqliteStore } from '../../../src/endpoint/sqlite/open-sqlite-store.js';
import { runProgram } from '../../../src/commands/run-program.js';
import { NOON } from '../../support/judge-cases.js';
import type { Run } from '../../support/run-zephr.js';
import { file, folder, openStore, useStoreFolder } from '../../support/sqlite-store.js';
import { aSessionId } from '../../support/session-store-suite.js';
import { aSpend, aVariant } from '../../support/usage-store-suite.js';

useStoreFolder();

/** Runs a command with the store of the test. */
async function run(...args: readonly string[]): Promise<Run> {
  let [out, err] = ['', ''];
  const store = args.includes('--store') ? [] : ['--store', file];
  const code = await runProgram([...args, ...store], {
    write: (text) => (out += text),
    writeError: (text) => (err += text),
  });
  return { code, out: out.replaceAll(folder, 'FOLDER'), err: err.replaceAll(folder, 'FOLDER') };
}

/** A store with readers of two systems. */
async function aStore(): Promise<SqliteStore> {
  const store = await openStore();
  await store.putUsers([
    { foreignKeySystem: 'crm', foreignUserId: '1', attributes: { state: 'Alabama', plan: 'a, "b"' } },
    { foreignKeySystem: 'crm', foreignUserId: '2', attributes: { state: 'Texas' } },
    { foreignKeySystem: 'shop', foreignUserId: '1', attributes: {} },
  ]);
  return store;
}

suite('the command users list', () => {
  test('prints the ids of all users, or of one system', async () => {
    await aStore();

    assert.deepEqual(await run('users', 'list'), { code: 0, out: 'crm\t1\ncrm\t2\nshop\t1\n', err: '3 users\n' });
    assert.deepEqual(await run('users', 'list', '--system', 'shop'), { code: 0, out: 'shop\t1\n', err: '1 user\n' });
    assert.deepEqual(await run('users', 'list', '--system', 'none'), { code: 0, out: '', err: '0 users\n' });
  });

  test('lists each of thousands of users once, in order', async () => {
    const store = await openStore();
    const ids = Array.from({ length: 2500 }, (_, n) => String(n).padStart(4, '0'));
    await store.putUsers(ids.map((id) => ({ foreignKeySystem: 'crm', foreignUserId: id, attributes: { id } })));
    for (const args of [[], ['--system', 'crm']]) {
      const { out } = await run('users', 'list', ...args);
      assert.deepEqual(out.trimEnd().split('\n'), ids.map((id) => `crm\t${id}`)); // prettier-ignore
    }
  });

  test('makes no store that is not there', async () => {
    for (const args of [
      ['users', 'list'],
      ['users', 'show', '1', '--system', 'crm'],
      ['usage', 'show', '1'],
    ]) {
      const { code, err } = await run(...args);
      assert.deepEqual([code, err], [2, 'error: FOLDER/zephr.sqlite cannot be read: the file does not exist\n']);
    }
    await assert.rejects(stat(file), /ENOENT/);
  });
});

suite('the commands users show and users delete', () => {
  test('are about one user of one system', async () => {
    const store = await aStore();
    const shown = await run('users', 'show', '1', '--system', 'crm');
    const deleted = await run('users', 'delete', '1', '--system', 'crm');

    assert.deepEqual(JSON.parse(shown.out), {
      foreignKeySystem: 'crm',
      foreignUserId: '1',
      attributes: { state: 'Alabama', plan: 'a, "b"' },
    });
    assert.deepEqual(deleted, {
      code: 0,
      out: 'FOLDER/zephr.sqlite: deleted the user 1 of the system crm\n',
      err: '',
    });
    assert.deepEqual([await store.find('crm', '1'), await store.find('shop', '1')], [null, {}]);
  });

  for (const command of ['show', 'delete']) {
    test(`say that a user is not known: ${command}`, async () => {
      await aStore();

      assert.deepEqual(await run('users', command, '9', '--system', 'crm'), {
        code: 1,
        out: '',
        err: 'error: FOLDER/zephr.sqlite has no user 9 of the system crm.\n',
      });
      assert.equal((await run('users', command, '1')).code, 2, 'the system is part of the id');
    });
  }
});

suite('the command users export', () => {
  for (const [name, system] of [
    ['all.json', []],
    ['all.csv', []],
    ['some.csv', ['--system', 'crm']],
  ] as const) {
    test(`writes ${name}, from which the same store is made again`, async () => {
      await aStore();
      const exported = join(folder, name);
      assert.equal((await run('users', 'export', exported, ...system)).code, 0);
      const copy = join(folder, 'copy.sqlite');
      const imported = await run('users', 'import', exported, '--store', copy);

      assert.match(imported.out, system.length ? /: 2 added/ : /: 3 added/);
      assert.equal((await stat(exported)).mode & 0o777, 0o600);
      const store = await openSqliteStore(copy);
      assert.deepEqual(await store.find('crm', '1'), { state: 'Alabama', plan: 'a, "b"' });
      assert.deepEqual(await store.find('shop', '1'), system.length ? null : {});
      store.close();
    });
  }

  test('keeps whatever JSON can hold, also on the standard output', async () => {
    const store = await openStore();
    const attributes = { tags: ['news'], since: { year: 2026 }, __proto__: null, age: 3.5, gone: null };
    await store.putUsers([{ foreignKeySystem: 'crm', foreignUserId: '\u{1F984}\n', attributes }]);

    assert.deepEqual(JSON.parse((await run('users', 'export', '-')).out), [
      { foreignKeySystem: 'crm', foreignUserId: '\u{1F984}\n', attributes: { ...attributes } },
    ]);
  });

  test('writes no CSV where an attribute is not text, and over no file that is there', async () => {
    const store = await aStore();
    await store.putUsers([{ foreignKeySystem: 'crm', foreignUserId: '3', attributes: { age: 3 } }]);
    const [csv, json] = [join(folder, 'readers.csv'), join(folder, 'readers.json')];
    const refused = await run('users', 'export', csv);

    assert.equal(refused.code, 1);
    assert.match(
      refused.err,
      /the attribute age of the user 3 of the system crm is not text\. Export into a \.json file\./,
    );
    await assert.rejects(stat(csv), /ENOENT/);
    assert.equal((await run('users', 'export', json)).code, 0);
    const before = await readFile(json, 'utf8');
    assert.match((await run('users', 'export', json)).err, /already exists/);
    assert.match((await run('users', 'export', file)).err, /ends neither in \.csv nor in \.json/);
    assert.equal(await readFile(json, 'utf8'), before);
    assert.equal((await run('users', 'export', json, '--force')).code, 0);
  });
});

suite('the commands usage show and usage forget', () => {
  const KEYS = [
    [['1'], 'user::1'],
    [['1', '--system', 'crm'], 'user:crm:1'],
    [['browser-0123456789', '--anonymous'], 'anonymous:browser-0123456789'],
  ] as const;
  for (const [args, key] of KEYS) {
    test(`are about the reader that the endpoint counts as ${key}`, async () => {
      const store = await openStore();
      for (const reader of [...KEYS.map(([, other]) => other), 'user:crm:2'])
        await store.spend(reader, [aSpend(`/of/${reader}`), aSpend('', { tracker: 'day', id: 'day' })], {
          stories: [aVariant()],
          day: [aVariant()],
        });
      const at = new Date(NOON).toISOString();

      assert.equal(
        (await run('usage', 'show', ...args)).out,
        `day: 1\n  ${at}  a time trial begins\nstories: 1\n  ${at}  /of/${key}\n`,
      );
      assert.deepEqual(JSON.parse((await run('usage', 'show', ...args, '--json')).out).stories, [
        { id: `id-/of/${key}`, item: `/of/${key}`, at: NOON },
      ]);
      await store.keepSession(key, aSessionId('a'), NOON + 60_000);
      assert.equal((await run('usage', 'forget', ...args)).out, `forgot what was kept of ${args[0]}\n`);
      assert.equal((await run('usage', 'forget', ...args)).out, `nothing was kept of ${args[0]}\n`);
      assert.equal((await run('usage', 'show', ...args)).out, `nothing is counted for ${args[0]}\n`);
      assert.equal(await store.forgetSessions(key), false);
      assert.notDeepEqual(await store.readUsage('user:crm:2'), {});
    });
  }
});
