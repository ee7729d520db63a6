import { report } from '../report.js';
import type { Figure, Table } from '../table.js';
import type { Entry } from './contestants/list-contestants.js';
import { describeWorkload } from './describe-workload.js';
import { measureDecisions, type Effort } from './measure-decisions.js';
import { median, toFigure } from './statistics.js';

const KINDS: Readonly<Record<Entry['kind'], string>> = { ours: '', limit: '', peer: '', eval: ' (needs `eval`)' };

/** The engine that ratios are of. */
const OURS = 'zephr';

function describeRounds({ rounds, slice }: Effort): string {
  return `medians of ${rounds} interleaved rounds of ${slice} ms, each contestant in a process of its own`;
}

/**
 * Measures and reports: decisions in a second of CPU time, and how they compare with this SDK's.
 *
 * @param lengths - Numbers of conditions of a rule.
 * @param sizes - Numbers of features.
 */
export async function reportDecisions(
  bundles: string,
  entries: readonly Entry[],
  lengths: readonly number[],
  sizes: readonly number[],
  effort: Effort,
): Promise<void> {
  const tables: Table[] = [];
  for (const conditions of lengths) {
    const columns: Map<string, number[]>[] = [];
    for (const features of sizes)
      columns.push(await measureDecisions(bundles, entries, { features, conditions }, effort));
    tables.push(toTable(entries, conditions, sizes, columns));
  }
  await report('rules-decisions', { rounds: describeRounds(effort), tables });
}

function toTable(
  entries: readonly Entry[],
  conditions: number,
  sizes: readonly number[],
  columns: readonly Map<string, number[]>[],
): Table {
  return {
    title: `Thousands of decisions in a second of CPU time, rules of ${conditions} conditions`,
    about: `${describeWorkload()} In brackets, as many times what the memoised engine decides.`,
    columns: sizes.map((size) => ({ title: `${size.toLocaleString('en-GB')} feature${size > 1 ? 's' : ''}` })),
    rows: entries.map(({ id, says, kind }) => ({
      says: says + KINDS[kind],
      cells: columns.map((column) => toRate(column, id)),
    })),
  };
}

function toRate(column: Map<string, number[]>, id: string): Figure {
  const rates = column.get(id)!.map((rate) => rate / 1000);
  const ours = column.get(OURS);
  return { ...toFigure(rates), ...(ours && id !== OURS && { ratio: (median(rates) * 1000) / median(ours) }) };
}

/** Measures and reports: the cost of one feature in a small and in a large config, in nanoseconds of CPU time. */
export async function reportOneOfMany(bundles: string, entries: readonly Entry[], effort: Effort): Promise<void> {
  const sizes = [1, 1000];
  const rates: Map<string, number[]>[] = [];
  for (const features of sizes)
    rates.push(await measureDecisions(bundles, entries, { features, conditions: 10 }, effort, true));
  const table: Table = {
    title: 'CPU time of one decision, rules of 10 conditions',
    columns: sizes.map((size) => ({ title: `in a config of ${size.toLocaleString('en-GB')}`, unit: 'ns', digits: 0 })),
    rows: entries.map(({ id, says }) => ({ says, cells: rates.map((found) => toNanoseconds(found.get(id)!)) })),
  };
  await report('rules-one-of-many', { rounds: describeRounds(effort), tables: [table] });
}

/** Measures and reports: the cost of a trace, in nanoseconds of CPU time a decision. */
export async function reportTrace(bundles: string, entries: readonly Entry[], effort: Effort): Promise<void> {
  const size = { features: 100, conditions: 10 };
  const rates = await measureDecisions(bundles, entries, size, effort);
  const table: Table = {
    title: 'The cost of a trace: CPU time of a decision of one of 100 features, rules of 10 conditions',
    columns: [{ title: 'CPU time', unit: 'ns', digits: 0 }],
    rows: entries.map(({ id, says }) => ({ says, cells: [toNanoseconds(rates.get(id)!)] })),
  };
  await report('rules-trace', { rounds: describeRounds(effort), tables: [table] });
}

function toNanoseconds(rates: readonly number[]): Figure {
  return toFigure(rates.map((rate) => 1e9 / rate));
}
