import { randomBytes } from 'node:crypto';
import { copyFile, lstat, mkdir, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { writeWhole } from '../../files/write-whole.js';
import { EXIT } from '../exit-codes.js';
import { makeFolder } from '../make-folder.js';
import { refuseUnwritable } from '../refuse-unwritable.js';

/** The file by which the command knows a folder that it has made. */
export const SEALED_MARK = '.zephr-sealed';
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

/** A folder that the command writes, each file as a whole. */
export class SealedFolder {
  readonly #path: string;
  readonly #command: Command;

  constructor(path: string, command: Command) {
    this.#path = path;
    this.#command = command;
  }

  /** Marks the folder as one of this command. */
  mark(): Promise<void> {
    return this.write(SEALED_MARK, MARK_TEXT);
  }

  /** Writes a page; one that is there already stays, with its time. */
  async write(file: string, text: string): Promise<void> {
    const path = await this.#prepare(file);
    if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
    await writeWhole(path, text).catch((error: unknown) => refuseUnwritable(path, error, this.#command));
  }

  /** Copies another file, if it has changed. */
  async copy(from: string, file: string): Promise<void> {
    const path = await this.#prepare(file);
    const [source, there] = await Promise.all([stat(from), stat(path).catch(() => null)]);
    if (there?.size === source.size && there.mtimeMs >= source.mtimeMs) return;
    const made = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
    try {
      await copyFile(from, made);
      await rename(made, path);
    } catch (error) {
      await rm(made, { force: true });
      refuseUnwritable(path, error, this.#command);
    }
  }

  /** Takes out a file of an earlier run. */
  async remove(file: string): Promise<void> {
    const path = join(this.#path, file);
    await rm(path, { force: true }).catch((error: unknown) => refuseUnwritable(path, error, this.#command));
  }

  /** Makes the folder of a file. A link would lead out of this one. */
  async #prepare(file: string): Promise<string> {
    const path = join(this.#path, file);
    await mkdir(dirname(path), { recursive: true }).catch((error: unknown) =>
      refuseUnwritable(path, error, this.#command),
    );
    if ((await lstat(path).catch(() => null))?.isSymbolicLink()) await rm(path);
    return path;
  }
}
