/**
 * How cost grows with what is on a page: `npm run bench:scale`.
 *
 * In Chromium, on the built script with its config in the page: many places, many features, many walls, and a config of
 * 1 MB, beside the same elements registered and doing nothing. Each page is loaded in a process of its own, by turns;
 * medians. The slope is what one more costs, between the least and the largest amount; beside it how much more one more
 * costs in the upper part than in the lower one: 1 is a straight line. `--check` fails where it is more.
 */
import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve } from '../../test/support/serve.js';
import { reportGoals, rowOf } from '../row.js';
import { median } from '../rules/statistics.js';
import { makeLargePage, makePages, type Kind } from './make-pages.js';
import { measurePage, type Cost } from './measure-page.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const AMOUNTS = [100, 300, 1000] as const;
const MEGABYTE = 1_000_000;

const large = makeLargePage(MEGABYTE);
const pages = [...makePages(AMOUNTS), large];
await using server = await serve({ folder: 'dist' });
const browser = await launchChromium({ whole: true });
const costs = new Map(pages.map((page) => [page, [] as Cost[]]));
try {
  // The first round warms up the browser and the server.
  for (let round = -1; round < ROUNDS; round++) {
    for (const page of pages) {
      const cost = await measurePage(browser, server, page);
      if (round >= 0) costs.get(page)!.push(cost);
    }
  }
} finally {
  await browser.close();
}

const of = (page: (typeof pages)[number], key: keyof Cost): number => median(costs.get(page)!.map((cost) => cost[key]));
const find = (kind: Kind, amount: number): (typeof pages)[number] =>
  pages.find((page) => page.kind === kind && page.amount === amount)!;
const UNITS = { busy: [1000, 'µs'], heap: [1 / 1000, 'kB'] } as const;

console.log(`Medians of ${ROUNDS} interleaved rounds, Chromium.`);
for (const key of ['busy', 'heap'] as const) {
  const [factor, unit] = UNITS[key];
  const says = key === 'busy' ? 'main thread busy, ms' : 'heap, kB';
  console.log(`\n| ${says} | ${AMOUNTS.map((amount) => amount.toLocaleString('en')).join(' | ')} | one more | bend |`);
  console.log(`| --- | ${AMOUNTS.map(() => '---:').join(' | ')} | ---: | ---: |`);
  for (const kind of new Set(pages.map((page) => page.kind))) {
    const values = AMOUNTS.map((amount) => of(find(kind, amount), key));
    const slope = (from: number, to: number): number => (values[to]! - values[from]!) / (AMOUNTS[to]! - AMOUNTS[from]!);
    const shown = values.map((value) => (key === 'busy' ? value.toFixed(0) : (value / 1000).toFixed(0)));
    console.log(
      `| ${kind} | ${shown.join(' | ')} | ${(slope(0, 2) * factor).toFixed(key === 'busy' ? 0 : 2)} ${unit} | ${(slope(1, 2) / slope(0, 1)).toFixed(2)} |`,
    );
  }
}
const bare = find('inert', 100);
console.log(
  `\nA config of ${(large.html.length / MEGABYTE).toFixed(2)} MB, ${large.amount} features: the main thread is busy for ` +
    `${(of(large, 'busy') - of(find('features in the config, one place', 100), 'busy')).toFixed(0)} ms longer than with 100 features, ` +
    `shown after ${of(large, 'shown').toFixed(0)} ms (100 inert elements ${of(bare, 'shown').toFixed(0)} ms), heap ${(of(large, 'heap') / MEGABYTE).toFixed(1)} MB.`,
);

/** How much more one more costs in the upper part than in the lower one, by round. */
const bendsOf = (kind: Kind): number[] => {
  const [low, middle, high] = AMOUNTS.map((amount) => costs.get(find(kind, amount))!.map(({ busy }) => busy));
  const [first, second, third] = AMOUNTS;
  return low!.map(
    (least, round) =>
      (high![round]! - middle![round]!) / (third - second) / ((middle![round]! - least) / (second - first)),
  );
};
reportGoals(
  [...new Set(pages.map((page) => page.kind))]
    .filter((kind) => kind !== 'inert')
    .map((kind) => rowOf(`main thread busy, bend of: ${kind}`, bendsOf(kind), ['≤', 1.1])),
);
