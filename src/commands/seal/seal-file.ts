import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CommanderError } from 'commander';
import type { PageToSeal } from '../../sealer/seal-page.js';
import { EXIT } from '../exit-codes.js';
import { nameOf, refuseUnreadable } from '../read-text-file.js';
import { writeOutput } from '../write-output.js';
import { describeCodes, describeMistakes, runPage, type SealRun } from './seal-run.js';

/** A page on the command line. */
export interface PageFile {
  /** A path; `-` is the standard input. */
  readonly file: string;
  /** The file to write; `undefined` for the standard output. */
  readonly output: string | undefined;
  /** Its path or address. */
  readonly about: PageToSeal;
  readonly force: boolean;
  /** All files that the command reads. */
  readonly inputs: readonly string[];
}

/**
 * Seals or opens one page.
 *
 * @throws {CommanderError} With exit code 1 for a page that cannot be sealed, 2 for a file that cannot be read or written.
 */
export async function sealFile({ file, output, about, force, inputs }: PageFile, run: SealRun): Promise<void> {
  const { command } = run;
  const html = await readPageFile(file, run);
  const result = await runPage(html, nameOf(file), about, run);
  const said = command.configureOutput();
  if ('mistake' in result) {
    const { mistake } = result;
    said.writeErr?.(describeMistakes([mistake], () => html) + describeCodes([mistake]));
    throw new CommanderError(EXIT.mistake, 'commander.error', `${nameOf(file)} cannot be sealed`);
  }
  const { text, sealed, kept, notes } = result.page;
  const named = notes.map((note) => ({ ...note, file: nameOf(file) }));
  said.writeErr?.(describeMistakes(named, () => html, 'note '));
  if (output === undefined) said.writeOut?.(text);
  else {
    const isOwn = (there: string): boolean => there === html || there.includes('<script type="application/jose">');
    await writeOutput(text, { path: output, inputs, maker: 'zephr seal', isOwn, force }, command);
    said.writeOut?.(run.isOpening ? `${output}: opened\n` : `${output}: ${countParts(sealed, kept)}\n`);
  }
}

/** Says how many parts were sealed. */
export function countParts(sealed: number, kept: number): string {
  const before = kept > 0 ? `, ${kept} sealed before` : '';
  return `${sealed} ${sealed === 1 ? 'part' : 'parts'} sealed${before}`;
}

/** The path of a page by the name of its file: an `index.html` is its folder. */
export function pathOfFile(file: string): string {
  const path = `/${file}`.replace(/\/index\.x?html?$/i, '/');
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The path of a page that was named alone. */
export function pathOfName(file: string): string | undefined {
  return file === '-' ? undefined : pathOfFile(basename(file));
}

async function readPageFile(file: string, { command }: SealRun): Promise<string> {
  let octets: Uint8Array;
  try {
    octets = file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    return refuseUnreadable(file, error, command);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    const mistake = {
      code: 'seal-encoding' as const,
      offset: 0,
      message: 'The page is not UTF-8.',
      file: nameOf(file),
    };
    return command.error((describeMistakes([mistake], () => '') + describeCodes([mistake])).trimEnd(), {
      exitCode: EXIT.mistake,
    });
  }
}
