import type { Config } from '../model/config.js';
import type { SealKey } from '../seal/seal-keys.js';
import { checkPage } from './check-page.js';
import { createFeatureKeys } from './feature-keys.js';
import { LeakSearch } from './leak-search.js';
import type { FolderMistake } from './sealer-mistake.js';
import { isPageFile, listFiles, openFolder, readFolderText, type Folder } from './read-folder.js';

/** A folder that was checked. */
export interface CheckedFolder {
  readonly mistakes: readonly FolderMistake[];
  readonly notes: readonly FolderMistake[];
  /** Number of files with text that were searched. */
  readonly files: number;
  /** Number of seals that opened. */
  readonly seals: number;
}

/** Config and keys of a check. */
export interface CheckSettings {
  readonly config: Config;
  /** All keys that pages may be sealed with: the current one first, then retired ones. */
  readonly keys: readonly SealKey[];
}

/**
 * Checks all files of a folder: every place that is declared sealed is sealed and opens, and nothing of what is sealed is in
 * clear in any file: pages, feeds, search indexes, scripts, texts.
 *
 * @throws {SealError} (rejects) `seal-key-invalid`.
 */
export async function checkWholeFolder(path: string, { config, keys }: CheckSettings): Promise<CheckedFolder> {
  const { masterKeys } = createFeatureKeys(keys);
  const folder = await openFolder(path);
  const mistakes: FolderMistake[] = [];
  const notes: FolderMistake[] = [];
  const search = new LeakSearch();
  const files = await listFiles(folder);
  let seals = 0;
  for (const file of files.filter(isPageFile)) {
    const html = await readPage(folder, file, mistakes);
    if (html === null) continue;
    const page = await checkPage(html, { config, masterKeys }, file);
    mistakes.push(...page.mistakes.map((mistake) => ({ ...mistake, file })));
    notes.push(...page.notes.map((note) => ({ ...note, file })));
    for (const content of page.contents) search.add(content);
    seals += page.contents.length;
  }
  let searched = 0;
  for (const file of files) {
    const text = await readFolderText(folder, file);
    if (text === null) continue;
    searched++;
    if (!search.isEmpty)
      mistakes.push(...search.search(text, isPageFile(file)).map((mistake) => ({ ...mistake, file })));
  }
  return { mistakes, notes, files: searched, seals };
}

async function readPage(folder: Folder, file: string, mistakes: FolderMistake[]): Promise<string | null> {
  const html = await readFolderText(folder, file, true);
  if (html === null) mistakes.push({ code: 'seal-encoding', file, offset: 0, message: 'The page is not UTF-8.' });
  return html;
}
