import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Config } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { createEdit, createInsertion } from '../../edit/create-edit.js';
import { writeEdits } from '../../edit/write-edits.js';
import type { ExportedDecision } from '../../replay/exported-decision.js';
import { toExpectation, toTestReader } from '../../replay/to-test-reader.js';
import { EXIT } from '../exit-codes.js';
import { loadReaders, pathOfReaders } from '../load-readers.js';
import { refuseUnreadable } from '../read-text-file.js';
import { writeOutput } from '../write-output.js';

/** Where a reader is added. */
export interface ReaderPlace {
  readonly id: string;
  /** Path of the readers file, if one was given. */
  readonly readers: string | undefined;
  readonly configFile: string;
  readonly config: Config;
  /** Files that the command has read. */
  readonly inputs: readonly string[];
}

/**
 * Adds an exported decision to the readers file, as a reader and what is expected for them. The rest of the file keeps its
 * bytes; a missing file is made.
 *
 * @returns A description of what was written.
 * @throws {CommanderError} With exit code 2 for an id that is taken, and a file that has a mistake.
 */
export async function addReader(exported: ExportedDecision, place: ReaderPlace, command: Command): Promise<string> {
  const { id, readers, configFile, config, inputs } = place;
  const path = readers ?? pathOfReaders(configFile);
  const [reader, expectation] = [toTestReader(exported), toExpectation(exported, id)];
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : refuseUnreadable(path, error, command),
  );
  let text = `${JSON.stringify({ version: 1, readers: { [id]: reader }, expect: [expectation] }, null, 2)}\n`;
  if (before !== null) {
    const { file } = await loadReaders(path, configFile, [config], command);
    if (own(file.readers, id) !== undefined)
      command.error(`error: ${path} already has a reader "${id}". Nothing was written: choose another id.`, {
        exitCode: EXIT.usage,
      });
    text = writeEdits(before, [
      createEdit(file, `/readers${toPointer(id)}`, reader),
      file.expect
        ? createInsertion(`/expect/${file.expect.length}`, expectation)
        : createEdit(file, '/expect', [expectation]),
    ]);
  }
  await writeOutput(text, { path, inputs, maker: 'zephr replay', isOwn: (found) => found === before }, command);
  return `${path}: the reader "${id}", and an expectation for ${exported.feature}\n`;
}
