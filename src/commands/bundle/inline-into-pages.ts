import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { writeWhole } from '../../files/write-whole.js';
import { EXIT } from '../exit-codes.js';
import { refuseUnreadable } from '../read-text-file.js';
import { refuseUnwritable } from '../refuse-unwritable.js';
import { SCRIPT } from './built-part.js';
import { inlineScript, type PageScript } from './inline-script.js';
import { isBundle } from './is-bundle.js';

/** The pages of a site, by path: those that have the script now, and those that load none. */
export interface InlinedPages {
  readonly changed: readonly string[];
  readonly without: readonly string[];
}

/**
 * Puts a script into pages, each as a whole. None is written before all are read, so that a page that cannot be read leaves the
 * others as they were.
 *
 * @param src - Address of the script that the pages load so far, besides `zephr.js` of any folder; `undefined` for no other.
 * @throws {CommanderError} With exit code 2: for a page that cannot be read or written, or is not UTF-8, and where no page loads
 *   the script.
 */
export async function inlineIntoPages(
  pages: readonly string[],
  script: string,
  src: string | undefined,
  command: Command,
): Promise<InlinedPages> {
  const isOurs = ({ attributes, text }: PageScript): boolean => {
    const address = attributes['src'];
    if (address === undefined) return isBundle(text);
    return address === src || address.split(/[?#]/, 1)[0]!.split('/').at(-1) === SCRIPT;
  };
  const made = await Promise.all(
    pages.map(async (path) => ({ path, html: inlineScript(await readPage(path, command), script, isOurs) })),
  );
  const without = made.filter(({ html }) => html === null).map(({ path }) => path);
  if (without.length === made.length) {
    const which = made.length === 1 ? `${made[0]?.path} has` : 'no page has';
    const what = `${made.length === 1 ? 'no ' : ''}script tag of the SDK`;
    return command.error(
      `error: ${which} ${what}: write <script src="/${SCRIPT}"></script> where the script is to be, or name its address with --src`,
      { exitCode: EXIT.usage },
    );
  }
  for (const { path, html } of made) {
    if (html !== null) await writeWhole(path, html).catch((error: unknown) => refuseUnwritable(path, error, command));
  }
  return { changed: made.filter(({ html }) => html !== null).map(({ path }) => path), without };
}

async function readPage(path: string, command: Command): Promise<string> {
  const octets = await readFile(path).catch((error: unknown) => refuseUnreadable(path, error, command));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return command.error(`error: ${path} cannot be read: it is not UTF-8`, { exitCode: EXIT.usage });
  }
}
