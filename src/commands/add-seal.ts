import { Option, type Command } from 'commander';
import type { Config } from '../model/config.js';
import { encodeBase64url } from '../lib/base64url.js';
import type { SealKey } from '../seal/seal-keys.js';
import { createFeatureKeys } from '../sealer/feature-keys.js';
import { isSealed } from '../sealer/seal-page.js';
import { EXIT } from './exit-codes.js';
import { readGivenSealKeys } from './given-seal-keys.js';
import { loadConfig, requireFeature } from './load-config.js';
import { checkSealed, isDirectory } from './seal/check-sealed.js';
import { pathOfName, sealFile, type PageFile } from './seal/seal-file.js';
import { sealFolder, watchFolder } from './seal/seal-folder.js';
import type { SealRun } from './seal/seal-run.js';

interface SealOptions {
  readonly output?: string;
  readonly config: string;
  readonly keys?: string;
  readonly feature?: readonly string[];
  readonly path?: string;
  readonly base?: string;
  readonly zip: boolean;
  readonly check?: true;
  readonly open?: true;
  readonly rekey?: true;
  readonly watch?: true;
  readonly featureKey?: string;
  readonly force?: true;
}

/** Adds `seal`: content that is in the page as ciphertext. */
export function addSeal(program: Command): void {
  program
    .command('seal')
    .description('encrypt the gated parts of pages, and check that nothing of them is in clear')
    .argument('[input]', 'a page, a folder, or - for the standard input')
    .option('-o, --output <path>', 'the page or folder to write (default for a page: the standard output)')
    .option('-c, --config <file>', 'the config', 'zephr.json')
    .option('--keys <file>', 'sealing keys (default: ZEPHR_SEAL_KEYS)')
    .option('-f, --feature <id...>', 'seal these features only (default: those with "protection": "sealed")')
    .addOption(new Option('--path <path>', 'path of the page (default: its canonical link)').conflicts('base'))
    .option('--base <url>', 'address of the folder on the site (default: the canonical links of its pages)')
    .option('--no-zip', 'do not deflate before encrypting')
    .option('--rekey', 'seal again, with the first key, what is sealed')
    .addOption(new Option('--open', 'open all seals: the reverse, for editors').conflicts(['rekey', 'check']))
    .addOption(new Option('--check', 'check a folder or a page; writes nothing').conflicts(['output', 'watch']))
    .option('--watch', 'seal a folder again after each change')
    .option('--feature-key <id>', 'print the key of a feature, for the claim zephr_keys; seals nothing')
    .option('--force', 'replace files that this command has not made')
    .addHelpText(
      'after',
      `
Each <zephr-feature> of a sealed feature gets its content as a seal; everything else stays octet for octet.
seal.clear of a feature says how much of it stays in clear. A part that is sealed already is left alone.
In a folder each page is sealed and every other file is copied. Where one page cannot be sealed, nothing is written.
With --check every place has to be sealed and to open, and eight words in a row of a sealed part may be in no file:
not in JSON-LD, feeds, search indexes, scripts or copies. The exit code is 1 for a mistake.
Sealing keys come from ZEPHR_SEAL_KEYS or a file, kid:key separated by commas. The first seals, all open.

Examples:
  $ zephr seal story.html -o sealed.html
  $ zephr seal public -o dist --base https://news.example
  $ zephr seal dist --check
  $ zephr seal --feature-key articles`,
    )
    .action(seal);
  program.addHelpText('after', '  $ zephr seal public -o dist');
}

async function seal(input: string | undefined, options: SealOptions, command: Command): Promise<void> {
  const keys =
    (await readGivenSealKeys(options.keys, command)) ??
    refuse(
      'there is no sealing key: set ZEPHR_SEAL_KEYS, or name a file with --keys. "zephr keys --seal" makes one.',
      command,
    );
  const { config } = await loadConfig(options.config, command);
  for (const id of [...(options.feature ?? []), ...(options.featureKey === undefined ? [] : [options.featureKey])])
    requireFeature(config, id, options.config, command);
  if (options.featureKey !== undefined) return printFeatureKey(options.featureKey, keys, command);
  if (input === undefined) return command.error("error: missing required argument 'input'", { exitCode: EXIT.usage });
  refuseUnsealed(config, options, command);
  if (options.check) return checkSealed(input, { config, keys }, command);
  await sealInput(input, options, {
    ...{ config, keys: createFeatureKeys(keys), isDeflated: options.zip, features: options.feature, command },
    ...{ isOpening: options.open === true, isRekeying: options.rekey === true },
  });
}

async function sealInput(input: string, options: SealOptions, run: SealRun): Promise<void> {
  const { output, path, base, watch, force = false } = options;
  const { command } = run;
  if (base !== undefined && !URL.canParse(base))
    refuse(`--base must be an address, such as https://news.example.`, command);
  if (input === '-' || !(await isDirectory(input, command))) {
    if (watch) refuse('--watch takes a folder.', command);
    const inputs = [input, options.config, ...(options.keys === undefined ? [] : [options.keys])];
    return sealFile({ file: input, output, about: pathOfPage(input, path, base), force, inputs }, run);
  }
  if (output === undefined) return refuse('name the folder to write with --output.', command);
  if (path !== undefined) refuse('--path is for one page. Use --base for a folder.', command);
  const folder = { folder: input, output, base, force };
  await (watch ? watchFolder(folder, run) : sealFolder(folder, run));
}

/** The path of one page: as given, or by the name of its file where its canonical link does not say it. */
function pathOfPage(input: string, path: string | undefined, base: string | undefined): PageFile['about'] {
  const name = pathOfName(input);
  if (path !== undefined) return { path };
  if (base === undefined || name === undefined) return { otherwise: name };
  return { path: new URL(name.slice(1), base.endsWith('/') ? base : `${base}/`).href };
}

async function printFeatureKey(feature: string, keys: readonly SealKey[], command: Command): Promise<void> {
  const { kid, of } = createFeatureKeys(keys);
  const said = command.configureOutput();
  said.writeOut?.(`${encodeBase64url(await of(feature))}\n`);
  const claim = JSON.stringify({ zephr_keys: { [feature]: { [kid]: '…' } } });
  said.writeErr?.(
    `The key of feature "${feature}" under key "${kid}", for tokens of readers who may see it: ${claim}\n`,
  );
}

/** Ends the command where no feature would be sealed: a site must not be deployed in clear by an oversight. */
function refuseUnsealed(config: Config, { feature, config: file }: SealOptions, command: Command): void {
  if (feature || Object.keys(config.features).some((id) => isSealed(config, id))) return;
  command.error(`error: ${file} has no feature with "protection": "sealed". Declare one, or name it with --feature.`, {
    exitCode: EXIT.mistake,
  });
}

function refuse(says: string, command: Command): never {
  return command.error(`error: ${says}`, { exitCode: EXIT.usage });
}
