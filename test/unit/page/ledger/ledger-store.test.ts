import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { accountOf, addViews, hasView } from '../../../../src/page/ledger/ledger.js';
import type { Change, LedgerStore } from '../../../../src/page/ledger/ledger-store.js';
import { aLedgerStore, aTestStorage, type TestStorage } from '../../../support/a-ledger-store.js';

const aChange = (id: string, isDue?: Change['isDue']): Change => ({
  isIn: (ledger) => hasView(accountOf(ledger, ''), 'stories', id),
  apply: (ledger) => addViews(accountOf(ledger, ''), 'stories', [[id, `/${id}`, 1]]),
  ...(isDue && { isDue }),
});

const idsOf = (store: LedgerStore): string[] =>
  [...accountOf(store.read(), '').trackers.values()].flatMap((views) => views.map(([id]) => id)).sort();

const storedIds = ({ text }: TestStorage): string[] =>
  [...(text ?? '').matchAll(/\["(\w+)",/g)].map(([, id]) => id!).sort();

suite('a ledger store', () => {
  test('writes in its turn, and nothing where nothing has changed', () => {
    const storage = aTestStorage();
    const store = aLedgerStore(storage);
    store.change(aChange('a'));
    const before = storage.text;
    storage.settle();
    store.save();
    storage.settle();

    assert.deepEqual([before, storedIds(storage), storage.writes], [null, ['a'], 1]);
  });

  test('writes at once when it is flushed, and not twice', () => {
    const storage = aTestStorage();
    const store = aLedgerStore(storage);
    store.change(aChange('a'));
    store.flush();
    store.flush();

    assert.deepEqual([storedIds(storage), storage.writes], [['a'], 1]);
  });

  test('reapplies its changes to a text that was written without them', () => {
    const storage = aTestStorage();
    const store = aLedgerStore(storage);
    store.change(aChange('mine'));
    storage.settle();
    storage.text = storage.text!.replaceAll('mine', 'theirs');

    assert.deepEqual([idsOf(store), store.foreignReads], [['mine', 'theirs'], 1]);
    storage.settle();
    assert.deepEqual(storedIds(storage), ['mine', 'theirs']);
  });

  test('drops a change that is no longer due, and reports it', async () => {
    const storage = aTestStorage();
    let lost = 0;
    const store = aLedgerStore(storage, { onLost: () => lost++ });
    store.change(aChange('mine', (ledger) => !hasView(accountOf(ledger, ''), 'stories', 'theirs')));
    storage.settle();
    storage.text = storage.text!.replaceAll('mine', 'theirs');
    const ids = idsOf(store);
    await Promise.resolve();

    assert.deepEqual([ids, lost], [['theirs'], 1]);
  });

  test('forgets everything when another tab deletes the text', () => {
    const storage = aTestStorage();
    const store = aLedgerStore(storage);
    store.change(aChange('mine'));
    storage.settle();
    const { reader } = store;
    storage.text = null;

    assert.deepEqual([idsOf(store), store.reader === reader], [[], false]);
  });

  test('never overwrites the text of a newer version', () => {
    const storage = aTestStorage();
    storage.text = '{"version":2}';
    const store = aLedgerStore(storage);
    store.change(aChange('mine'));
    storage.settle();
    store.flush();

    assert.deepEqual([storage.text, storage.writes, idsOf(store)], ['{"version":2}', 0, ['mine']]);
  });

  test('writes nothing while the page is prerendered, and what is left once it is activated', () => {
    const storage = aTestStorage();
    let isPrerendering = true;
    const store = aLedgerStore(storage, { isPrerendering: () => isPrerendering });
    store.change(aChange('a'));
    storage.settle();
    const before = storage.text;
    isPrerendering = false;
    store.change(aChange('b'));
    storage.settle();

    assert.deepEqual([before, storedIds(storage)], [null, ['a', 'b']]);
  });

  test('writes nothing while permission is unsettled, and deletes the text where it is denied', () => {
    const storage = aTestStorage();
    storage.text = '{"version":1,"reader":"r","latest":1,"accounts":{"":{"seen":{"stories":[["old","/old",1]]}}}}';
    const store = aLedgerStore(storage);
    store.permit('unsettled');
    store.change(aChange('mine'));
    store.flush();
    const unsettled = storedIds(storage);
    store.permit('denied');
    const denied = [storage.text, idsOf(store)];
    store.permit('granted');
    storage.settle();

    assert.deepEqual([unsettled, denied, storedIds(storage)], [['old'], [null, ['mine', 'old']], ['mine', 'old']]);
  });
});
