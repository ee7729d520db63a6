import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createListStore } from '../../../../src/endpoint/list/create-list-store.js';
import { StoreError } from '../../../../src/endpoint/store-error.js';
import { aListStore, anOptimisticPlace, aTextPlace } from '../../../support/a-list-store.js';
import { NOON } from '../../../support/judge-cases.js';
import { tellOfPreviewStore } from '../../../support/preview-store-suite.js';
import { tellOfSessionStore } from '../../../support/session-store-suite.js';
import { aSpend, aVariant, DAY, tellOfUsageStore } from '../../../support/usage-store-suite.js';

tellOfUsageStore('texts', (now) => ({ store: aListStore(now) }));
tellOfUsageStore('texts that are changed by trying again', (now) => ({
  store: createListStore({ update: anOptimisticPlace(), now }),
}));
tellOfPreviewStore('texts', (now) => ({ store: aListStore(now) }));
tellOfSessionStore('texts', (now) => ({ store: aListStore(now) }));

suite('a list store', () => {
  test('gives a gift to the first session, and to no other', async () => {
    const store = createListStore({ update: anOptimisticPlace(), now: () => NOON });
    const sessions = Array.from({ length: 20 }, (_, n) => `session-${n}`);
    const claims = await Promise.all(sessions.map((session) => store.claimGift('gift', session, NOON + DAY)));

    assert.equal(claims.filter(Boolean).length, 1);
    assert.equal(await store.claimGift('gift', sessions[claims.indexOf(true)]!, NOON + DAY), true);
    assert.equal(await store.claimGift('other', 'session-3', NOON + DAY), true);
  });

  test('tells when a text may be forgotten: a week after the last window, never for a lifetime, a day after its gift', async () => {
    const { entries, update } = aTextPlace();
    const store = createListStore({ update, now: () => NOON });
    const monthly = aVariant({ from: NOON - DAY, until: NOON + 30 * DAY });
    await store.spend('monthly', [aSpend('/a')], { stories: [monthly] });
    await store.spend('lifetime', [aSpend('/a')], { stories: [aVariant()] });
    await store.claimGift('gift', 'session', NOON + DAY);
    const left = [...entries].map(([key, { expiresAt }]) => [key, expiresAt && Math.round((expiresAt - NOON) / DAY)]);

    assert.deepEqual(left, [
      ['usage:monthly', 37],
      ['usage:lifetime', null],
      ['gift:gift', 2],
    ]);
  });

  test('writes nothing where nothing is counted', async () => {
    const { entries, update } = aTextPlace();
    const store = createListStore({ update, now: () => NOON });
    await store.spend('reader', [aSpend('/a')], {});
    await store.readUsage('reader');
    await store.carry('reader', 'other');

    assert.equal(entries.size, 0);
  });

  test('keeps names that JSON or objects have a meaning for', async () => {
    const store = aListStore(() => NOON);
    const names = ['__proto__', 'constructor', '"', '\u0000', '\ud800', ''];
    for (const item of names) await store.spend('__proto__', [aSpend(`/${item}`, { tracker: '__proto__' })], LIMITS);

    const usage = await store.readUsage('__proto__');
    assert.deepEqual(Object.keys(usage), ['__proto__']);
    assert.deepEqual(
      Object.values(usage)[0]!
        .map(({ item }) => item)
        .sort(),
      names.map((item) => `/${item}`).sort(),
    );
  });

  test('says so where a text is not its own, and does not quote it', async () => {
    for (const text of ['session', '{"a":1}', '[["stories",7]]', '']) {
      const store = createListStore({ update: async (_key, change) => void change(text), now: () => NOON });

      await assert.rejects(
        async () => store.readUsage('reader'),
        (error) => {
          assert.ok(error instanceof StoreError);
          assert.equal(error.code, 'store-failed');
          assert.ok(!text || !error.message.includes(text));
          return true;
        },
      );
    }
  });

  test('fails where the place fails', async () => {
    const store = createListStore({ update: () => Promise.reject(new Error('the disk is full')) });

    await assert.rejects(store.spend('reader', [aSpend('/a')], LIMITS), /the disk is full/);
  });
});

const LIMITS = Object.fromEntries([['__proto__', [aVariant({ limit: 10 })]]]);
