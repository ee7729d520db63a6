import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createDurableObjectStore } from '../../../../src/endpoint/durable-object/create-durable-object-store.js';
import { ZephrStore } from '../../../../src/endpoint/durable-object/zephr-store.js';
import { StoreError } from '../../../../src/endpoint/store-error.js';
import { aSecretToken, anEndpoint, post } from '../../../support/an-endpoint.js';
import { aNamespace } from '../../../support/durable-objects.js';
import { NOON } from '../../../support/judge-cases.js';
import { tellOfPreviewStore } from '../../../support/preview-store-suite.js';
import { tellOfSessionStore } from '../../../support/session-store-suite.js';
import { aSpend, aVariant, DAY, tellOfUsageStore } from '../../../support/usage-store-suite.js';

tellOfUsageStore('Durable Objects', (now) => ({ store: createDurableObjectStore(aNamespace(), { now }) }));
tellOfPreviewStore('Durable Objects', (now) => ({ store: createDurableObjectStore(aNamespace(), { now }) }));
tellOfSessionStore('Durable Objects', (now) => ({ store: createDurableObjectStore(aNamespace(), { now }) }));

const isStoreError = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof StoreError && error.code === code && message.test(error.message);

suite('a store of Durable Objects', () => {
  test('holds one reader or gift in each, and finds them when the objects went out of memory', async () => {
    const namespace = aNamespace();
    const store = createDurableObjectStore(namespace, { now: () => NOON });
    await store.spend('one', [aSpend('/a')], { stories: [aVariant()] });
    await store.spend('two', [aSpend('/b')], { stories: [aVariant()] });
    await store.claimGift('gift', 'session', NOON + DAY);
    namespace.forget();

    assert.deepEqual([...namespace.storages.keys()], ['usage:one', 'usage:two', 'gift:gift']);
    assert.deepEqual(
      (await store.readUsage('one'))['stories']?.map(({ item }) => item),
      ['/a'],
    );
    assert.equal(await store.claimGift('gift', 'other', NOON + DAY), false);
    assert.equal(await store.claimGift('gift', 'session', NOON + DAY), true);
  });

  test('keeps nothing of readers of whom nothing is counted', async () => {
    const namespace = aNamespace();
    const store = createDurableObjectStore(namespace, { now: () => NOON });
    await store.readUsage('one');
    await store.carry('one', 'two');

    assert.deepEqual(
      [...namespace.storages.values()].map(({ rows, alarm }) => [rows.size, alarm]),
      [[0, null]],
    );
  });

  test('spreads thousands of counts of a day over rows that its storage takes, and removes them after 400 days', async () => {
    const namespace = aNamespace();
    const store = createDurableObjectStore(namespace);
    const counts = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`${n}`.padEnd(100, 'n'), n + 1]));
    await store.addCounts('2026-11-30', counts);
    const { rows, alarm } = namespace.storages.get('counts:2026-11-30')!;

    assert.deepEqual(await store.readCounts(['2026-11-30']), { '2026-11-30': counts });
    assert.ok([...rows.values()].every((row) => JSON.stringify(row).length < 65_536));
    assert.equal(alarm, Date.parse('2026-11-30') + 400 * DAY);
  });

  test('keeps a long text in pieces, and no piece of a text that became shorter', async () => {
    const namespace = aNamespace();
    let now = NOON;
    const store = createDurableObjectStore(namespace, { now: () => now });
    const long = Array.from({ length: 100 }, (_, n) => aSpend(`/${n}/`.padEnd(2000, 'ж'), { id: `${n}` }));
    await store.spend('one', long, { stories: [aVariant({ limit: 200, until: NOON + DAY })] });
    const { rows } = namespace.storages.get('usage:one')!;
    assert.ok(rows.size > 3, `${rows.size}`);
    assert.equal((await store.readUsage('one'))['stories']?.length, 100);
    now += 9 * DAY;
    await store.spend('one', [aSpend('/short', { at: now })], { stories: [aVariant()] });

    assert.equal(rows.size, 2);
    assert.deepEqual(
      (await store.readUsage('one'))['stories']?.map(({ item }) => item),
      ['/short'],
    );
  });

  test('removes an object a week after its last window, and leaves one that a lifetime needs', async () => {
    const namespace = aNamespace();
    const store = createDurableObjectStore(namespace, { now: () => 0 });
    const variant = aVariant({ until: 30 * DAY });
    await store.spend('monthly', [aSpend('/a', { at: 0 })], { stories: [variant] });
    await store.spend('lifetime', [aSpend('/a', { at: 0 })], { stories: [aVariant()] });
    await store.spend('future', [aSpend('/a', { at: 0 })], { stories: [variant] });
    await store.spend('future', [aSpend('/b', { at: 0 })], { stories: [aVariant({ until: Date.now() + DAY })] });
    const [monthly, lifetime, future] = [...namespace.storages.values()];
    assert.deepEqual([monthly!.alarm, lifetime!.alarm, future!.alarm], [37 * DAY, null, 37 * DAY]);
    for (const storage of [monthly!, lifetime!, future!]) await new ZephrStore({ storage }).alarm();

    assert.deepEqual([monthly!.rows.size, lifetime!.rows.size, future!.rows.size], [0, 2, 2]);
    // It looks again when the later window is over.
    assert.ok(future!.alarm! > Date.now() + 7 * DAY);
  });

  test('is refused for a binding that is missing', () => {
    for (const binding of [undefined, null, {}, 'ZEPHR_STORE'])
      assert.throws(
        () => createDurableObjectStore(binding as never),
        isStoreError('client-invalid', /Is the binding in the configuration of the Worker\?/),
      );
  });

  test('that cannot be reached is a 503 with a code in the log, and answers once it can be', async () => {
    const namespace = aNamespace();
    const { endpoint, log } = anEndpoint({ store: createDurableObjectStore(namespace) });
    const ask = async (): Promise<number> =>
      (await post(endpoint, '/zephr/usage', { token: aSecretToken({ sub: 'reader-1' }) })).status;
    namespace.fail = new Error('Durable Object is overloaded. Too many requests queued.');
    assert.equal(await ask(), 503);
    namespace.fail = null;
    assert.equal(await ask(), 200);

    assert.deepEqual(
      log.filter(({ event }) => event === 'usage-store-failed').map(({ error, code }) => [error, code]),
      [['StoreError', 'store-failed']],
    );
  });

  test('that holds a text of another writer says so, and quotes nothing of it', async () => {
    const namespace = aNamespace();
    const store = createDurableObjectStore(namespace);
    await store.spend('one', [aSpend('/a')], { stories: [aVariant()] });
    await namespace.storages.get('usage:one')!.put({ 'piece:0': '{secret' });

    await assert.rejects(store.readUsage('one'), isStoreError('store-failed', /^The store holds a text under the key/));
  });
});
