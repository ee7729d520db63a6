import { CommanderError, Option, type Command } from 'commander';
import type { Config } from '../model/config.js';
import type { Claims } from '../model/token.js';
import { findClaimFaults, type ClaimFault } from '../identity/find-claim-faults.js';
import type { Mistake } from '../validate/mistake.js';
import { addressOfCode } from '../lib/address-of-code.js';
import { validateText, type LocatedMistake } from '../validate/validate-text.js';
import { EXIT } from './exit-codes.js';
import { parseObject } from './reader-options.js';
import { readTextFile } from './read-text-file.js';
import { findPageMistakes } from './validate/find-page-mistakes.js';
import { measureKey } from '../token/verify/measure-key.js';
import { readPage } from './validate/read-page.js';
import { countMistakes, writeReport } from './validate/write-report.js';

/** Adds `validate`: all mistakes and warnings of a config. */
export function addValidate(program: Command): void {
  program
    .command('validate')
    .description('report every mistake and every likely mistake in a config')
    .argument('<file>', 'the config; - reads the standard input')
    .option('--json', 'print the report as JSON')
    .option('--strict', 'fail on warnings also')
    .addOption(new Option('--claims <json>', 'claims of a token, to check the mapping in jwt').argParser(parseObject))
    .option('--page <file>', 'a page, to check its elements, and its JSON-LD against what anonymous readers see')
    .option('--url <address>', 'address of that page, for rules that use it')
    .addHelpText(
      'after',
      `
An error stops a page, a feature or a wall from working.
A warning marks a valid part that is probably not meant.
The exit code is 1 if there is an error, and with --strict also if there is a warning.

Examples:
  $ zephr validate zephr.json
  $ zephr validate zephr.json --strict --json
  $ zephr validate zephr.json --claims '{"sub":"1","prod":"gold"}'
  $ zephr validate zephr.json --page story.html --url https://news.example/story`,
    )
    .action(validate);
  program.addHelpText('after', '  $ zephr validate zephr.json');
}

/** Options of the command. */
interface Options {
  readonly json?: true;
  readonly strict?: true;
  readonly claims?: Claims;
  readonly page?: string;
  readonly url?: string;
}

async function validate(file: string, { json, strict, claims, page, url }: Options, command: Command): Promise<void> {
  const text = await readTextFile(file, command);
  const markup = page === undefined ? undefined : readPage(await readTextFile(page, command));
  const checkFurther = (config: Config): readonly Mistake[] => [
    ...(claims ? findClaimFaults(config, claims).map(toMistake) : []),
    ...(markup ? findPageMistakes(config, markup, url) : []),
  ];
  const mistakes = await validateText(text, { measureKey, checkFurther });
  const counts = countMistakes(mistakes);
  const output = command.configureOutput();
  const report = json
    ? `${JSON.stringify({ file, ...counts, mistakes: mistakes.map(addHelp) }, null, 2)}\n`
    : writeReport(file, mistakes, output.getOutHasColors?.() ?? false);
  output.writeOut?.(report);
  // The report is what is said; only the exit code is left to tell.
  if (counts.errors > 0 || (strict && counts.warnings > 0))
    throw new CommanderError(EXIT.mistake, 'commander.error', `${file} has mistakes`);
}

/** Adds the address that explains the code. */
function addHelp(mistake: LocatedMistake): LocatedMistake & { readonly help: string } {
  return { ...mistake, help: addressOfCode(mistake.code) };
}

function toMistake({ pointer, says }: ClaimFault): Mistake {
  return { code: 'claim-unusable', pointer, message: `${pointer}: ${says}`, severity: 'warning' };
}
