import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { figureOf, rowOf, type Row } from '../row.js';
import type { Entry } from './contestants/list-contestants.js';
import { measurePage, type OnceInPage } from './measure-page.js';
import { measureStart, writeRules } from './measure-start.js';
import { milliseconds, plusMinus, printTable } from './print-table.js';
import type { Once, Weight } from './programs/messages.js';
import { runProgram } from './run-program.js';
import { median, spread } from './statistics.js';

/** How often to start. */
export interface Starts {
  readonly processes: number;
  readonly pages: number;
}

/** Measures and prints: from JSON text to rules that are ready, 1,000 features of 10 conditions. */
export async function reportReady(bundles: string, entries: readonly Entry[], starts: Starts): Promise<void> {
  await writeRules(bundles, entries, { features: 1000, conditions: 10 });
  const inNode = await measureStart(bundles, entries, starts.processes);
  const inPage = await measurePage(bundles, entries, starts.pages);
  const text = await readFile(resolve(bundles, `${entries[0]!.id}.json`), 'utf8');
  console.log(`#### JSON text to ready, 1,000 features of 10 conditions (${Math.round(text.length / 1000)} kB), ms\n`);
  printTable(
    ['', 'Node, fresh process', 'Chromium, fresh page'],
    entries.map(({ id, says }) => [says, cell(inNode.get(id)!, opening), cell(inPage.get(id)!, opening)]),
  );
}

/** Measures and prints: import to first decision, 100 features of 10 conditions. */
export async function reportStart(bundles: string, entries: readonly Entry[], starts: Starts): Promise<readonly Row[]> {
  await writeRules(bundles, entries, { features: 100, conditions: 10 });
  const inNode = await measureStart(bundles, entries, starts.processes);
  // It is made for servers.
  const forPages = entries.filter(({ id }) => id !== 'openfeature');
  const inPage = await measurePage(bundles, forPages, starts.pages);
  console.log('#### Import to first decision, 100 features of 10 conditions, ms\n');
  const rows = entries.map(async ({ id, says }) => {
    const code = await readFile(resolve(bundles, `${id}.mjs`));
    const pages = inPage.get(id);
    const processes = inNode.get(id)!;
    return [
      says,
      cell(processes, total),
      milliseconds(median(processes.map(({ cpu }) => cpu))),
      pages ? cell(pages, total) : '–',
      brotliCompressSync(code).length.toLocaleString('en-GB'),
    ];
  });
  printTable(
    ['', 'Node, fresh process', 'CPU time of it', 'Chromium, fresh page', 'brotli, B'],
    await Promise.all(rows),
  );
  return goalsOfStart(inNode);
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

/** Measures and prints: bytes of heap that rules take. */
export async function reportHeap(bundles: string, entries: readonly Entry[]): Promise<void> {
  console.log('#### Bytes of heap a feature, 1,000 features of 10 conditions\n');
  const rows: string[][] = [];
  for (const { id, says } of entries) {
    const paths = ['weigh-heap.mjs', `${id}.mjs`].map((name) => resolve(bundles, name));
    const weight = await runProgram<Weight>([...paths, '1000', '10'], ['--expose-gc']);
    const bytes = [weight.parsed, weight.ready, weight.decided];
    rows.push([says, ...bytes.map((value) => Math.round(value).toLocaleString('en-GB'))]);
  }
  printTable(['', 'the rules, parsed', 'ready', 'each decided'], rows);
}

function opening({ open }: OnceInPage): number {
  return open;
}

function total(once: Pick<OnceInPage, 'import' | 'open' | 'decide'>): number {
  return once.import + once.open + once.decide;
}

function cell<Measured extends OnceInPage | Once>(all: readonly Measured[], of: (once: Measured) => number): string {
  const values = all.map(of);
  return `${milliseconds(median(values))} ${plusMinus(spread(values))}`;
}
