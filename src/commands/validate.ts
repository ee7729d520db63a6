import { CommanderError, type Command } from 'commander';
import { EXIT } from './exit-codes.js';
import { readText } from './read-text.js';
import { validateText } from './validate/validate-text.js';
import { countMistakes, writeReport } from './validate/write-report.js';

/** Adds `validate`: everything that is wrong with a config. */
export function addValidate(program: Command): void {
  program
    .command('validate')
    .description('find everything that is wrong with a config')
    .argument('<file>', 'the config; - reads the standard input')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `
An error breaks a decision: pages refuse such a config, or such a feature. A warning is a slip most likely.
Ends with exit code 1 where there is an error.

Examples:
  $ zephr validate zephr.json
  $ zephr validate zephr.json --json`,
    )
    .action(validate);
  program.addHelpText('after', '  $ zephr validate zephr.json');
}

async function validate(file: string, { json }: { readonly json?: true }, command: Command): Promise<void> {
  const mistakes = validateText(await readText(file, command));
  const counts = countMistakes(mistakes);
  const output = command.configureOutput();
  const report = json
    ? `${JSON.stringify({ file, ...counts, mistakes }, null, 2)}\n`
    : writeReport(file, mistakes, output.getOutHasColors?.() ?? false);
  output.writeOut?.(report);
  // The report is what is said; only the exit code is left to tell.
  if (counts.errors > 0) throw new CommanderError(EXIT.mistake, 'commander.error', `${file} has errors`);
}
