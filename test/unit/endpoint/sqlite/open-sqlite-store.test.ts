/** Users, gifts and usage in a SQLite file. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { loadDriver } from '../../../../src/endpoint/sqlite/load-driver.js';
import type { StoredUser } from '../../../../src/endpoint/sqlite/put-users.js';
import { NOON } from '../../../support/judge-cases.js';
import { aUser, file, isStoreError, openStore, startProcess, useStoreFolder } from '../../../support/sqlite-store.js';
import { tellOfPreviewStore } from '../../../support/preview-store-suite.js';
import { tellOfSessionStore } from '../../../support/session-store-suite.js';
import { aSpend, aVariant, tellOfUsageStore } from '../../../support/usage-store-suite.js';

const DAY = 86_400_000;

useStoreFolder();

suite('users in a store', () => {
  test('are found by system and id alone', async () => {
    const store = await openStore();
    await store.putUsers([
      aUser('42', { state: 'Alabama', tags: ['news', 'sport'] }),
      { foreignKeySystem: 'shop', foreignUserId: '42', attributes: { state: 'Texas' } },
    ]);

    assert.deepEqual(await store.find('crm', '42'), { state: 'Alabama', tags: ['news', 'sport'] });
    assert.deepEqual(await store.find('shop', '42'), { state: 'Texas' });
    assert.equal(await store.find('crm', '43'), null);
    assert.equal(await store.find('CRM', '42'), null);
  });

  test('are still there when the store is opened again', async () => {
    const before = await openStore();
    await before.putUsers([aUser('42', { state: 'Alabama' })]);
    before.close();

    assert.deepEqual(await (await openStore()).find('crm', '42'), { state: 'Alabama' });
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
    assert.deepEqual(await store.find('crm', '1'), { plan: 'c' });
  });

  test('are put all or not at all', async () => {
    const store = await openStore();
    async function* users(): AsyncGenerator<StoredUser> {
      yield aUser('1');
      throw new Error('the file broke off');
    }

    await assert.rejects(store.putUsers(users()), /^Error: the file broke off$/);
    await assert.rejects(store.putUsers([aUser('2'), aUser('')]), isStoreError('user-invalid', /foreignUserId/));
    assert.deepEqual([await store.find('crm', '1'), await store.find('crm', '2')], [null, null]);
  });

  test('have attributes that JSON can hold', async () => {
    const store = await openStore();
    const round: Record<string, unknown> = {};
    round['self'] = round;
    let deep: unknown = 1;
    for (let n = 0; n < 50_000; n++) deep = [deep];
    for (const attributes of [round, { deep }, { big: 1n }, undefined])
      await assert.rejects(store.putUsers([aUser('1'), { ...aUser('2'), attributes } as never]), isStoreError('user-invalid', /JSON can hold/)); // prettier-ignore

    assert.equal(await store.find('crm', '1'), null);
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
    test(`are not ids ${says}, which a file would give back as another one`, async () => {
      const store = await openStore();
      await store.putUsers([aUser('admin', { role: 'editor' })]);

      assert.equal(await store.find('crm', id), null);
      await assert.rejects(store.putUsers([aUser(id)]), isStoreError('user-invalid', /^[^\0\uD800]*$/));
    });
  }

  test('keep every character of their ids and attributes', async () => {
    const store = await openStore();
    const id = `'); DROP TABLE users; -- "ÄÖ 👩‍💻\n\t`;
    const attributes = JSON.parse('{"__proto__":"a","constructor":1,"nul\\u0000":"\\u0000\\ud800","":null}') as object;
    await store.putUsers([aUser(id, attributes as StoredUser['attributes'])]);

    assert.equal(JSON.stringify(await store.find('crm', id)), JSON.stringify(attributes));
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

    assert.deepEqual(await store.find('crm', '1'), { state: 'Alabama' });
    assert.equal(await store.find('crm', 'new-0'), null);
    assert.deepEqual(await store.putUsers([aUser('2')]), { added: 1, changed: 0, unchanged: 0 });
  });
});

suite('gifts in a store', () => {
  test('belong to the session that claims them first', async () => {
    const store = await openStore();

    assert.equal(await store.claimGift('gift', 'mine', NOON), true);
    assert.equal(await store.claimGift('gift', 'theirs', NOON), false);
    assert.equal(await store.claimGift('gift', 'mine', NOON), true);
    assert.equal(await store.claimGift('another', 'theirs', NOON), true);
  });

  test('are claimed once by processes that ask at the same moment', { timeout: 60_000 }, async () => {
    const processes = [1, 2, 3, 4].map((session) =>
      startProcess(`
        console.log('ready');
        await new Promise((go) => process.stdin.once('data', go));
        // The file is not there yet: its making is claimed too.
        const store = await open();
        const won = [];
        for (let n = 0; n < 300; n++) if (await store.claimGift('gift-' + n, 'session-${session}', ${Date.now() + DAY})) won.push(n);
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
    await store.claimGift('old', 'mine', NOON);
    await store.claimGift('young', 'mine', NOON + DAY);
    now += DAY + 3_600_001;
    await store.claimGift('other', 'mine', now);

    assert.equal(await store.claimGift('old', 'theirs', now), true);
    assert.equal(await store.claimGift('young', 'theirs', now), false);
  });

  test('are not given to a session that a file would give back as another one', async () => {
    const store = await openStore();

    assert.equal(await store.claimGift('gift', 'mine\0', NOON), false);
    assert.equal(await store.claimGift('gift\uDC00', 'mine', NOON), false);
  });
});

tellOfUsageStore('a file', async (now) => ({ store: await openStore(file, now) }));
tellOfPreviewStore('a file', async (now) => ({ store: await openStore(file, now) }));
tellOfSessionStore('a file', async (now) => ({ store: await openStore(file, now) }));

suite('usage in a store', () => {
  test('is still there when the store is opened again', async () => {
    const before = await openStore();
    await before.spend('reader', [aSpend('/a')], { stories: [aVariant()] });
    before.close();

    assert.deepEqual(await (await openStore()).readUsage('reader'), {
      stories: [{ id: 'id-/a', item: '/a', at: NOON }],
    });
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
          const count = () => store.spend('reader', [spend], variants).catch(({ code }) => (code === 'file-locked' ? count() : Promise.reject(code)));
          if (!(await count()).refused.length) won++;
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
    assert.equal((await (await openStore()).readUsage('reader'))['stories']?.length, 100);
  });

  test('leaves the file a week after no window needs it', async () => {
    let now = NOON;
    const store = await openStore(file, () => now);
    await store.spend('gone', [aSpend('/a')], { stories: [aVariant({ until: NOON + DAY })] });
    now = NOON + 8 * DAY + 1;
    await store.spend('other', [aSpend('/b')], { stories: [aVariant()] });
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

    assert.deepEqual(await store.spend('reader', spends, { stories: [aVariant()] }), {
      refused: ['id-/a\0', 'b\uD800'],
    });
  });
});
