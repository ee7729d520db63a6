import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { report } from '../report.js';
import { figureOf, rowOf, type Row } from '../row.js';
import type { Cell, Figure, TableRow } from '../table.js';
import type { Entry } from './contestants/list-contestants.js';
import { measurePage, type OnceInPage } from './measure-page.js';
import { measureStart, writeRules } from './measure-start.js';
import type { Once, Weight } from './programs/messages.js';
import { runProgram } from './run-program.js';
import { median, toFigure } from './statistics.js';

/** How often to start. */
export interface Starts {
  readonly processes: number;
  readonly pages: number;
}

const ONES = [
  { title: 'Node, fresh process', unit: 'ms', digits: 1 },
  { title: 'Chromium, fresh page', unit: 'ms', digits: 1 },
] as const;

function describeRounds({ processes, pages }: Starts): string {
  return `medians of ${processes} processes and ${pages} pages, by turns`;
}

/** Measures and reports: from JSON text to rules that are ready, 1,000 features of 10 conditions. */
export async function reportReady(bundles: string, entries: readonly Entry[], starts: Starts): Promise<void> {
  await writeRules(bundles, entries, { features: 1000, conditions: 10 });
  const inNode = await measureStart(bundles, entries, starts.processes);
  const inPage = await measurePage(bundles, entries, starts.pages);
  const text = await readFile(resolve(bundles, `${entries[0]!.id}.json`), 'utf8');
  const table = {
    title: `From JSON text to ready, 1,000 features of 10 conditions, ${(text.length / 1e6).toFixed(2)} MB`,
    columns: ONES,
    rows: entries.map(({ id, says }) => ({
      says,
      cells: [toCell(inNode.get(id)!, opening), toCell(inPage.get(id)!, opening)],
    })),
  };
  await report('rules-ready', { rounds: describeRounds(starts), tables: [table] });
}

/** Measures and reports: import to first decision, 100 features of 10 conditions. */
export async function reportStart(bundles: string, entries: readonly Entry[], starts: Starts): Promise<void> {
  await writeRules(bundles, entries, { features: 100, conditions: 10 });
  const inNode = await measureStart(bundles, entries, starts.processes);
  // It is made for servers.
  const forPages = entries.filter(({ id }) => id !== 'openfeature');
  const inPage = await measurePage(bundles, forPages, starts.pages);
  const rows = entries.map(async ({ id, says }): Promise<TableRow> => {
    const code = await readFile(resolve(bundles, `${id}.mjs`));
    const [processes, pages] = [inNode.get(id)!, inPage.get(id)];
    const cpu = median(processes.map((once) => once.cpu));
    const cells: Cell[] = [
      toCell(processes, total),
      cpu,
      pages ? toCell(pages, total) : null,
      brotliCompressSync(code).length,
    ];
    return { says, cells };
  });
  const [inProcess, inTab] = ONES;
  const table = {
    title: 'From import to the first decision, 100 features of 10 conditions',
    columns: [inProcess, { title: 'CPU time of it', unit: 'ms', digits: 1 }, inTab, { title: 'brotli', unit: 'B' }],
    rows: await Promise.all(rows),
  };
  await report('rules-start', { rounds: describeRounds(starts), tables: [table], goals: goalsOfStart(inNode) });
}

/** The library whose start is held against ours. */
const PEER = 'growthbook-condition';

function goalsOfStart(inNode: ReadonlyMap<string, readonly Once[]>): readonly Row[] {
  const [ours, theirs] = [inNode.get('zephr-page'), inNode.get(PEER)];
  if (!ours) return [];
  const says = 'import to first decision, fresh Node process, as in a page';
  const figures = [figureOf(says, ours.map(total), ['≤', 2.5], 'ms')];
  if (!theirs) return figures;
  const ratios = ours.map(({ cpu }, index) => cpu / theirs[index]!.cpu);
  return [...figures, rowOf('CPU time of it, of that of growthbook, `evalCondition`', ratios, ['≤', 1])];
}

/** Measures and reports: bytes of heap that rules take. */
export async function reportHeap(bundles: string, entries: readonly Entry[]): Promise<void> {
  const rows: TableRow[] = [];
  for (const { id, says } of entries) {
    const paths = ['weigh-heap.mjs', `${id}.mjs`].map((name) => resolve(bundles, name));
    const weight = await runProgram<Weight>([...paths, '1000', '10'], ['--expose-gc']);
    rows.push({ says, cells: [weight.parsed, weight.ready, weight.decided] });
  }
  const columns = ['the rules, parsed', 'ready', 'each decided'].map((title) => ({ title, unit: 'B', digits: 0 }));
  const table = { title: 'Heap a feature, 1,000 features of 10 conditions', columns, rows };
  await report('rules-heap', { rounds: 'one process each', tables: [table] });
}

function opening({ open }: OnceInPage): number {
  return open;
}

function total(once: Pick<OnceInPage, 'import' | 'open' | 'decide'>): number {
  return once.import + once.open + once.decide;
}

function toCell<Measured extends OnceInPage | Once>(all: readonly Measured[], of: (once: Measured) => number): Figure {
  return toFigure(all.map(of));
}
