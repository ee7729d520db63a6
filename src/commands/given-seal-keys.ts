import type { Command } from 'commander';
import { parseSealKeys } from '../seal/parse-seal-keys.js';
import { readSealKeys, type SealKey } from '../seal/seal-keys.js';
import { EXIT } from './exit-codes.js';
import { nameOf, readTextFile } from './read-text-file.js';
import { seeCode } from './see-code.js';

/** Sealing keys come from the environment or a file, never from an argument: other programs can read arguments. */
export const SEAL_KEYS_VARIABLE = 'ZEPHR_SEAL_KEYS';

/**
 * Reads the sealing keys: from a file where one is named, otherwise from the environment.
 *
 * @param file - Path of a text `kid:key`, with commas or line breaks between several.
 * @returns `undefined` where neither has one.
 * @throws {CommanderError} With exit code 2 when the file cannot be read, or for other texts. The message quotes no key.
 */
export async function readGivenSealKeys(
  file: string | undefined,
  command: Command,
): Promise<readonly SealKey[] | undefined> {
  const text = file === undefined ? process.env[SEAL_KEYS_VARIABLE] : await readTextFile(file, command);
  if (!text && file === undefined) return undefined;
  const keys = parseSealKeys(text);
  if (readSealKeys(keys)) return keys;
  const place = file === undefined ? SEAL_KEYS_VARIABLE : nameOf(file);
  return command.error(
    `error: ${place} has no valid sealing keys: write kid:key, with commas between several. A kid has no dot and comes once; a key is 32 octets as base64url.${seeCode('option-invalid')}`,
    { exitCode: EXIT.usage },
  );
}
