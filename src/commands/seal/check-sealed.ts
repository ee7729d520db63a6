import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommanderError, type Command } from 'commander';
import type { JsonLdCode } from '../../model/codes.js';
import type { Config } from '../../model/config.js';
import type { SealKey } from '../../seal/seal-keys.js';
import { checkWholeFolder } from '../../sealer/check-folder.js';
import { createSealer } from '../../sealer/create-sealer.js';
import { isPageFile, listFiles, openFolder, readFolderText } from '../../sealer/read-folder.js';
import { isSealed } from '../../sealer/seal-page.js';
import type { FolderMistake } from '../../sealer/sealer-mistake.js';
import { EXIT } from '../exit-codes.js';
import { nameOf, readTextFile, refuseUnreadable } from '../read-text-file.js';
import { findPageMistakes } from '../validate/find-page-mistakes.js';
import { readPage } from '../validate/read-page.js';
import { describeCodes, describeMistakes, type PrintedMistake } from './seal-run.js';

/**
 * Checks a folder or a page, and reports what is found.
 *
 * @throws {CommanderError} With exit code 1 where there is a mistake, 2 for a folder that cannot be read.
 */
export async function checkSealed(
  input: string,
  settings: { readonly config: Config; readonly keys: readonly SealKey[] },
  command: Command,
): Promise<void> {
  const isFolder = input !== '-' && (await isDirectory(input, command));
  const { mistakes, notes, says } = isFolder
    ? await checkFiles(input, settings)
    : await checkOne(input, settings, command);
  const texts = new Map<string, string>();
  for (const { file } of [...mistakes, ...notes]) {
    if (!texts.has(file) && isFolder) texts.set(file, await readFile(file, 'utf8').catch(() => ''));
  }
  const textOf = (file: string): string | undefined => texts.get(file);
  command
    .configureOutput()
    .writeOut?.(
      describeMistakes(notes, textOf, 'note ') +
        describeMistakes(mistakes, textOf) +
        describeCodes(mistakes) +
        `${mistakes.length > 0 ? '\n' : ''}${nameOf(input)}: ${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}, ${says}\n`,
    );
  if (mistakes.length > 0) throw new CommanderError(EXIT.mistake, 'commander.error', `${input} has mistakes`);
}

interface Checked {
  readonly mistakes: readonly PrintedMistake[];
  readonly notes: readonly FolderMistake[];
  readonly says: string;
}

async function checkFiles(input: string, settings: Parameters<typeof checkSealed>[1]): Promise<Checked> {
  const { mistakes, notes, files, seals } = await checkWholeFolder(input, settings);
  const folder = await openFolder(input);
  const jsonLd: PrintedMistake[] = [];
  for (const file of (await listFiles(folder)).filter(isPageFile))
    jsonLd.push(...findJsonLdMistakes((await readFolderText(folder, file)) ?? '', file, settings.config));
  const inFolder = <M extends PrintedMistake>(found: readonly M[]): M[] =>
    found.map((mistake) => ({ ...mistake, file: join(input, mistake.file) }));
  return {
    mistakes: inFolder([...mistakes, ...jsonLd]),
    notes: inFolder(notes),
    says: `${seals} ${seals === 1 ? 'seal' : 'seals'} in ${files} files`,
  };
}

async function checkOne(
  input: string,
  settings: Parameters<typeof checkSealed>[1],
  command: Command,
): Promise<Checked> {
  const html = await readTextFile(input, command);
  const file = nameOf(input);
  const found = await createSealer(settings).check(html);
  const jsonLd = findJsonLdMistakes(html, file, settings.config);
  return { mistakes: [...found.map((mistake) => ({ ...mistake, file })), ...jsonLd], notes: [], says: 'in one page' };
}

/** Holds the JSON-LD of a page with seals against what anonymous readers see, as `zephr validate --page` does. */
function findJsonLdMistakes(html: string, file: string, config: Config): PrintedMistake[] {
  const page = readPage(html);
  if (!page.features.some((feature) => !page.inClear.includes(feature) && isSealed(config, feature))) return [];
  return findPageMistakes(config, page).flatMap(({ code, message }) =>
    isJsonLdCode(code) ? [{ code, message, file, offset: 0 }] : [],
  );
}

function isJsonLdCode(code: string): code is JsonLdCode {
  return code.startsWith('json-ld-');
}

/** Whether a path is a folder. Ends the command where there is nothing. */
export async function isDirectory(path: string, command: Command): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    return refuseUnreadable(path, error, command);
  }
}
