/**
 * Measures the cost of a full ledger to a page view, beside the limit: `npm run bench:usage`.
 *
 * In Chromium, on the built chunk. A page view reads a ledger of 999 views, asks what was counted, counts one more and
 * writes it; beside it, bare `JSON.parse` and `JSON.stringify` of the very same text, and the same with `localStorage`
 * around it. A page runs this code once, and the first time it has to be compiled, however little there is to read: so it
 * is measured as it runs later on, and for the first time, with a full ledger and an empty one. Rounds are interleaved, so
 * that noise of the machine falls on all of them. `--check` fails where the ratio misses its goal. The wait for the lock is not part of the work and is measured apart.
 */
import { report } from '../report.js';
import { rowOf } from '../row.js';
import { median } from '../rules/statistics.js';
import { writeNumber } from '../table.js';
import { readBuilt } from '../../test/support/built-files.js';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve, type Route } from '../../test/support/serve.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 41);
const ENTRIES = 999;

/** Clocks of a page that shares its process with no other site's tick every 5 µs. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const chunk = await readBuilt('chunks/usage.js');
const answer =
  (type: string, body: string | Uint8Array): Route =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': type, ...ISOLATED }).end(body);

await using server = await serve({
  routes: {
    '/story/1': answer('text/html', '<!doctype html><title>A story</title>'),
    '/usage.js': answer('text/javascript', chunk),
  },
});
const browser = await launchChromium({ whole: true });
const page = await browser.newPage();
const times: Record<string, number[]> = {};
let size = 0;
for (let round = 0; round < ROUNDS; round++) {
  for (const entries of [ENTRIES, 0]) {
    // A page of its own, as a page has but one ledger.
    await page.goto(`${server.origin}/story/1`);
    // A helper that the compiler of this file puts around functions.
    await page.evaluate('globalThis.__name = (named) => named');
    const found = await page.evaluate(measure, entries);
    size = Math.max(size, found.size);
    for (const [says, ms] of found.times) (times[says] ??= []).push(ms);
  }
}
const version = await browser.version();
await browser.close();

const plain = times['JSON.parse and JSON.stringify']!;
const ratios = times['the ledger']!.map((ms, round) => ms / plain[round]!);
await report('usage-page', {
  rounds: `medians of ${ROUNDS} interleaved rounds`,
  browser: version,
  tables: [
    {
      title: `A page view counted in a ledger of ${writeNumber(ENTRIES + 1)} sightings, ${writeNumber(size)} characters`,
      about: 'In brackets, as many times what `JSON.parse` and `JSON.stringify` of the same text take.',
      columns: [{ title: 'took', unit: 'µs', digits: 0 }],
      rows: Object.entries(times).map(([says, all]) => {
        const ratio = median(all) / median(plain);
        return { says, cells: [{ value: median(all) * 1000, ...(all !== plain && { ratio }) }] };
      }),
    },
  ],
  goals: [rowOf('a page view with a full ledger, of `JSON.parse` and `JSON.stringify` of it', ratios, ['≤', 3])],
});

/** Runs in the page. */
async function measure(entries: number): Promise<{ size: number; times: (readonly [says: string, ms: number])[] }> {
  const KEY = 'zephr-usage';
  // A page has one ledger; those of earlier rounds must not look for consent managers meanwhile.
  Object.assign(window, { setInterval: () => 0 });
  const seen = Array.from({ length: entries }, (_, index) => [
    index.toString(16).padStart(16, '0'),
    `/news/2026/a-story-of-some-length-${index}`,
    Date.now() - index * 60_000,
  ]);
  const text = JSON.stringify({
    version: 1,
    reader: '0123456789abcdef0123456789abcdef',
    latest: Date.now(),
    accounts: { '': { seen: { 'articles/anonymous': seen } } },
  });
  const nobody = { foreignUserId: null, token: { status: 'none', reason: null } } as never;
  const decision = { splitTests: {} } as never;
  let written = 0;
  const locks = Object.getPrototypeOf(navigator.locks) as LockManager;
  const { request } = locks as unknown as Record<'request', (name: string, work: () => void) => Promise<void>>;
  Object.assign(locks, {
    request: (name: string, work: () => void) =>
      request.call(navigator.locks, name, () => {
        const begun = performance.now();
        work();
        written = performance.now() - begun;
      }),
  });

  const times: (readonly [says: string, ms: number])[] = [];
  const time = (says: string, work: () => unknown): void => {
    const begun = performance.now();
    work();
    times.push([says, performance.now() - begun]);
  };
  const chunk = '/usage.js';
  const { openLedger } = (await import(chunk)) as typeof import('../../src/page/ledger/open-ledger.js');
  // The built files share further members under short names: a listener, and the memory of a page.
  const createSession = (): never => {
    const [host, memory] = [{}, {}];
    const page = new Proxy({}, { get: (_, name) => (name === 'host' ? host : memory) });
    const known: Record<PropertyKey, unknown> = { fetch, page, store: new Map(), isOn: () => true };
    const listen = (): (() => void) => () => undefined;
    return new Proxy(known, { get: (_, name) => known[name] ?? listen }) as never;
  };
  const viewPage = async (says?: string): Promise<void> => {
    if (entries) localStorage.setItem(KEY, text);
    else localStorage.removeItem(KEY);
    written = 0;
    const begun = performance.now();
    const ledger = await openLedger({ version: 1, features: {} }, () => undefined, createSession());
    const now = Date.now();
    const { view } = ledger.usage(now, undefined, nobody);
    const read = performance.now() - begun;
    const tracker = 'articles/anonymous';
    const trial = { tracker, limit: Infinity, counts: 'unique-article', window: 'lifetime' } as const;
    const spends = [{ tracker, item: location.pathname, at: now, trial, view, now }];
    ledger.commit({ decision, effects: { spends, timeTrials: [] }, timeTrials: [] });
    const counted = performance.now() - begun;
    await request.call(navigator.locks, KEY, () => undefined);
    const waited = performance.now() - begun;
    if (!localStorage.getItem(KEY)!.includes(location.pathname)) throw new Error('It was not written.');
    if (!says) return;
    times.push([says, counted + written]);
    times.push([`${says}: until decisions can be made`, read]);
    times.push([`${says}: writing`, written]);
    times.push([`${says}: with waiting for the lock`, waited]);
  };
  // The first use of a storage connects to it, which is the browser's own affair.
  localStorage.setItem(KEY, text);
  if (!entries) {
    await viewPage('the first time, with an empty ledger');
    return { size: 0, times };
  }
  await viewPage('the first time');
  for (let turn = 0; turn < 15; turn++) {
    JSON.stringify(JSON.parse(text));
    await viewPage();
  }
  time('JSON.parse and JSON.stringify', () => JSON.stringify(JSON.parse(text)));
  time('the same, from and to localStorage', () =>
    localStorage.setItem(KEY, JSON.stringify(JSON.parse(localStorage.getItem(KEY)!))),
  );
  await viewPage('the ledger');
  return { size: text.length, times };
}
