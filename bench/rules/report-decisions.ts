import type { Entry } from './contestants/list-contestants.js';
import { measureDecisions, type Effort } from './measure-decisions.js';
import { plusMinus, printTable, thousands, times } from './print-table.js';
import { median, spread } from './statistics.js';

const KINDS: Readonly<Record<Entry['kind'], string>> = { ours: '', limit: '', peer: '', eval: ' (needs `eval`)' };

/**
 * Measures and prints: decisions in a second of CPU time, and how they compare with this SDK's and with the limit's.
 *
 * @param sizes - Numbers of features.
 */
export async function reportDecisions(
  bundles: string,
  entries: readonly Entry[],
  conditions: number,
  sizes: readonly number[],
  effort: Effort,
): Promise<void> {
  const columns: Map<string, number[]>[] = [];
  for (const features of sizes) {
    columns.push(await measureDecisions(bundles, entries, { features, conditions }, effort));
  }
  console.log(`#### Decisions in a second of CPU time, rules of ${conditions} conditions\n`);
  console.log(
    'Thousands; spread of the middle half of the rounds; as many times what zephr-onpage and the limit decide.\n',
  );
  const rows = entries.map(({ id, says, kind }) => [
    says + KINDS[kind],
    ...columns.flatMap((column) => {
      const rates = column.get(id)!;
      return [
        `${thousands(median(rates))} ${plusMinus(spread(rates))}`,
        beside(column, id, 'zephr'),
        beside(column, id, 'closures'),
      ];
    }),
  ]);
  const heads = sizes.flatMap((size) => [
    `${size.toLocaleString('en-GB')} feature${size > 1 ? 's' : ''}`,
    'of ours',
    'of the limit',
  ]);
  printTable(['', ...heads], rows);
}

function beside(column: Map<string, number[]>, id: string, other: string): string {
  const others = column.get(other);
  return others && other !== id ? times(median(column.get(id)!) / median(others)) : '';
}

/** Measures and prints what one feature costs in a small and in a large config, in nanoseconds of CPU time. */
export async function reportOneOfMany(bundles: string, entries: readonly Entry[], effort: Effort): Promise<void> {
  const rows = new Map(entries.map(({ id, says }) => [id, [says]]));
  for (const features of [1, 1000]) {
    const rates = await measureDecisions(bundles, entries, { features, conditions: 10 }, effort, true);
    for (const { id } of entries) rows.get(id)!.push(nanoseconds(median(rates.get(id)!)));
  }
  console.log('#### Deciding one feature of 10 conditions, ns of CPU time\n');
  printTable(['', 'in a config of 1', 'in a config of 1,000'], [...rows.values()]);
}

/** Measures and prints what a trace costs, in nanoseconds of CPU time a decision. */
export async function reportTrace(bundles: string, entries: readonly Entry[], effort: Effort): Promise<void> {
  const size = { features: 100, conditions: 10 };
  const rates = await measureDecisions(bundles, entries, size, effort);
  console.log('#### What a trace costs, ns of CPU time a decision, 100 features of 10 conditions\n');
  printTable(
    ['', 'ns'],
    entries.map(({ id, says }) => [says, nanoseconds(median(rates.get(id)!))]),
  );
}

function nanoseconds(rate: number): string {
  return Math.round(1e9 / rate).toLocaleString('en-GB');
}
