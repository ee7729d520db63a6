import { CommanderError, type Command } from 'commander';
import { checkExpectations } from '../readers/check-expectations.js';
import { findCoverage, type Coverage } from '../readers/find-coverage.js';
import { EXIT } from './exit-codes.js';
import { loadConfig } from './load-config.js';
import { loadReaders } from './load-readers.js';
import { writeCoverage } from './test/write-coverage.js';
import { writeTestReport, type Tested } from './test/write-test-report.js';

interface TestOptions {
  readonly readers?: string;
  readonly json?: true;
  readonly coverage?: true;
}

/** Adds `test`: whether test readers get what is expected. */
export function addTest(program: Command): void {
  program
    .command('test')
    .description('compare the decisions for test readers with your expectations')
    .argument('<file>', 'the config; - reads the standard input')
    .option('--readers <file>', 'the test readers (default: zephr.readers.json beside the config)')
    .option('--coverage', 'list the exits of rules that no test reader takes')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Decides for each expectation in the readers file, and explains each decision that differs.
The exit code is 1 if an expectation fails. With --coverage, the report lists each exit that no test reader takes,
with a reader who would take it, or with the conditions that exclude each other.

Examples:
  $ zephr test zephr.json
  $ zephr test zephr.json --coverage
  $ zephr test zephr.json --readers test/readers.json --json`,
    )
    .action(runTest);
  program.addHelpText('after', '  $ zephr test zephr.json');
}

async function runTest(file: string, options: TestOptions, command: Command): Promise<void> {
  const { config, engine } = await loadConfig(file, command);
  const readers = await loadReaders(options.readers, file, [config], command);
  const now = Date.now();
  const checked = checkExpectations(readers.file, engine, now);
  const tested: Tested = { config, engine, readers, checked };
  const coverage = options.coverage ? findCoverage(config, readers.file, now) : null;
  const words = coverage ? `${writeCoverage(coverage)}\n` : '';
  const report = options.json ? writeJson(file, tested, coverage) : words + writeTestReport(tested);
  command.configureOutput().writeOut?.(report);
  if (checked.some(({ differences }) => differences.length > 0))
    throw new CommanderError(EXIT.mistake, 'commander.error', 'an expectation does not hold');
}

function writeJson(file: string, { readers, checked }: Tested, coverage: Coverage | null): string {
  const expectations = checked.map(({ expectation, pointer, differences, decision }) => ({
    pointer,
    ...readers.locate(pointer),
    ...expectation,
    holds: differences.length === 0,
    differences,
    decision,
  }));
  const holding = expectations.filter(({ holds }) => holds).length;
  const counts = { holding, failing: expectations.length - holding };
  const report = { file, readers: readers.path, ...counts, expectations, ...(coverage && { coverage }) };
  return `${JSON.stringify(report, null, 2)}\n`;
}
