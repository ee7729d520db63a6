import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Command } from 'commander';
import { KEY_OCTETS } from '../../seal/limits.js';
import { makeFolder } from '../make-folder.js';
import { readGivenSealKeys } from '../given-seal-keys.js';
import { writeOutput } from '../write-output.js';

/**
 * Makes a sealing key. Its id is a number that no key of `ZEPHR_SEAL_KEYS` has.
 *
 * @throws {CommanderError} With exit code 2 where its file is there already, or cannot be written.
 */
export async function makeSealKey(
  { out, force }: { readonly out: string | undefined; readonly force: boolean },
  command: Command,
): Promise<void> {
  const known = (await readGivenSealKeys(undefined, command)) ?? [];
  const kid = Math.max(0, ...known.map(({ kid: id }) => Number(id)).filter(Number.isSafeInteger)) + 1;
  const text = `${kid}:${randomBytes(KEY_OCTETS).toString('base64url')}\n`;
  const output = command.configureOutput();
  if (out === undefined) {
    output.writeOut?.(text);
    return;
  }
  const path = join(out, 'seal.keys');
  await makeFolder(out, command);
  await writeOutput(text, { path, inputs: [], maker: 'zephr keys', force, mode: 0o600 }, command);
  output.writeOut?.(`${path}: the sealing key "${kid}"; only you can read it\n`);
}
