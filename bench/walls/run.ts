/**
 * The cost of 200 walls on one page, beside 200 empty custom elements: `npm run bench:walls`.
 *
 * All are mounted in the same page, by turns, so that noise of the machine falls on all; the file of the walls is
 * loaded before. Times are milliseconds from when they are put in, the feature being decided by then, to the end of the
 * frame that paints all of them; and how much time of the processor the main thread took for it, which other programs
 * of the machine do not lengthen as much. Medians over the rounds. `--check` fails where a ratio misses its goal.
 */
import type { Browser } from 'puppeteer-core';
import { report } from '../report.js';
import { figureOf, rowOf } from '../row.js';
import { median } from '../rules/statistics.js';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve } from '../../test/support/serve.js';
import type { Column, TableRow } from '../table.js';
import { clear, mount, prepare, type Kind, type Mounted } from './mount.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const COUNT = Number(process.env['COUNT'] ?? 200);

const KINDS: Readonly<Record<Kind, string>> = {
  empty: 'empty custom elements with a shadow root: the limit',
  'registration-wall': 'features, registration wall with one field',
  paywall: 'features, paywall with two offers',
};

const offer = (id: string, title: string, amount: number, per: string): object => ({
  ...{ id, title, per, href: `/checkout?plan=${id}` },
  price: { amount, currency: 'EUR' },
});
const config = {
  version: 1,
  components: {
    'registration-wall': { type: 'registration-wall', action: '/register' },
    paywall: { type: 'paywall', offers: [offer('m', 'Monthly', 9.9, 'month'), offer('y', 'Yearly', 99, 'year')] },
  },
  features: Object.fromEntries(
    ['registration-wall', 'paywall'].map((id) => [id, { rules: { anonymous: { content: 'hide', components: [id] } } }]),
  ),
};
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Walls</title><link rel="icon" href="data:,">
<script src="/zephr.js" data-config="/zephr.json"></script></head><body><main id="main"></main></body></html>`;

interface Measured extends Mounted {
  /** Milliseconds of the processor that the main thread took. */
  readonly busy: number;
  /** Of it: styles and layout. */
  readonly layout: number;
}

/** A page in which things can be mounted by turns. */
async function open(browser: Browser, origin: string): Promise<(kind: Kind, count: number) => Promise<Measured>> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  // The compiler that runs this file names functions with a helper, which a page does not have.
  await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
  await page.goto(origin, { waitUntil: 'load' });
  await page.evaluate(prepare);
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (): Promise<(...names: string[]) => number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (...names) =>
      1000 * metrics.filter(({ name }) => names.includes(name)).reduce((sum, { value }) => sum + value, 0);
  };
  return async (kind, count) => {
    const before = await read();
    const mounted = await page.evaluate(mount, kind, count);
    const after = await read();
    await page.evaluate(clear);
    const took = (...names: string[]): number => after(...names) - before(...names);
    return { ...mounted, busy: took('TaskDuration'), layout: took('LayoutDuration', 'RecalcStyleDuration') };
  };
}

const server = await serve({
  folder: 'dist',
  routes: {
    '/': page,
    '/zephr.json': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(config)),
  },
});
const browser = await launchChromium({ whole: true });
try {
  const kinds = Object.keys(KINDS) as Kind[];
  const results = new Map<Kind, Measured[]>(kinds.map((kind) => [kind, []]));
  const alone: Measured[] = [];
  const measure = await open(browser, server.origin);
  for (let round = -3; round < ROUNDS; round++) {
    const one = await measure('registration-wall', 1);
    for (const kind of kinds) {
      const measured = await measure(kind, COUNT);
      // The first rounds warm up.
      if (round >= 0) results.get(kind)!.push(measured);
    }
    if (round >= 0) alone.push(one);
  }

  const of = (rows: readonly Measured[], name: keyof Measured): number => median(rows.map((row) => row[name]));
  const toRow = (says: string, rows: readonly Measured[], ratio?: number): TableRow => ({
    says,
    cells: [
      { value: of(rows, 'painted'), ...(ratio !== undefined && { ratio }) },
      Math.min(...rows.map(({ painted }) => painted)),
      of(rows, 'busy'),
      of(rows, 'layout'),
    ],
  });
  const limit = of(results.get('empty')!, 'painted');
  const late = alone.filter(({ frames }) => frames > 1).length;
  if (late > 0) process.exitCode = 1;
  const limits = results.get('empty')!;
  const ratiosOf = (kind: Kind): number[] =>
    results.get(kind)!.map(({ painted }, round) => painted / limits[round]!.painted);
  const ms = (title: string): Column => ({ title, unit: 'ms', digits: 1 });
  await report('walls', {
    rounds: `medians of ${ROUNDS} rounds, all in one page by turns`,
    browser: await browser.version(),
    tables: [
      {
        title: `${COUNT} walls on one page`,
        about:
          'Put in at once; the feature is decided and the file of the walls loaded by then. In brackets, of the limit.',
        columns: [
          ms('to the frame that paints all'),
          ms('least of the rounds'),
          ms('main thread busy'),
          ms('of it styles and layout'),
        ],
        rows: [
          ...kinds.map((kind) => {
            const rows = results.get(kind)!;
            const ratio = of(rows, 'painted') / limit;
            return toRow(KINDS[kind], rows, kind === 'empty' ? undefined : ratio);
          }),
          toRow('one registration wall', alone),
        ],
      },
    ],
    goals: [
      rowOf(`${COUNT} registration walls painted, of the limit`, ratiosOf('registration-wall'), ['≤', 4.5]),
      rowOf(`${COUNT} paywalls painted, of the limit`, ratiosOf('paywall'), ['≤', 5.9]),
      figureOf(
        'one wall, painted after',
        alone.map(({ frames }) => frames),
        ['≤', 1],
        'frames',
      ),
    ],
  });
} finally {
  await browser.close();
  await server.close();
}
