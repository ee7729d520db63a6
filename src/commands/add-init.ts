import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import { NOTICES } from './bundle/built-part.js';
import { readParts } from './bundle/read-parts.js';
import { EXIT } from './exit-codes.js';
import { askAddresses } from './init/ask-addresses.js';
import { createFirstConfig, createFirstReaders, DEFAULT_ADDRESSES } from './init/first-config.js';
import { createFirstPage } from './init/first-page.js';
import { makeFolder } from './make-folder.js';
import { refuseOutput, writeOutput } from './write-output.js';

interface InitOptions {
  readonly page?: true;
  readonly copy?: string;
}

/** A file to be written. */
interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The folder of the package's files, where this command is. */
const PACKAGE = new URL('.', import.meta.url);

/** Adds `init`: a first config with test readers, and a page that shows a wall. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('write a first config with test readers, and a page with a wall')
    .argument('[folder]', 'folder of the new files', '.')
    .option('--page', 'also write index.html, and copy the script and its chunks beside it')
    .option('--copy <folder>', 'copy the script and its chunks into this folder')
    .addHelpText(
      'after',
      `
In a terminal the command asks for two addresses. It never replaces a file.

Examples:
  A first wall in an empty folder, for any web server:
  $ zephr init --page

  The config in this folder, and the script in the folder that the site serves:
  $ zephr init --copy public`,
    )
    .action(init);
  program.addHelpText('after', '  $ zephr init --page');
}

async function init(folder: string, { page, copy }: InitOptions, command: Command): Promise<void> {
  const output = command.configureOutput();
  const scripts = copy ?? (page ? folder : null);
  const { stdin: input, stderr } = process;
  const built = scripts === null ? [] : await readScripts(scripts, command);
  const script = scripts === null ? '/zephr.js' : toAddress(join(relative(folder, scripts), 'zephr.js'));
  // Refused before anything is asked.
  const fixed: NewFile[] = [
    ...built,
    ...(page ? [{ path: join(folder, 'index.html'), text: createFirstPage(script) }] : []),
    { path: join(folder, 'zephr.readers.json'), text: toJson(createFirstReaders()) },
  ];
  const config = join(folder, 'zephr.json');
  for (const path of [config, ...fixed.map((file) => file.path)]) await refuseOutput(toOutput(path), command);
  const addresses = input.isTTY ? await askAddresses({ input, output: stderr }) : DEFAULT_ADDRESSES;
  if (!addresses) return command.error('Nothing was written.', { exitCode: EXIT.usage });
  // The config comes last, as what is there by then makes it complete.
  const files = [...fixed, { path: config, text: toJson(createFirstConfig(addresses)) }];
  for (const path of new Set(files.map((file) => dirname(file.path)))) await makeFolder(path, command);
  for (const { path, text } of files) await writeOutput(text, toOutput(path), command);
  output.writeOut?.(describe({ folder, config, page: page ? join(folder, 'index.html') : null, scripts }));
}

const toOutput = (path: string): Parameters<typeof refuseOutput>[0] => ({ path, inputs: [], maker: 'zephr init' });

const toJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const toAddress = (path: string): string => path.split(sep).join('/');

/** Reads the script and its chunks, with the notices of the packages that they hold. */
async function readScripts(folder: string, command: Command): Promise<NewFile[]> {
  try {
    const parts = await readParts(PACKAGE);
    const notices = { path: NOTICES, text: await readFile(new URL(NOTICES, PACKAGE), 'utf8') };
    return [...Object.values(parts), notices].map(({ path, text }) => ({ path: join(folder, path), text }));
  } catch (error) {
    return command.error(
      `error: the script is not beside this command: ${(error as Error).message}. Run the command of an installed package zephr-onpage.`,
      { exitCode: EXIT.usage },
    );
  }
}

/** The files that were written. */
interface Done {
  readonly folder: string;
  readonly config: string;
  readonly page: string | null;
  /** Folder of the script; `null` where it was not copied. */
  readonly scripts: string | null;
}

function describe({ folder, config, page, scripts }: Done): string {
  return [
    `${config}: a registration wall, a paywall, and a feature "articles"`,
    `${join(folder, 'zephr.readers.json')}: two test readers with expectations`,
    ...(page === null ? [] : [`${page}: a page with a wall; open it through any web server`]),
    scripts === null
      ? 'Copy dist/zephr.js and the folder dist/chunks of the package, and the config, to the folder that your site serves.'
      : `${join(scripts, 'zephr.js')}, ${join(scripts, 'chunks')}: the script, and the files that it loads`,
    '',
    'Add these to each page, the script before its style sheets:',
    '  <script src="/zephr.js" data-config="/zephr.json"></script>',
    '  <zephr-feature feature="articles"> the gated content </zephr-feature>',
    '',
    'Next:',
    `  npx zephr-onpage test ${config}`,
    `  npx zephr-onpage validate ${config}`,
    '  Put the public key of your identity provider into jwt.publicKey. For a shared secret, run npx zephr-onpage serve.',
    '',
  ].join('\n');
}
