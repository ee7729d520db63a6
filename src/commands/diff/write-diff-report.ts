import type { Config } from '../../model/config.js';
import type { ReadersFile, TestReader } from '../../model/readers-types.js';
import { own } from '../../lib/own.js';
import type { CompiledConfig } from '../../decision/compile-config.js';
import { identifyReader } from '../../decision/identify-reader.js';
import type { ChangedDecision } from '../../readers/compare-decisions.js';
import { showControls } from '../../words/show-controls.js';
import { writeExplanation } from '../../words/write-explanation.js';

/** A config that is compared. */
export interface ComparedConfig {
  readonly config: Config;
  readonly engine: CompiledConfig;
}

/** Two configs, the readers that they were compared by, and the decisions that differ. */
export interface Compared {
  readonly before: ComparedConfig;
  readonly after: ComparedConfig;
  readonly readers: ReadersFile['readers'];
  /** Path of the file that they come from; `null` for generated ones. */
  readonly readersPath: string | null;
  /** Number of decisions by each config. */
  readonly compared: number;
  readonly changed: readonly ChangedDecision[];
}

/** Writes the edits, a line each. */
export function writeEditsReport(words: readonly string[]): string {
  return words.length === 0 ? 'no edits\n' : [`${count(words.length, 'edit')}:`, ...words, ''].join('\n');
}

/** Writes the decisions that differ: both explanations; one line where a reader gets the same by other exits. */
export function writeDecisionsReport(compared: Compared): string {
  const { changed, readers, readersPath } = compared;
  const amount = Object.keys(readers).length;
  const seen = changed.filter(({ differs }) => differs.some((part) => part !== 'path'));
  const from = readersPath === null ? 'generated from the conditions of both configs' : `of ${readersPath}`;
  const others = changed.length - seen.length;
  const summary = [
    `${count(seen.length, 'decision')} of ${compared.compared} differ${seen.length === 1 ? 's' : ''}`,
    ...(others > 0 ? [`${others} more ${others === 1 ? 'is' : 'are'} the same by other exits`] : []),
  ];
  const head = `${summary.join(', ')} (${count(amount, 'reader')} ${from})\n`;
  return [head, ...changed.map((one) => writeChange(one, compared))].join('\n');
}

function writeChange(one: ChangedDecision, { before, after, readers }: Compared): string {
  const { reader, feature, differs } = one;
  const { title = reader } = own(readers, reader) as TestReader;
  const name = showControls(`${title}${title === reader ? '' : ` (${reader})`}, ${feature}`);
  if (differs.every((part) => part === 'path')) return `${name}: the same by other exits\n`;
  const sides = [
    ['Before', before],
    ['After', after],
  ] as const;
  const explained = sides.map(([label, side]) => `  ${label}\n${indent(explain(one, side))}`);
  return `${name}: ${differs.join(', ')}\n${explained.join('\n')}`;
}

function explain({ feature, input }: ChangedDecision, { config, engine }: ComparedConfig): string {
  const decision = engine.decide(feature, { ...input, debug: true });
  return writeExplanation({ config, decision, reader: identifyReader(input, config), now: input.now! });
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
