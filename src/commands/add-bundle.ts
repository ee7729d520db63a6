import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Option, type Command } from 'commander';
import { CHUNK_NAMES } from '../model/chunk-names.js';
import { VERSION } from '../lib/version.js';
import { describeBundle } from './bundle/describe-bundle.js';
import { findAllNeeds } from './bundle/find-all-needs.js';
import { findNeeds } from './bundle/find-needs.js';
import { joinParts } from './bundle/join-parts.js';
import { isNotices, pickNotices } from './bundle/pick-notices.js';
import { NOTICES, SCRIPT, type Parts } from './bundle/built-part.js';
import { readParts } from './bundle/read-parts.js';
import { EXIT } from './exit-codes.js';
import { readTextFile } from './read-text-file.js';
import { readSoundConfig } from './sign/read-sound-config.js';
import { signConfig } from './sign/sign-config.js';
import { readTokenKey } from './token/read-token-key.js';
import { refuseOutput, writeOutput, type OutputFile } from './write-output.js';

/** The first comment of a bundle has these words. */
const MARK = 'bundled with a config';

/** The end that the name of a bundle gets in the name of its notices. */
const NOTICES_END = '.LICENSE.txt';

/** All that follows the first decision: every page loads it, so a bundle without it would save no byte. */
const LIVE = `chunks/${CHUNK_NAMES.live}`;

/** The chunks that verify a signed config. */
const SIGNED = [CHUNK_NAMES.config, CHUNK_NAMES.configKey].map((name) => `chunks/${name}`);

interface BundleOptions {
  readonly output: string;
  readonly walls?: true;
  readonly single?: true;
  readonly base: string;
  readonly src?: string;
  readonly sign?: string;
  readonly force?: true;
}

/** The folder of the package's files, where this command is. */
const PACKAGE = new URL('.', import.meta.url);

/** Adds `bundle`: the SDK and a config in one script. */
export function addBundle(program: Command): void {
  program
    .command('bundle')
    .description('put the SDK and a config into one script')
    .argument('<file>', 'the config; - reads the standard input')
    .requiredOption('-o, --output <file>', 'the script to write')
    .option('--walls', 'include the walls, for sites where most readers see one')
    .addOption(
      new Option('--single', 'include every file that a page with this config can need').conflicts(['walls', 'base']),
    )
    .option('--base <url>', 'address of the folder that contains chunks', './')
    .option('--src <url>', 'address of the script on your site, for the printed lines')
    .option('--sign <file>', 'sign the config with this private key, for a script tag with data-config-key')
    .option('--force', 'replace a file that is not a script of this command')
    .addHelpText(
      'after',
      `
The script contains all code that decides with this config. A page loads the rest when it needs it, from the folder
chunks beside the script. Copy that folder from dist/, or name another address with --base.
With --single a page loads no other file, and you copy no folder: for tag managers and fields of a CMS.
Notices of the packages in the script are written beside it, as site.js.LICENSE.txt. Publish them with it.
The exit code is 1 if the config has an error; the report is that of zephr validate.

Examples:
  $ zephr bundle zephr.json -o public/site.js
  $ zephr bundle zephr.json -o site.js --single
  $ zephr bundle zephr.json -o site.js --base https://static.example/zephr/`,
    )
    .action(bundle);
  program.addHelpText('after', '  $ zephr bundle zephr.json -o site.js');
}

async function bundle(file: string, options: BundleOptions, command: Command): Promise<void> {
  const { output, walls, single: isSingle = false, src = `/${basename(output)}` } = options;
  const base = options.base.endsWith('/') ? options.base : `${options.base}/`;
  if (!/^(https?:\/\/|\.{0,2}\/)/.test(base)) {
    command.error(`error: --base ${base} is not an address: write https://…, /… or ./…`, { exitCode: EXIT.usage });
  }
  const key = options.sign === undefined ? null : await readTokenKey(options.sign, undefined, command);
  const config = await readSoundConfig(await readTextFile(file, command), file, command);
  const parts = await findParts(command);
  const { decide, show, asks } = findNeeds(config);
  const needed = isSingle ? findAllNeeds(config) : [...decide, LIVE, ...(walls ? show : [])];
  const held = [...(key ? SIGNED : []), ...needed];
  const notices = await findNotices(parts, held, command);
  const beside = notices !== null && (await isFile(output)) ? `${output}${NOTICES_END}` : null;
  const json = JSON.stringify(config);
  const text = joinParts(parts, {
    config: json,
    signature: key && (await signConfig(new TextEncoder().encode(json), key, Math.floor(Date.now() / 1000))),
    held,
    base,
    banner: writeBanner(notices, beside !== null),
    cookie: config.jwt?.cookie,
    isSingle,
  });
  const built = Object.values(parts).map(({ path }) => fileURLToPath(new URL(path, PACKAGE)));
  const inputs = [file, ...(options.sign === undefined ? [] : [options.sign]), ...built];
  const common = { inputs, maker: 'zephr bundle', force: options.force };
  const files: (OutputFile & { readonly text: string })[] = [
    { ...common, path: output, isOwn: isBundle, text },
    ...(notices !== null && beside !== null ? [{ ...common, path: beside, isOwn: isNotices, text: notices }] : []),
  ];
  for (const one of files) await refuseOutput(one, command);
  for (const { text: written, ...one } of files) await writeOutput(written, one, command);
  const left = show.filter((name) => !held.includes(name)).map((name) => parts[name]!);
  const made = { text, src, held, left, asks, base: isSingle ? null : base, notices: beside };
  command.configureOutput().writeOut?.(describeBundle(made));
}

/**
 * Writes the comment that a bundle begins with. It says where the notices are, or holds them where there is no place for a file:
 * a pipe has none beside it. It names no file, so that the same config makes the same bundle under every name.
 */
function writeBanner(notices: string | null, isBeside: boolean): string {
  const see = isBeside ? `; licences: in this name + ${NOTICES_END}` : '';
  const inside = notices === null || isBeside ? '' : `\n/*!\n${notices.replaceAll('*/', '* /')}*/`;
  return `/*! zephr-onpage ${VERSION}, ${MARK}${see} */${inside}`;
}

/** The notices of the packages whose code a bundle holds; `null` where it holds none. */
async function findNotices(parts: Parts, held: readonly string[], command: Command): Promise<string | null> {
  const packages = [SCRIPT, ...held].flatMap((name) => parts[name]!.packages);
  if (packages.length === 0) return null;
  try {
    return pickNotices(await readFile(new URL(NOTICES, PACKAGE), 'utf8'), packages);
  } catch (error) {
    return refuseForeign(error, command);
  }
}

/** Whether a path is a file, or could become one. */
async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? true;
}

/** Whether a text is a script that `bundle` has made, of any version. */
function isBundle(text: string): boolean {
  return /^(\/\/.*\n)?\/\*! zephr-onpage [^*]+ \*\//.test(text) && text.slice(0, text.indexOf('*/')).includes(MARK);
}

/** The files of the package, which lie where this command does. */
async function findParts(command: Command): Promise<Parts> {
  try {
    return await readParts(PACKAGE);
  } catch (error) {
    return refuseForeign(error, command);
  }
}

function refuseForeign(error: unknown, command: Command): never {
  return command.error(
    `error: the parts of a bundle are not beside this command: ${(error as Error).message}. Run the command of an installed package zephr-onpage.`,
    { exitCode: EXIT.usage },
  );
}
