import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve } from '../../test/support/serve.js';
import { report } from '../report.js';
import { rowOf } from '../row.js';
import { median } from '../rules/statistics.js';
import { writeNumber, type Table } from '../table.js';
import { bendsOf, type Amounts } from './bends.js';
import { makeLargePage, makePages, type Kind } from './make-pages.js';
import { measurePage, type Cost } from './measure-page.js';

const AMOUNTS = [100, 300, 1000] as const;
const MEGABYTE = 1_000_000;
const MOST = 10_000;

/** By measure, how it is shown: its unit, and that of what one more costs. */
const SHOWN = {
  busy: {
    ...{ title: 'Milliseconds that the main thread is busy until all is shown', unit: 'ms', perUnit: 1 },
    ...{ slopeUnit: 'µs', perSlopeUnit: 1 / 1000 },
  },
  heap: {
    ...{ title: 'The heap of JavaScript then', unit: 'kB', perUnit: 1000 },
    ...{ slopeUnit: 'kB', perSlopeUnit: 1000 },
  },
} as const;

/** Measures pages with many places, features and walls, and pages with a large config. */
export async function reportPages(rounds: number): Promise<void> {
  const large = makeLargePage(MEGABYTE);
  const [most] = makePages([MOST]).filter(({ kind }) => kind === large.kind);
  const pages = [...makePages(AMOUNTS), large, most!];
  await using server = await serve({ folder: 'dist' });
  const browser = await launchChromium({ whole: true });
  const version = await browser.version();
  const costs = new Map(pages.map((page) => [page, [] as Cost[]]));
  try {
    // The first round warms up the browser and the server.
    for (let round = -1; round < rounds; round++) {
      for (const page of pages) {
        const cost = await measurePage(browser, server, page);
        if (round >= 0) costs.get(page)!.push(cost);
      }
    }
  } finally {
    await browser.close();
  }

  const of = (page: (typeof pages)[number], key: keyof Cost): number =>
    median(costs.get(page)!.map((cost) => cost[key]));
  const find = (kind: Kind, amount: number): (typeof pages)[number] =>
    pages.find((page) => page.kind === kind && page.amount === amount)!;
  const bendsBy = (kind: Kind): number[] => {
    const busy = AMOUNTS.map((amount) => costs.get(find(kind, amount))!.map((cost) => cost.busy));
    return bendsOf(AMOUNTS, busy as unknown as Amounts<readonly number[]>);
  };
  const kinds = [...new Set(pages.map((page) => page.kind))];

  /** The table of one measure: by amount, and the slope between the least and the largest one. */
  function toTable(key: keyof typeof SHOWN): Table {
    const { title, unit, perUnit, slopeUnit, perSlopeUnit } = SHOWN[key];
    return {
      title,
      about: 'Each page in a process of its own, script and config included. A bend of 1 is a straight line.',
      columns: [
        ...AMOUNTS.map((amount) => ({ title: amount.toLocaleString('en'), unit, digits: 0 })),
        { title: 'one more', unit: slopeUnit },
        { title: 'bend', digits: 2 },
      ],
      rows: kinds.map((kind) => {
        const values = AMOUNTS.map((amount) => of(find(kind, amount), key));
        const slope = (from: number, to: number): number =>
          (values[to]! - values[from]!) / (AMOUNTS[to]! - AMOUNTS[from]!);
        // Where the lower part grows by less than the noise, a bend says nothing.
        const bend = values[1]! > values[0]! * 1.05 ? slope(1, 2) / slope(0, 1) : null;
        const cells = [...values.map((value) => value / perUnit), slope(0, 2) / perSlopeUnit, bend];
        return { says: kind === 'inert' ? 'the same elements, which do nothing' : kind, cells };
      }),
    };
  }

  const few = find('features in the config, one place', 100);
  await report('scale', {
    rounds: `medians of ${rounds} interleaved rounds`,
    browser: version,
    tables: [
      toTable('busy'),
      toTable('heap'),
      {
        title: `A config of ${(large.html.length / MEGABYTE).toFixed(2)} MB, ${writeNumber(large.amount)} features`,
        columns: [
          { title: 'shown after', unit: 'ms', digits: 0 },
          { title: 'main thread busy', unit: 'ms', digits: 0 },
          { title: 'heap', unit: 'MB', digits: 1 },
        ],
        rows: [
          ['that config, one place', large] as const,
          [`${writeNumber(MOST)} features, one place`, most!] as const,
          ['100 features, one place', few] as const,
          ['100 elements that do nothing', find('inert', 100)] as const,
        ].map(([says, page]) => ({ says, cells: [of(page, 'shown'), of(page, 'busy'), of(page, 'heap') / MEGABYTE] })),
      },
    ],
    goals: kinds
      .filter((kind) => kind !== 'inert')
      .map((kind) => rowOf(`main thread busy, bend of: ${kind}`, bendsBy(kind), ['≤', 1.1])),
  });
}
