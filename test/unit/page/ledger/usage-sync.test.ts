import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Sent, UsageAnswer, UsageQuestion } from '../../../../src/page/endpoint/ask-usage.js';
import { accountOf, ANONYMOUS } from '../../../../src/page/ledger/ledger.js';
import type { LedgerStore } from '../../../../src/page/ledger/ledger-store.js';
import { recordView } from '../../../../src/page/ledger/record-view.js';
import { UsageSync } from '../../../../src/page/ledger/usage-sync.js';
import { aLedgerStore, aTestStorage } from '../../../support/a-ledger-store.js';

const ADA = 'ada';
const TOKEN = 'a.b.c';
const EMPTY: UsageAnswer = { entries: [], refused: [] };

const aSentView = (id: string): Sent => ({ id, tracker: 'stories', item: `/${id}`, at: 1 });

/** Counts a view of a reader; one with a mapped id is queued for the endpoint. */
function count(store: LedgerStore, id: string, account = ADA): void {
  const view = [id, `/${id}`, 1] as const;
  store.change(recordView(account, 'stories', view, account !== ANONYMOUS, () => true));
}

/** A sync with an endpoint that gives these answers, in order, and then empty ones. */
function aSync(...answers: (UsageAnswer | number)[]): {
  readonly sync: UsageSync;
  readonly store: LedgerStore;
  readonly asked: UsageQuestion[];
  readonly news: number[];
  /** Waits for the pending answers. */
  readonly settle: () => Promise<void>;
} {
  const store = aLedgerStore(aTestStorage());
  const asked: UsageQuestion[] = [];
  const news: number[] = [];
  const sync = new UsageSync({
    store,
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answers.shift() ?? EMPTY);
    },
    isPrerendering: () => false,
    onNews: () => void news.push(asked.length),
  });
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done));
  return { sync, store, asked, news, settle };
}

const idsOf = (store: LedgerStore): string[] =>
  [...accountOf(store.ledger, ADA).trackers.values()].flatMap((views) => views.map(([id]) => id));

suite('the sync of usage', () => {
  test('asks once about a reader, and never without a mapped id or a valid token', async () => {
    const { sync, asked, settle } = aSync();
    sync.meet(ANONYMOUS, TOKEN);
    sync.meet(ADA, null);
    sync.meet(ADA, TOKEN);
    await settle();
    sync.meet(ADA, TOKEN);
    await settle();

    assert.deepEqual([asked, sync.state], [[{ token: TOKEN }], 'idle']);
  });

  test('adds what other devices have counted, and reports it as news', async () => {
    const { sync, store, news, settle } = aSync({ entries: [aSentView('far')], refused: [] });
    sync.meet(ADA, TOKEN);
    await settle();

    assert.deepEqual([idsOf(store), news.length], [['far'], 1]);
  });

  test('reports what is in the queue, each view once, and the queue is empty then', async () => {
    const { sync, store, asked, settle } = aSync();
    count(store, 'a');
    sync.meet(ADA, TOKEN);
    await settle();
    void sync.send();
    await settle();

    assert.deepEqual(
      [asked.map(({ spend }) => spend), [...accountOf(store.ledger, ADA).queue]],
      [[[aSentView('a')]], []],
    );
  });

  test('sends what is counted while it asks with the next request', async () => {
    const { sync, store, asked, settle } = aSync();
    sync.meet(ADA, TOKEN);
    count(store, 'a');
    void sync.send();
    const state = sync.state;
    await settle();

    assert.deepEqual([state, asked.map(({ spend }) => spend?.length)], ['asking', [undefined, 1]]);
  });

  test('removes a view that the endpoint refuses, and reports no more of its tracker', async () => {
    const { sync, store, news, settle } = aSync({ entries: [], refused: ['a'] });
    count(store, 'a');
    sync.meet(ADA, TOKEN);
    await settle();

    assert.deepEqual([idsOf(store), sync.refuses('stories'), sync.refuses('videos')], [[], true, false]);
    assert.equal(news.length, 1);
  });

  test('carries the anonymous reader over once', async () => {
    const { sync, store, asked, settle } = aSync();
    store.ledger.reader = 'anonymous-id';
    count(store, 'before', ANONYMOUS);
    sync.meet(ADA, TOKEN);
    await settle();

    assert.deepEqual(asked, [{ token: TOKEN, reader: 'anonymous-id', carry: true, spend: [aSentView('before')] }]);
    assert.equal(accountOf(store.ledger, ADA).carried, true);
  });

  test('sends views from before signing in apart from the others, each time the reader signs in', async () => {
    const { sync, store, asked, settle } = aSync();
    store.ledger.reader = 'anonymous-id';
    count(store, 'before', ANONYMOUS);
    count(store, 'a');
    sync.meet(ADA, TOKEN);
    await settle();
    count(store, 'signed-out', ANONYMOUS);
    void sync.send();
    await settle();

    assert.deepEqual(
      asked.map(({ carry, spend }) => [carry, spend?.map(({ id }) => id)]),
      [
        [true, ['before']],
        [undefined, ['a']],
        [true, ['signed-out']],
      ],
    );
  });

  test('waits for a sign of a connection where the endpoint is unreachable, and the queue stays', async () => {
    const { sync, store, asked, settle } = aSync(0);
    count(store, 'a');
    sync.meet(ADA, TOKEN);
    await settle();
    const [state, queue] = [sync.state, [...accountOf(store.ledger, ADA).queue]];
    void sync.send();
    const before = asked.length;
    sync.retry();
    await settle();

    assert.deepEqual([state, queue, before, asked.length, sync.state], ['unreachable', ['a'], 1, 2, 'idle']);
  });

  for (const status of [400, 413]) {
    test(`never repeats a report that the endpoint cannot accept (${status})`, async () => {
      const { sync, store, asked, settle } = aSync(status);
      count(store, 'a');
      sync.meet(ADA, TOKEN);
      await settle();
      sync.retry();
      await settle();

      assert.deepEqual([asked.length, idsOf(store), [...accountOf(store.ledger, ADA).queue]], [1, ['a'], []]);
    });
  }

  test('asks ahead for a reader whom it meets later, without a second request', async () => {
    const { sync, store, asked, news, settle } = aSync({ entries: [aSentView('far')], refused: [] });
    await sync.askAhead(TOKEN);
    sync.meet(ADA, TOKEN);
    await settle();

    assert.deepEqual([asked.length, idsOf(store), news.length], [1, ['far'], 0]);
  });

  test('takes a late answer as news', async () => {
    const { sync, store, asked, news, settle } = aSync({ entries: [aSentView('far')], refused: [] });
    const asking = sync.askAhead(TOKEN);
    sync.meet(ADA, TOKEN);
    await asking;
    await settle();

    assert.deepEqual([asked.length, idsOf(store), news.length], [1, ['far'], 1]);
  });

  test('sends nothing after it is stopped, keeps what an open request brings, and notifies no subscriber', async () => {
    const { sync, store, asked, news, settle } = aSync({ entries: [aSentView('far')], refused: [] });
    count(store, 'a');
    sync.meet(ADA, TOKEN);
    sync.stop();
    await settle();
    count(store, 'b');
    void sync.send();
    sync.retry();
    await settle();

    assert.deepEqual([asked.length, news.length, sync.state], [1, 0, 'stopped']);
    assert.deepEqual([idsOf(store).sort(), [...accountOf(store.ledger, ADA).queue]], [['a', 'b', 'far'], ['b']]);
  });
});
