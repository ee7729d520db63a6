import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { countHit } from '../../../../src/page/ledger/count-hit.js';
import { findUnreported } from '../../../../src/page/ledger/find-unreported.js';
import { hashReader } from '../../../../src/page/ledger/hash-reader.js';
import { accountOf, addViews, createLedger, ANONYMOUS, type Ledger } from '../../../../src/page/ledger/ledger.js';
import { makeId } from '../../../../src/page/make-id.js';
import { parseLedger, printLedger } from '../../../../src/page/ledger/parse-ledger.js';
import { trimLedger } from '../../../../src/page/ledger/trim-ledger.js';
import { MAX_HITS, MAX_VIEWS } from '../../../../src/page/ledger/limits.js';
import { toUsage } from '../../../../src/page/ledger/to-usage.js';

interface ViewOfTracker {
  readonly id: string;
  readonly tracker: string;
  readonly item: string;
  readonly at: number;
}

const aView = (changes: Partial<ViewOfTracker> = {}): ViewOfTracker => ({
  ...{ id: 'e1', tracker: 'stories', item: '/1', at: 1000 },
  ...changes,
});

/** A ledger by account: its entries, what is queued and what was refused. */
function ledgerWith(
  accounts: Readonly<Record<string, readonly ViewOfTracker[]>>,
  refused: readonly string[] = [],
): Ledger {
  const ledger = createLedger();
  ledger.reader = 'a-reader';
  for (const [key, entries] of Object.entries(accounts)) {
    const account = accountOf(ledger, key);
    for (const { id, tracker, item, at } of entries) addViews(account, tracker, [[id, item, at]]);
    if (key !== ANONYMOUS) for (const id of refused) account.refused.add(id);
  }
  return ledger;
}

const view = { view: 'v1', views: new Map<string, string>() };
const READER = 'not stored yet';

suite('the text of a ledger', () => {
  test('holds all of it', () => {
    const ledger = ledgerWith({ '': [aView()], abc: [aView({ id: 'e2' }), aView({ id: 'e3' })] }, ['e9']);
    accountOf(ledger, 'abc').queue.add('e3');
    accountOf(ledger, 'abc').carried = true;
    ledger.latest = 7;

    assert.deepEqual(parseLedger(printLedger(ledger)), { ledger, broken: false, newer: false });
  });

  test('is the same for the same ledger, read and written again', () => {
    const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'stories', 'time:a', ''), fc.string());
    const entry = fc.record({ id: fc.stringMatching(/^[\w-]{1,20}$/), tracker: name, item: name, at: fc.integer() });
    fc.assert(
      fc.property(fc.dictionary(name, fc.array(entry, { minLength: 1 })), (accounts) => {
        const text = printLedger(ledgerWith(accounts));
        const { ledger, broken } = parseLedger(text);

        assert.equal(broken, false);
        assert.equal(printLedger(ledger), text);
      }),
    );
  });

  test('leaves out accounts with nothing in them', () => {
    assert.equal(
      printLedger(ledgerWith({ '': [], abc: [] })),
      '{"version":1,"reader":"a-reader","latest":0,"accounts":{}}',
    );
  });

  test('whatever it is, is read without an exception, and what is read is a ledger', () => {
    const nonsense = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"version":1,"reader":"a","latest":1,"accounts":{"":{"seen":{"stories":${json}}}}}`),
      fc.json().map((json) => `{"version":1,"reader":"a","latest":1,"accounts":{"":{"seen":${json}}}}`),
      fc.json().map((json) => `{"version":1,"reader":"a","latest":1,"accounts":${json}}`),
    );
    fc.assert(
      fc.property(nonsense, (text) => {
        const { ledger } = parseLedger(text);
        for (const { trackers } of ledger.accounts.values()) {
          for (const [id, item, at] of [...trackers.values()].flat())
            assert.ok(typeof id === 'string' && typeof item === 'string' && Number.isFinite(at));
        }
        assert.equal(parseLedger(printLedger({ ...ledger, reader: 'a' })).broken, false);
      }),
    );
  });

  test('is absent where nothing is stored, and that is not a mistake', () => {
    assert.deepEqual(parseLedger(null), { ledger: createLedger(), broken: false, newer: false });
  });
});

suite('a ledger of more than a thousand counted views', () => {
  const many = (count: number, tracker = 'stories', from = 0): ViewOfTracker[] =>
    Array.from({ length: count }, (_, i) => aView({ id: `${tracker}-${i}`, tracker, item: `/${i}`, at: from + i }));
  const idsOf = (ledger: Ledger): string[] =>
    [...ledger.accounts.values()].flatMap(({ trackers }) => [...trackers.values()].flat().map(([id]) => id));

  test('loses the oldest first, of whatever reader', () => {
    const ledger = ledgerWith({ '': many(600, 'a', 1000), abc: many(600, 'b', 700) });
    trimLedger(ledger);

    assert.equal(idsOf(ledger).length, MAX_VIEWS);
    assert.deepEqual([idsOf(ledger).includes('b-199'), idsOf(ledger).includes('b-200')], [false, true]);
    assert.equal(accountOf(ledger, '').trackers.get('a')!.length, 600);
  });

  test('loses the beginning of a time trial last', () => {
    const ledger = ledgerWith({ '': [...many(3, 'time:launch'), ...many(1200, 'stories', 5000)] });
    trimLedger(ledger);

    assert.deepEqual(idsOf(ledger).slice(0, 4), ['time:launch-0', 'time:launch-1', 'time:launch-2', 'stories-203']);
  });

  test('loses page views in time trials first', () => {
    const ledger = ledgerWith({ '': [...many(1000), ...many(50, 'hits:time:launch', 9000)] });
    trimLedger(ledger);

    assert.deepEqual(
      idsOf(ledger),
      many(1000).map(({ id }) => id),
    );
  });

  test('asks the endpoint about nothing that left', () => {
    const ledger = ledgerWith({ abc: many(1001) });
    for (const id of idsOf(ledger)) accountOf(ledger, 'abc').queue.add(id);
    trimLedger(ledger);

    assert.deepEqual([...accountOf(ledger, 'abc').queue], idsOf(ledger));
  });

  test('remembers a hundred refusals, the latest', () => {
    const ledger = ledgerWith(
      { abc: [] },
      Array.from({ length: 130 }, (_, i) => `r${i}`),
    );
    trimLedger(ledger);

    assert.deepEqual([accountOf(ledger, 'abc').refused.size, accountOf(ledger, 'abc').refused.has('r30')], [100, true]);
  });

  test('and with a thousand exactly loses nothing', () => {
    const ledger = ledgerWith({ '': many(1000) });
    trimLedger(ledger);

    assert.equal(idsOf(ledger).length, 1000);
  });
});

suite('the usage that rules get of a ledger', () => {
  test('are counted views by tracker, with their page view', () => {
    const ledger = ledgerWith({ '': [aView(), aView({ id: 'e2', tracker: '__proto__' })] });
    const { trials, reader } = toUsage(ledger, '', { ...view, views: new Map([['e1', 'v1']]) }, READER);

    assert.deepEqual(Object.entries(trials!), [
      ['stories', [{ item: '/1', at: 1000, view: 'v1' }]],
      ['__proto__', [{ item: '/1', at: 1000, view: undefined }]],
    ]);
    assert.equal(reader, 'a-reader');
  });

  test('hold what was read before signing in, each by its id once', () => {
    const [e1, e2, e3] = ['e1', 'e2', 'e3'].map((id, i) => aView({ id, item: `/${i}` }));
    const ledger = ledgerWith({ '': [e1!, e2!], abc: [e2!, e3!] });
    const items = (key: string): string[] =>
      toUsage(ledger, key, view, READER)
        .trials!['stories']!.map(({ item }) => item)
        .sort();

    assert.deepEqual(
      [items(''), items('abc')],
      [
        ['/0', '/1'],
        ['/0', '/1', '/2'],
      ],
    );
  });

  test('hold nothing that the endpoint refused', () => {
    const ledger = ledgerWith({ '': [aView()], abc: [] }, ['e1']);

    assert.deepEqual(Object.keys(toUsage(ledger, 'abc', view, READER).trials!), []);
  });

  test('hold when time trials began, by the earliest beginning', () => {
    const begin = (id: string, at: number): ViewOfTracker => aView({ id, tracker: 'time:launch', item: '', at });
    const ledger = ledgerWith({ '': [begin('a', 5), begin('b', 3)], abc: [begin('c', 4)] });

    assert.deepEqual({ ...toUsage(ledger, 'abc', view, READER).timeTrials }, { launch: 3 });
  });

  test('hold no time trial for a trial whose tracker has such a name', () => {
    const { trials, timeTrials } = toUsage(ledgerWith({ '': [aView({ tracker: 'time:x' })] }), '', view, READER);

    assert.deepEqual([Object.keys(trials!), Object.keys(timeTrials!)], [['time:x'], []]);
  });

  test('have a key for a reader of whom nothing is stored', () => {
    assert.equal(toUsage(createLedger(), '', view, READER).reader, 'not stored yet');
  });
});

suite('page views in a time trial', () => {
  const hit = (ledger: Ledger, id: string): void => {
    const change = countHit('abc', 'launch', id, 1000);
    if (!change.isIn(ledger)) change.apply(ledger);
  };

  test('count once each, up to a limit', () => {
    const ledger = createLedger();
    for (let i = 0; i < 2 * MAX_HITS; i++) for (const id of [`v${i}`, `v${i}`]) hit(ledger, id);

    assert.equal(accountOf(ledger, 'abc').trackers.get('hits:time:launch')!.length, MAX_HITS);
  });

  test('reach neither rules nor the endpoint', () => {
    const ledger = ledgerWith({ '': [aView()] });
    hit(ledger, 'v1');

    assert.deepEqual(Object.keys(toUsage(ledger, 'abc', view, READER).trials!), ['stories']);
    assert.deepEqual(
      findUnreported(ledger, 'abc', new Set(), true).map(({ tracker }) => tracker),
      ['stories'],
    );
  });

  test('differ from the views of a trial whose tracker has such a name', () => {
    const ledger = ledgerWith({ '': [aView({ tracker: 'hits:time:x' })] });

    assert.deepEqual(Object.keys(toUsage(ledger, '', view, READER).trials!), ['hits:time:x']);
    assert.equal(findUnreported(ledger, 'abc', new Set(), true).length, 1);
  });
});

suite('the account of a reader', () => {
  test('is the same for the same id, another for another, and shows nothing of it', () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `reader-${i}@site.example`);
    const names = new Set(ids.map(hashReader));

    assert.equal(names.size, ids.length);
    assert.equal(hashReader('Zoë'), hashReader('Zoë'));
    for (const name of names) assert.match(name, /^[0-9a-f]{16}$/);
  });

  test('is never the anonymous one', () => {
    assert.notEqual(hashReader(''), ANONYMOUS);
  });
});

test('ids are of their length and none comes twice', () => {
  const ids = Array.from({ length: 10_000 }, () => makeId(8));

  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => /^[0-9a-f]{16}$/.test(id)));
});
