import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CommanderError, type Command } from 'commander';
import { isConfigError } from '../model/config-error.js';
import type { Config } from '../model/config.js';
import { checkConfig } from '../config/check-config.js';
import { explainMistake } from '../config/explain-mistake.js';
import { refuseSecret } from '../config/find-secret.js';
import { VERSION } from '../lib/version.js';
import { describeBundle } from './bundle/describe-bundle.js';
import { findNeeds } from './bundle/find-needs.js';
import { joinParts } from './bundle/join-parts.js';
import type { Parts } from './bundle/built-part.js';
import { readParts } from './bundle/read-parts.js';
import { EXIT } from './exit-codes.js';
import { refuseConfig } from './load-config.js';
import { nameOf, readTextFile } from './read-text-file.js';
import { validateText } from '../validate/validate-text.js';
import { measureKey } from '../token/verify/measure-key.js';
import { countMistakes, writeReport } from './validate/write-report.js';

interface BundleOptions {
  readonly output: string;
  readonly walls?: true;
  readonly base: string;
  readonly src?: string;
}

/** Adds `bundle`: the SDK and a config in one script. */
export function addBundle(program: Command): void {
  program
    .command('bundle')
    .description('put the SDK and a config into one script')
    .argument('<file>', 'the config; - reads the standard input')
    .requiredOption('-o, --output <file>', 'the script to write')
    .option('--walls', 'put the walls into it too, for sites where most readers see one')
    .option('--base <url>', 'where pages find the folder chunks of the package', './')
    .option('--src <url>', 'address by which pages load the script, for the lines that are printed')
    .addHelpText(
      'after',
      `
It holds all that this config is known to need to decide. The rest is loaded when it is needed, from the folder
chunks beside the script: copy it there out of dist/, or name another place by --base.
Ends with exit code 1 where the config has an error, as zephr validate tells.

Examples:
  $ zephr bundle zephr.json -o public/site.js
  $ zephr bundle zephr.json -o site.js --base https://static.example/zephr/`,
    )
    .action(bundle);
  program.addHelpText('after', '  $ zephr bundle zephr.json -o site.js');
}

async function bundle(file: string, options: BundleOptions, command: Command): Promise<void> {
  const { output, walls, src = `/${basename(output)}` } = options;
  const base = options.base.endsWith('/') ? options.base : `${options.base}/`;
  if (!/^(https?:\/\/|\.{0,2}\/)/.test(base)) {
    command.error(`error: --base ${base} is no address: write https://…, /… or ./…`, { exitCode: EXIT.usage });
  }
  const config = await readSound(file, command);
  const parts = await findParts(command);
  const { decide, show, asks } = findNeeds(config);
  const held = walls ? [...decide, ...show] : decide;
  const banner = `/*! zephr-onpage ${VERSION}, bundled with a config */`;
  const { cookie } = config.jwt ?? {};
  const text = joinParts(parts, { config: JSON.stringify(config), held, base, banner, cookie });
  try {
    await writeFile(output, text);
  } catch (error) {
    command.error(`error: ${output} cannot be written: ${(error as Error).message}`, { exitCode: EXIT.usage });
  }
  const left = show.filter((name) => !held.includes(name)).map((name) => parts[name]!);
  command.configureOutput().writeOut?.(describeBundle({ text, src, held, left, asks, base }));
}

/** Reads a config that pages can start with; else tells every mistake as `validate` does. */
async function readSound(file: string, command: Command): Promise<Config> {
  const text = await readTextFile(file, command);
  const mistakes = await validateText(text, { measureKey });
  const output = command.configureOutput();
  const { errors, warnings } = countMistakes(mistakes);
  if (errors > 0) {
    output.writeOut?.(writeReport(file, mistakes, output.getOutHasColors?.() ?? false));
    throw new CommanderError(EXIT.mistake, 'commander.error', `${file} has errors`);
  }
  if (warnings > 0) output.writeErr?.(`${nameOf(file)} has ${warnings} warnings: zephr validate tells them.\n`);
  const config = JSON.parse(text) as unknown;
  try {
    // A page needs a key, which others that read the config have from elsewhere.
    refuseSecret(config);
    return checkConfig(config, true);
  } catch (error) {
    return refuseConfig(file, isConfigError(error) ? explainMistake(error, config) : error, command);
  }
}

/** The files of the package, which lie where this command does. */
async function findParts(command: Command): Promise<Parts> {
  try {
    return await readParts(new URL('.', import.meta.url));
  } catch (error) {
    return command.error(
      `error: what a bundle is made of is not beside this command: ${(error as Error).message}. Run the one inside the package zephr-onpage.`,
      { exitCode: EXIT.usage },
    );
  }
}
