import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, link, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Errors of a folder in which no file can be made or moved, though a file in it may be writable: a file that is mounted alone. */
const FIXED = new Set(['EACCES', 'EPERM', 'EBUSY', 'EXDEV', 'EROFS']);
/** Errors of disks that have no hard links. */
const LINKLESS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']);

/**
 * Writes a text file as a whole: it has its old text or its new one, whatever ends the process. A link is followed.
 *
 * @param mode - Rights of the file. Default: those of the file that is there, otherwise the usual ones of new files.
 * @throws {NodeJS.ErrnoException} (rejects) Where the file cannot be written; `EEXIST` where another program has just made it.
 */
export async function writeWhole(path: string, text: string, mode?: number): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const there = await stat(target).catch(() => null);
  // A device or a pipe has no text to keep.
  if (there && !there.isFile()) return writeFile(target, text);
  await (there ? replace(target, text, mode, there) : create(target, text, mode));
}

/** Makes a file that is not there. Rejects with `EEXIST` where another program was faster. */
async function create(target: string, text: string, mode: number | undefined): Promise<void> {
  const made = await writeBeside(target, text, mode);
  try {
    // A link, unlike a move, never takes the place of a file.
    await link(made, target);
  } catch (error) {
    if (!LINKLESS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeFile(target, text, { flag: 'wx', mode });
  } finally {
    await rm(made, { force: true });
  }
}

async function replace(target: string, text: string, mode: number | undefined, before: Stats): Promise<void> {
  try {
    const made = await writeBeside(target, text, 0o600);
    try {
      await chmod(made, mode ?? before.mode & 0o7777);
      await rename(made, target);
    } catch (error) {
      await rm(made, { force: true });
      throw error;
    }
    await syncFolder(dirname(target));
  } catch (error) {
    if (!FIXED.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeFile(target, text);
  }
}

/** Writes a file of a random name into the folder of another one. */
async function writeBeside(target: string, text: string, mode: number | undefined): Promise<string> {
  const made = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(made, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return made;
}

/** Has the disk keep the new name too, where folders can be opened. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => {});
  await opened?.close();
}
