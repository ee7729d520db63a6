import { assert } from '@open-wc/testing';
import type { Decision } from '../../src/model/decision.js';
import type { Evaluation } from '../../src/decision/evaluation.js';
import type { Fault } from '../../src/model/fault.js';
import { identify, NOBODY, type Reader } from '../../src/identity/identify.js';
import type { Host } from '../../src/page/create-host.js';
import { hashReader } from '../../src/page/ledger/hash-reader.js';
import { HITS_PREFIX } from '../../src/page/ledger/hits-prefix.js';
import { accountOf, addViews, hasView, type Ledger } from '../../src/page/ledger/ledger.js';
import { ledgerStorage } from '../../src/page/ledger/ledger-storage.js';
import { LedgerStore, type Change } from '../../src/page/ledger/ledger-store.js';
import { openLedger } from '../../src/page/ledger/open-ledger.js';
import type { PageLedger } from '../../src/page/ledger/page-ledger.js';
import { createClaimsMapper } from '../../src/token/verify/map-claims.js';
import type { Usage } from '../../src/usage/usage.js';
import { aConfigWithRule } from '../support/a-config.js';
import { evaluatePlainly } from '../support/decide-plainly.js';
import { override } from '../support/override.js';
import { aPageSession } from '../support/a-page-session.js';

const KEY = 'zephr-usage';
const MONDAY = Date.UTC(2026, 2, 2, 12);
const DAY = 86_400_000;

const undo: (() => void)[] = [];

/** Waits until every store has had its turn at the lock. */
const settled = async (): Promise<void> => {
  await navigator.locks?.request(KEY, () => undefined);
  await new Promise((done) => setTimeout(done));
};

afterEach(async () => {
  await settled();
  undo.splice(0).forEach((back) => back());
  localStorage.clear();
});

const aChange = (id: string, more: Partial<Change> & { readonly at?: number } = {}): Change => ({
  isIn: (ledger) => hasView(accountOf(ledger, ''), 'stories', id),
  apply: (ledger) => addViews(accountOf(ledger, ''), 'stories', [[id, `/${id}`, more.at ?? 1]]),
  ...more,
});

/** A store of the browser's own storage, and what it has reported. */
interface ReportingStore extends LedgerStore {
  readonly reported: string[];
}

function aStore(): ReportingStore {
  const reported: string[] = [];
  const store = new LedgerStore({
    ...ledgerStorage,
    now: Date.now,
    isPrerendering: () => false,
    onBroken: () => void reported.push('broken'),
    onLost: () => void reported.push('lost'),
  });
  const read = (): void => void store.read();
  window.addEventListener('storage', read);
  undo.push(() => window.removeEventListener('storage', read));
  return Object.assign(store, { reported });
}

/** A store that may write. */
function aPermittedStore(): ReportingStore {
  const store = aStore();
  store.permit('granted');
  return store;
}

const idsOf = (store: LedgerStore): string[] =>
  [...accountOf(store.read(), '').trackers.values()].flatMap((list) => list.map(([id]) => id)).sort();

interface Written {
  readonly accounts: Readonly<Record<string, { readonly seen: Readonly<Record<string, readonly [string][]>> }>>;
}

/** Ids of all that is stored of the anonymous reader and decides. Page views in a time trial do not. */
function stored(): string[] {
  const { accounts } = JSON.parse(localStorage.getItem(KEY) ?? '{"accounts":{}}') as Written;
  return Object.entries(accounts['']?.seen ?? {})
    .flatMap(([tracker, views]) => (tracker.startsWith(HITS_PREFIX) ? [] : views))
    .map(([id]) => id)
    .sort();
}

/** Another tab writes, and this one is notified. */
function writeElsewhere(text: string | null): void {
  if (text === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, text);
  window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: text }));
}

describe('two tabs', () => {
  it('that write by turns lose nothing', async () => {
    const [one, other] = [aPermittedStore(), aPermittedStore()];
    const ids = Array.from({ length: 40 }, (_, i) => `e${i + 10}`);
    for (const [index, id] of ids.entries()) (index % 2 ? one : other).change(aChange(id));
    await settled();

    assert.deepEqual(stored(), ids);
    assert.deepEqual([idsOf(one), idsOf(other)], [ids, ids]);
  });

  it('of which one wrote without having seen the other lose nothing: it is written again', async () => {
    const store = aPermittedStore();
    store.change(aChange('mine'));
    await settled();
    const stale = localStorage.getItem(KEY)!.replaceAll('mine', 'theirs');
    writeElsewhere(stale);
    await settled();

    assert.deepEqual(stored(), ['mine', 'theirs']);
  });

  it('write no more than there is to write', async () => {
    const store = aPermittedStore();
    store.change(aChange('mine'));
    await settled();
    let writes = 0;
    undo.push(
      override(Storage.prototype, 'setItem', {
        value(this: Storage, key: string, value: string) {
          if (key === KEY) writes++;
          this[key] = value;
        },
      }),
    );
    writeElsewhere(localStorage.getItem(KEY)!.replace(']]', '],["theirs","/theirs",2]]'));
    const before = writes;
    await settled();

    assert.deepEqual([writes - before, idsOf(store)], [0, ['mine', 'theirs']]);
  });

  it('keep what is still due, and the one that lost is notified', async () => {
    const [one, other] = [aPermittedStore(), aPermittedStore()];
    const once = { isDue: (ledger: Ledger) => !accountOf(ledger, '').trackers.size };
    one.change(aChange('first', once));
    other.change(aChange('second', once));
    await settled();

    assert.equal(stored().length, 1);
    assert.deepEqual([one.reported, other.reported].sort(), [[], ['lost']]);
    assert.deepEqual(idsOf(one), idsOf(other));
  });

  it('yield where one has written over the other and taken the last one', async () => {
    const store = aPermittedStore();
    store.change(aChange('mine', { isDue: (ledger) => !hasView(accountOf(ledger, ''), 'stories', 'theirs') }));
    await settled();
    writeElsewhere(localStorage.getItem(KEY)!.replaceAll('mine', 'theirs'));
    await settled();

    assert.deepEqual([stored(), idsOf(store), store.reported], [['theirs'], ['theirs'], ['lost']]);
  });

  it('forget what was taken away on purpose, in this tab or another', async () => {
    const [one, other] = [aPermittedStore(), aPermittedStore()];
    one.change(aChange('a'));
    other.change(aChange('b'));
    await settled();
    const id = one.reader;
    writeElsewhere(null);
    await settled();

    assert.deepEqual([idsOf(one), idsOf(other), localStorage.getItem(KEY)], [[], [], null]);
    assert.notEqual(one.reader, id);
  });
});

describe('a page that is being left', () => {
  it('writes at once what has not had its turn', () => {
    const store = aPermittedStore();
    store.change(aChange('mine'));
    store.flush();

    assert.deepEqual(stored(), ['mine']);
  });
});

describe('a ledger that may not be stored', () => {
  it('is kept for as long as the page is there, and stored once it may be', async () => {
    const store = aPermittedStore();
    store.change(aChange('before'));
    await settled();
    store.permit('denied');
    store.change(aChange('while'));
    await settled();
    const denied = [localStorage.getItem(KEY), idsOf(store)];
    store.permit('granted');
    await settled();

    assert.deepEqual(denied, [null, ['before', 'while']]);
    assert.deepEqual(stored(), ['before', 'while']);
  });

  it('is not written while the choice is unknown', async () => {
    const store = aStore();
    store.permit('unsettled');
    store.change(aChange('mine'));
    await settled();
    store.flush();

    assert.deepEqual([localStorage.getItem(KEY), idsOf(store)], [null, ['mine']]);
  });

  it('is lost with the page where storage is blocked, and nothing is thrown', async () => {
    undo.push(
      override(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      }),
    );
    const store = aPermittedStore();
    store.change(aChange('mine'));
    await settled();

    assert.deepEqual([idsOf(store), store.reported], [['mine'], []]);
  });
});

describe('a ledger with more than it can hold', () => {
  it('loses the oldest, and tabs agree on which', async () => {
    const [one, other] = [aPermittedStore(), aPermittedStore()];
    for (let i = 0; i < 600; i++) {
      one.change(aChange(`a${i}`, { at: 2 * i }));
      other.change(aChange(`b${i}`, { at: 2 * i + 1 }));
    }
    await settled();
    writeElsewhere(localStorage.getItem(KEY));
    await settled();

    assert.equal(stored().length, 1000);
    assert.isFalse(stored().includes('a99'));
    assert.isTrue(stored().includes('a100'));
    assert.deepEqual(idsOf(one), idsOf(other));
  });
});

const exits = { yes: { id: 'yes', content: 'show' }, no: { id: 'no', content: 'hide' } };

/** Decides as a page does, and counts. */
const decide = (...situation: Parameters<typeof evaluate>): Decision => evaluate(...situation).decision;

/** The same, with what the decision counts. */
function evaluate(
  ledger: PageLedger,
  rule: object,
  now: number,
  changes: Partial<Usage> = {},
  reader: Reader = NOBODY,
): Evaluation {
  const usage = { ...ledger.usage(now, undefined, reader), ...changes };
  const evaluation = evaluatePlainly(aConfigWithRule({ ...exits, ...rule }), 'articles', { now, usage });
  ledger.commit(evaluation);
  return evaluation;
}

const open = (session = aPageSession()): Promise<PageLedger> => {
  undo.push(() => session.stop());
  return openLedger({ version: 1, features: {} }, () => undefined, session);
};

describe('the ledger of a page', () => {
  it('counts a page view once, however often it is decided', async () => {
    const ledger = await open();
    const rule = { type: 'trial', tracker: 'stories', limit: 2, counts: 'page-view' };
    const left = [0, 1, 2].map((ms) => decide(ledger, rule, MONDAY + ms).trials['stories']!.remaining);
    await settled();

    assert.deepEqual(left, [1, 1, 1]);
    assert.equal(stored().length, 1);
  });

  it('counts a calendar month across the switch of clocks in a zone that is named', async () => {
    const ledger = await open();
    const rule = { type: 'trial', tracker: 'stories', limit: 9, window: 'calendar-month' };
    // In New York March 2026 is from 05:00 UTC on the 1st to 04:00 UTC on 1 April, as clocks are set forward on the
    // 8th.
    const rows = [
      ['2026-03-01T04:59:59Z', 8],
      ['2026-03-01T05:00:00Z', 8],
      ['2026-03-08T07:00:00Z', 7],
      ['2026-04-01T03:59:59Z', 6],
      ['2026-04-01T04:00:00Z', 8],
    ] as const;
    const left = rows.map(
      ([at], index) =>
        decide(ledger, rule, Date.parse(at), { timeZone: 'America/New_York', item: `/${index}` }).trials['stories']!
          .remaining,
    );

    assert.deepEqual(
      left,
      rows.map(([, remaining]) => remaining),
    );
  });

  it('gains nothing by a clock that is set back, neither then nor after', async () => {
    const ledger = await open();
    const rule = { type: 'trial', tracker: 'stories', limit: 3, window: 'calendar-month' };
    const exit = (now: number, item: string): string => decide(ledger, rule, now, { item }).outcomeId;
    const ids = [
      exit(MONDAY, '/1'),
      exit(MONDAY - 40 * DAY, '/2'),
      exit(MONDAY - 80 * DAY, '/3'),
      exit(MONDAY - 80 * DAY, '/4'),
      exit(MONDAY + 1, '/5'),
    ];

    assert.deepEqual(ids, ['yes', 'yes', 'yes', 'no', 'no']);
  });

  it('keeps a time trial from its first beginning on', async () => {
    const ledger = await open();
    const rule = { type: 'time-trial', duration: 2, unit: 'days' };
    const ids = [0, 1, 3, 0, -9].map((days) => decide(ledger, rule, MONDAY + days * DAY).outcomeId);
    await settled();

    assert.deepEqual(ids, ['yes', 'yes', 'no', 'no', 'no']);
    assert.equal(stored().length, 1);
  });

  it('keeps a registered reader under a hash of the id, and counts what was read before', async () => {
    const ledger = await open();
    const config = { version: 1, features: {}, jwt: { userMapping: { foreignUserIdProperty: 'sub' } } } as const;
    const ada = identify(
      createClaimsMapper(config.jwt)({ status: 'valid', reason: null, claims: { sub: 'reader-ada' } }),
      config,
    );
    const rule = { type: 'trial', tracker: 'stories', limit: 15 };
    for (const item of ['/1', '/2', '/3', '/4', '/5']) decide(ledger, rule, MONDAY, { item });
    const { trials } = decide(ledger, rule, MONDAY, { item: '/5' }, ada);
    decide(ledger, rule, MONDAY, { item: '/6' }, ada);
    await settled();

    assert.equal(trials['stories']!.remaining, 10);
    assert.sameMembers(Object.keys((JSON.parse(localStorage.getItem(KEY)!) as { accounts: object }).accounts), [
      '',
      hashReader('reader-ada'),
    ]);
    assert.notInclude(localStorage.getItem(KEY)!, 'reader-ada');
  });

  it('reports the trials that this page view has counted in to Zephr’s global', async () => {
    const ledger = await open();
    const articles = evaluate(ledger, { type: 'trial', tracker: 'stories', limit: 3 }, MONDAY);
    const { trials } = ledger.describe({ articles }) as { trials: Record<string, object> };

    assert.include(trials['stories'], { totalCredits: 3, remainingCredits: 2, decrementedInDecision: true });
  });

  it('drops stored data that is invalid, and reports it', async () => {
    localStorage.setItem(KEY, '{"version":1,"accounts":7}');
    const codes: string[] = [];
    const host = { report: ({ code }: Fault) => void codes.push(code) } as Host;
    const ledger = await open(aPageSession({ host }));
    const { remaining } = decide(ledger, { type: 'trial', tracker: 'stories', limit: 3 }, MONDAY).trials['stories']!;
    await settled();

    assert.deepEqual([codes, remaining, stored().length], [['usage-broken'], 2, 1]);
  });

  it('stores at once what is not stored yet when its session stops, and nothing afterwards', async () => {
    const session = aPageSession();
    const ledger = await open(session);
    decide(ledger, { type: 'trial', tracker: 'stories', limit: 3 }, MONDAY);
    session.stop();
    const atStop = stored().length;
    localStorage.clear();
    window.dispatchEvent(new Event('pagehide'));
    window.dispatchEvent(new StorageEvent('storage', { key: null }));
    await settled();

    assert.deepEqual([atStop, localStorage.getItem(KEY)], [1, null]);
  });

  it('opens where the browser opts out of the sale of data', async () => {
    undo.push(override(navigator, 'globalPrivacyControl', { value: true }));
    const ledger = await open();

    assert.equal(decide(ledger, { type: 'trial', tracker: 'stories', limit: 3 }, MONDAY).outcomeId, 'yes');
  });
});
