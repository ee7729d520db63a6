import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Option, type Command } from 'commander';
import { CHUNK_NAMES } from '../model/chunk-names.js';
import { VERSION } from '../lib/version.js';
import { describeBundle, type MadeBundle } from './bundle/describe-bundle.js';
import { findAllNeeds } from './bundle/find-all-needs.js';
import { findNeeds } from './bundle/find-needs.js';
import { inlineIntoPages } from './bundle/inline-into-pages.js';
import { isBundle, MARK } from './bundle/is-bundle.js';
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

/** The end that the name of a bundle gets in the name of its notices. */
const NOTICES_END = '.LICENSE.txt';

/** All that follows the first decision: every page loads it, so a bundle without it would save no byte. */
const LIVE = `chunks/${CHUNK_NAMES.live}`;

/** The chunks that verify a signed config. */
const SIGNED = [CHUNK_NAMES.config, CHUNK_NAMES.configKey].map((name) => `chunks/${name}`);

interface BundleOptions {
  readonly output?: string;
  readonly inline?: readonly string[];
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
    .option('-o, --output <file>', 'the script to write')
    .addOption(
      new Option('--inline <page...>', 'put the script into these pages, where their tag of zephr.js is').conflicts(
        'output',
      ),
    )
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
With --inline the script is text of each page, which saves a request. Run it again when the config changes.
With --single a page loads no other file, and you copy no folder: for tag managers and fields of a CMS.
Notices of the packages in the script are written beside it, as site.js.LICENSE.txt. Publish them with it.
The exit code is 1 if the config has an error; the report is that of zephr validate.

Examples:
  $ zephr bundle zephr.json -o public/site.js
  $ zephr bundle zephr.json -o site.js --single
  $ zephr bundle zephr.json --inline public/index.html --base /
  $ zephr bundle zephr.json -o site.js --base https://static.example/zephr/`,
    )
    .action(bundle);
  program.addHelpText('after', '  $ zephr bundle zephr.json -o site.js');
}

async function bundle(file: string, options: BundleOptions, command: Command): Promise<void> {
  const { output, inline, single: isSingle = false } = options;
  const base = options.base.endsWith('/') ? options.base : `${options.base}/`;
  refuseOptions(base, options, command);
  const key = options.sign === undefined ? null : await readTokenKey(options.sign, undefined, command);
  const config = await readSoundConfig(await readTextFile(file, command), file, command);
  const parts = await findParts(command);
  const { decide, show, asks } = findNeeds(config);
  const needed = isSingle ? findAllNeeds(config) : [...decide, LIVE, ...(options.walls ? show : [])];
  const held = [...(key ? SIGNED : []), ...needed];
  const notices = await findNotices(parts, held, command);
  const beside = notices === null ? null : await noticesPlace(options, base);
  const json = JSON.stringify(config);
  const text = joinParts(parts, {
    config: json,
    signature: key && (await signConfig(new TextEncoder().encode(json), key, Math.floor(Date.now() / 1000))),
    held,
    base,
    banner: writeBanner(notices, beside),
    cookie: config.jwt?.cookie,
    isSingle,
  });
  const left = show.filter((name) => !held.includes(name)).map((name) => parts[name]!);
  const made = { text, held, left, asks, base: isSingle ? null : base, notices: beside?.file ?? null };
  const print = (rest: Pick<MadeBundle, 'src' | 'pages'>): void =>
    command.configureOutput().writeOut?.(describeBundle({ ...made, ...rest }));
  if (inline) return print({ src: '/', pages: await inlineIntoPages(inline, text, options.src, command) });
  const built = Object.values(parts).map(({ path }) => fileURLToPath(new URL(path, PACKAGE)));
  const inputs = [file, ...(options.sign === undefined ? [] : [options.sign]), ...built];
  const common = { inputs, maker: 'zephr bundle', force: options.force };
  const files: (OutputFile & { readonly text: string })[] = [
    { ...common, path: output!, isOwn: isBundle, text },
    ...(notices !== null && beside ? [{ ...common, path: beside.file, isOwn: isNotices, text: notices }] : []),
  ];
  for (const one of files) await refuseOutput(one, command);
  for (const { text: written, ...one } of files) await writeOutput(written, one, command);
  print({ src: options.src ?? `/${basename(output!)}`, pages: null });
}

/** Ends the command over options that say too little, or what no page could follow. */
function refuseOptions(base: string, { output, inline, single }: BundleOptions, command: Command): void {
  const refuse = (says: string): never => command.error(`error: ${says}`, { exitCode: EXIT.usage });
  if (output === undefined && !inline)
    refuse("required option '-o, --output <file>' not specified; --inline <page...> needs none");
  if (!/^(https?:\/\/|\.{0,2}\/)/.test(base)) refuse(`--base ${base} is not an address: write https://…, /… or ./…`);
  if (inline && !single && base.startsWith('.'))
    refuse(
      '--inline needs the address of the folder that contains chunks, for all pages: add --base with https://… or /…',
    );
}

/** Where the notices are. */
interface NoticesPlace {
  /** As the first comment of the script names it. */
  readonly says: string;
  readonly file: string;
}

/** Where the notices of a bundle are, if not in the bundle: beside its file, or for text of a page in the folder of the chunks. */
async function noticesPlace({ output, single }: BundleOptions, base: string): Promise<NoticesPlace | null> {
  if (output === undefined) {
    if (single) return null;
    const file = `${base}${NOTICES}`;
    return { says: file.replaceAll('*', '%2A'), file };
  }
  // The comment names no file, so that the same config makes the same bundle under every name.
  const isBeside = await isFile(output);
  return isBeside ? { says: `in this name + ${NOTICES_END}`, file: `${output}${NOTICES_END}` } : null;
}

/** Writes the comment that a bundle begins with. It says where the notices are, or holds them where there is no place for a file. */
function writeBanner(notices: string | null, place: NoticesPlace | null): string {
  const see = place ? `; licences: ${place.says}` : '';
  const inside = notices === null || place ? '' : `\n/*!\n${notices.replaceAll('*/', '* /')}*/`;
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
