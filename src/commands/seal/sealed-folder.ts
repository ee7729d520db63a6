import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { makeFolder } from '../make-folder.js';
import { refuseUnwritable } from '../refuse-unwritable.js';

/** The file by which the command knows a folder that it has made. */
export const SEALED_MARK = '.zephr-sealed';
/** Beginning of the name of a folder for files that wait until all are there; the id of the process follows. */
const STAGE = '.zephr-sealing-';
/** Errors where a file cannot be moved over another one, though it can be written: one that is mounted alone. */
const FIXED = new Set(['EACCES', 'EPERM', 'EBUSY', 'EXDEV']);
const MARK_TEXT = 'zephr seal writes this folder, and replaces files in it.\n';

/**
 * Opens the folder that sealed pages are written to.
 *
 * @param force - Whether files are replaced in a folder that the command has not made.
 * @throws {CommanderError} With exit code 2: for the folder that is read, one inside it or around it; for a folder with files
 *   that the command has not made; and where it cannot be written.
 */
export async function openSealedFolder(
  input: string,
  output: string,
  force: boolean,
  command: Command,
): Promise<SealedFolder> {
  const [from, to] = await Promise.all([input, output].map((path) => realpath(path).catch(() => resolve(path))));
  const isInside = (path: string, folder: string): boolean => `${path}${sep}`.startsWith(`${folder}${sep}`);
  if (isInside(from!, to!) || isInside(to!, from!))
    return command.error(`error: ${output} and ${input} have to lie beside each other: input is never replaced.`, {
      exitCode: EXIT.usage,
    });
  const names = await readdir(output).catch((): string[] => []);
  if (names.length > 0 && !names.includes(SEALED_MARK) && !force)
    return command.error(
      `error: ${output} has files that zephr seal did not make. Nothing was written: name another folder, or add --force.`,
      { exitCode: EXIT.usage },
    );
  await makeFolder(output, command);
  return new SealedFolder(output, command);
}

/**
 * A folder that the command writes. Files are written beside it first, inside a folder of their own, and moved when all of
 * them are there: a run that is interrupted leaves the site that was there before.
 */
export class SealedFolder {
  readonly #path: string;
  readonly #stage: string;
  readonly #command: Command;
  /** The files that wait. */
  #waiting: string[] = [];
  /** The files that are taken out with them. */
  #stale: string[] = [];
  /** The folders for the files that wait. */
  #made = new Set<string>();

  constructor(path: string, command: Command) {
    this.#path = path;
    this.#stage = join(path, `${STAGE}${process.pid}`);
    this.#command = command;
  }

  /** Marks the folder as one of this command, and removes what a killed run has left. */
  async begin(): Promise<void> {
    const mark = join(this.#path, SEALED_MARK);
    await this.#try(mark, () => writeFile(mark, MARK_TEXT));
    for (const name of await readdir(this.#path))
      if (name.startsWith(STAGE) && !isRunning(Number(name.slice(STAGE.length))))
        await rm(join(this.#path, name), { recursive: true, force: true });
    [this.#waiting, this.#stale] = [[], []];
    await this.#try(this.#stage, () => void mkdirSync(this.#stage, { recursive: true }));
    this.#made = new Set(['.']);
  }

  /** Takes a page; one that is there already stays, with its time. */
  async write(file: string, text: string): Promise<void> {
    if (this.#isThere(file, text)) return;
    await this.#hold(file, (made) => writeFileSync(made, text));
  }

  /** Takes a copy of another file, if it has changed. */
  async copy(from: string, file: string): Promise<void> {
    const [source, there] = await Promise.all([stat(from), stat(join(this.#path, file)).catch(() => null)]);
    if (there?.size === source.size && there.mtimeMs >= source.mtimeMs && !this.#isLink(file)) return;
    await this.#hold(file, (made) => copyFileSync(from, made));
  }

  /** Takes out a file of an earlier run. */
  remove(file: string): void {
    this.#stale.push(file);
  }

  /** Moves all files that wait to their places, and takes others out. */
  async finish(): Promise<void> {
    for (const file of this.#waiting) {
      const path = join(this.#path, file);
      // A second signal is heard between two files.
      await setImmediate();
      await this.#try(path, () => move(join(this.#stage, file), path));
    }
    for (const file of this.#stale) {
      const path = join(this.#path, file);
      await this.#try(path, () => rm(path, { force: true }));
    }
    this.discard();
  }

  /** Removes the files that wait, at once: also while the process ends. */
  discard(): void {
    [this.#waiting, this.#stale] = [[], []];
    rmSync(this.#stage, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }

  /** Makes a file that waits, at once: one that a thread is still making would be left when the process ends. */
  async #hold(file: string, make: (path: string) => void): Promise<void> {
    await this.#try(join(this.#path, file), () => {
      this.#makeFolder(dirname(file));
      make(join(this.#stage, file));
    });
    this.#waiting.push(file);
  }

  /** Makes a folder for files that wait, one level after the other: where all of them were discarded, none comes back. */
  #makeFolder(folder: string): void {
    if (this.#made.has(folder)) return;
    this.#makeFolder(dirname(folder));
    mkdirSync(join(this.#stage, folder));
    this.#made.add(folder);
  }

  /** Whether a page is there already. */
  #isThere(file: string, text: string): boolean {
    const path = join(this.#path, file);
    try {
      return findStats(path)?.isFile() === true && readFileSync(path, 'utf8') === text;
    } catch {
      return false;
    }
  }

  #isLink(file: string): boolean {
    return findStats(join(this.#path, file))?.isSymbolicLink() === true;
  }

  async #try(path: string, use: () => Promise<void> | void): Promise<void> {
    try {
      await use();
    } catch (error) {
      refuseUnwritable(path, error, this.#command);
    }
  }
}

/** Moves a file over another one, whose rights it gets. A link would lead out of the folder, and is replaced. */
function move(made: string, path: string): void {
  const there = findStats(path);
  if (!there) mkdirSync(dirname(path), { recursive: true });
  else if (there.isSymbolicLink()) rmSync(path);
  else chmodSync(made, there.mode & 0o7777);
  try {
    renameSync(made, path);
  } catch (error) {
    if (!there?.isFile() || !FIXED.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(made, path);
  }
}

/** Describes a file, or a link itself; `undefined` where it cannot be seen. */
function findStats(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isRunning(id: number): boolean {
  if (id === process.pid || !Number.isInteger(id) || id <= 0) return false;
  try {
    return process.kill(id, 0);
  } catch (error) {
    // A process of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
