import { readFileSync, watch } from 'node:fs';
import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CommanderError } from 'commander';
import { isPageFile, listFiles, openFolder, pageOfTwin } from '../../sealer/read-folder.js';
import type { PageToSeal } from '../../sealer/seal-page.js';
import type { FolderMistake } from '../../sealer/sealer-mistake.js';
import { EXIT } from '../exit-codes.js';
import { startProgress, type Progress } from '../progress.js';
import { undoWhenEnded } from '../undo-when-ended.js';
import { countParts, pathOfFile } from './seal-file.js';
import { openSealedFolder, SEALED_MARK, type SealedFolder } from './sealed-folder.js';
import { describeCodes, describeMistakes, runPage, type SealRun } from './seal-run.js';

/** A folder on the command line. */
export interface FolderToSeal {
  readonly folder: string;
  readonly output: string;
  /** Address of the folder on the site; `undefined` for the canonical links of its pages. */
  readonly base: string | undefined;
  readonly force: boolean;
}

/** Time without changes before a folder is sealed again, in milliseconds. */
const CALM_MS = 100;

/**
 * Seals the pages of a folder into another one, and copies everything else. Where a page cannot be sealed, nothing is written:
 * a site is deployed as a whole.
 *
 * @throws {CommanderError} With exit code 1 where a page cannot be sealed, 2 for a folder that cannot be read or written.
 */
export async function sealFolder(given: FolderToSeal, run: SealRun): Promise<void> {
  const target = await openSealedFolder(given.folder, given.output, given.force, run.command);
  if (!(await sealOnce(given, target, run)))
    throw new CommanderError(EXIT.mistake, 'commander.error', `${given.folder} cannot be sealed`);
}

/** Seals a folder now, and again after each change in it, until the command is ended. */
export async function watchFolder(given: FolderToSeal, run: SealRun): Promise<never> {
  const target = await openSealedFolder(given.folder, given.output, given.force, run.command);
  await sealOnce(given, target, run);
  run.command.configureOutput().writeErr?.(`Watching ${given.folder}\n`);
  let timer: NodeJS.Timeout | undefined;
  // One run after the other: the last one sees the last change.
  let running: Promise<unknown> = Promise.resolve();
  return new Promise((_, fail) => {
    const again = (): void => {
      running = running.then(() => sealOnce(given, target, run)).catch(fail);
    };
    watch(given.folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(again, CALM_MS);
    }).on('error', fail);
  });
}

async function sealOnce(given: FolderToSeal, target: SealedFolder, run: SealRun): Promise<boolean> {
  const { folder, output, base } = given;
  const { command } = run;
  const files = (await listFiles(await openFolder(folder))).filter((file) => file !== SEALED_MARK);
  const count = files.filter(isPageFile).length;
  const pages = new Map<string, string>();
  const changed = new Set<string>();
  const mistakes: FolderMistake[] = [];
  const notes: FolderMistake[] = [];
  const texts = new Map<string, string>();
  let [sealed, kept] = [0, 0];
  const progress = startProgress(command);
  for (const file of files.filter(isPageFile)) {
    progress.say(() => `${run.isOpening ? 'opening' : 'sealing'}: ${pages.size} of ${count} pages`);
    await setImmediate();
    const html = readPage(join(folder, file));
    if (html === null) {
      mistakes.push({ code: 'seal-encoding', file, offset: 0, message: 'The page is not UTF-8.' });
      continue;
    }
    const result = await runPage(html, file, pathOf(file, base), run);
    if ('mistake' in result) {
      mistakes.push(result.mistake);
      texts.set(file, html);
      continue;
    }
    const { page } = result;
    pages.set(file, page.text);
    if (page.text !== html) changed.add(file);
    if (page.notes.length > 0) texts.set(file, html);
    notes.push(...page.notes.map((note) => ({ ...note, file })));
    sealed += page.sealed;
    kept += page.kept;
  }
  const said = command.configureOutput();
  const textOf = (file: string): string | undefined => texts.get(relative(folder, file));
  const inFolder = (found: readonly FolderMistake[]): FolderMistake[] =>
    found.map((mistake) => ({ ...mistake, file: join(folder, mistake.file) }));
  if (mistakes.length > 0 || notes.length > 0) progress.end();
  said.writeErr?.(describeMistakes(inFolder(notes), textOf, 'note '));
  if (mistakes.length > 0) {
    said.writeErr?.(
      `${describeMistakes(inFolder(mistakes), textOf)}${describeCodes(mistakes)}\nNothing was written to ${output}.\n`,
    );
    return false;
  }
  // A server would send the clear file in place of the sealed page.
  const stale = files.filter((file) => changed.has(pageOfTwin(file) ?? ''));
  await writeAll(files, { pages, stale: new Set(stale), folder, target, progress });
  if (stale.length > 0) said.writeErr?.(`Left out, as their pages have changed: ${stale.join(', ')}\n`);
  const says = run.isOpening ? 'opened' : countParts(sealed, kept);
  said.writeOut?.(
    `${output}: ${says}, ${pages.size} pages and ${files.length - pages.size - stale.length} other files\n`,
  );
  return true;
}

/** The files to write, and their folders. */
interface Sealed {
  readonly pages: ReadonlyMap<string, string>;
  /** Files that are left out, and taken out of the folder. */
  readonly stale: ReadonlySet<string>;
  readonly folder: string;
  readonly target: SealedFolder;
  readonly progress: Progress;
}

/** Writes pages and copies all other files: all of them, or none where the command is ended before. */
async function writeAll(files: readonly string[], { pages, stale, folder, target, progress }: Sealed): Promise<void> {
  const undone = undoWhenEnded(() => target.discard());
  try {
    await target.begin();
    for (const [at, file] of files.entries()) {
      progress.say(() => `writing: ${at} of ${files.length} files`);
      // A signal is heard between two files.
      await setImmediate();
      const text = pages.get(file);
      if (stale.has(file)) target.remove(file);
      else await (text === undefined ? target.copy(join(folder, file), file) : target.write(file, text));
    }
    progress.end();
    undone.wait();
    await target.finish();
  } finally {
    progress.end();
    target.discard();
    undone.end();
  }
}

/** The path of a page: below the given base, else of its canonical link, else of its file. */
function pathOf(file: string, base: string | undefined): PageToSeal {
  const own = pathOfFile(file);
  if (base === undefined) return { otherwise: own };
  return { path: new URL(own.slice(1), base.endsWith('/') ? base : `${base}/`).href };
}

/** Reads a page at once, which takes a fraction of the time of a thread. */
function readPage(path: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
