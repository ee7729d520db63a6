import type { Config } from '../../model/config.js';
import type { TestReader } from '../../model/readers-types.js';
import { own } from '../../lib/own.js';
import type { CompiledConfig } from '../../decision/compile-config.js';
import { identifyReader } from '../../decision/identify-reader.js';
import type { CheckedExpectation, Difference } from '../../readers/check-expectations.js';
import { showControls } from '../../words/show-controls.js';
import { writeExplanation } from '../../words/write-explanation.js';
import type { LoadedReaders } from '../load-readers.js';

/** The names that the members of a decision have in a sentence. */
const NAMES: Readonly<Record<Difference['member'], string>> = {
  outcome: 'the outcome',
  content: 'the content',
  components: 'the list of components',
  state: 'the user state',
  value: 'the value',
};

/** The subject of a report. */
export interface Tested {
  readonly config: Config;
  readonly engine: CompiledConfig;
  readonly readers: LoadedReaders;
  readonly checked: readonly CheckedExpectation[];
}

/** Writes a line for each expectation that does not hold, with the explanation of its decision, and then the numbers. */
export function writeTestReport(tested: Tested): string {
  const { checked } = tested;
  const failed = checked.filter(({ differences }) => differences.length > 0);
  const numbers = `${count(checked.length - failed.length)} hold${checked.length - failed.length === 1 ? 's' : ''}, ${failed.length} do${failed.length === 1 ? 'es' : ''} not\n`;
  return [...failed.map((one) => writeFailure(one, tested)), numbers].join('\n');
}

function writeFailure({ expectation, pointer, input, differences }: CheckedExpectation, tested: Tested): string {
  const { config, engine, readers } = tested;
  const { path, file, locate } = readers;
  const { line, column } = locate(pointer);
  const { title = expectation.reader } = own(file.readers, expectation.reader) as TestReader;
  const says = expectation.says === undefined ? '' : ` (${expectation.says})`;
  const found = differences.map((one) => {
    return `${NAMES[one.member]} is ${JSON.stringify(one.found) ?? 'missing'}, not ${JSON.stringify(one.expected)}`;
  });
  const decision = engine.decide(expectation.feature, { ...input, debug: true });
  const reader = identifyReader(input, config);
  const explanation = writeExplanation({ config, decision, reader, now: input.now! });
  const head = `${path}:${line}:${column}  ${title}, ${expectation.feature}${says}: ${found.join('; ')}`;
  return `${showControls(head)}\n${explanation.replace(/^(?=.)/gm, '    ')}`;
}

function count(amount: number): string {
  return `${amount} expectation${amount === 1 ? '' : 's'}`;
}
