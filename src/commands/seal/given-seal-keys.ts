import type { Command } from 'commander';
import { parseSealKeys, readSealKeys, type SealKey } from '../../seal/seal-keys.js';
import { EXIT } from '../exit-codes.js';
import { nameOf, readTextFile } from '../read-text-file.js';
import { seeCode } from '../see-code.js';

/** Sealing keys, `kid:key` separated by commas. Every program on a machine can read the arguments of others, so it is no option. */
export const SEAL_KEYS_VARIABLE = 'ZEPHR_SEAL_KEYS';

/**
 * Reads the sealing keys: from a file where one is named, otherwise from the environment.
 *
 * @param file - Path of a text `kid:key`, separated by commas or lines, or of a JSON list of `{ kid, key }`.
 * @returns The keys: the first seals. An empty list where neither has one.
 * @throws {CommanderError} With exit code 2 when the file cannot be read, or a key is not one. The message quotes none.
 */
export async function readGivenSealKeys(file: string | undefined, command: Command): Promise<readonly SealKey[]> {
  const text = file === undefined ? process.env[SEAL_KEYS_VARIABLE] : await readTextFile(file, command);
  if (!text?.trim()) return [];
  const keys = parseList(text);
  if (readSealKeys(keys)) return keys;
  const place = file === undefined ? SEAL_KEYS_VARIABLE : nameOf(file);
  const says = `${place} does not hold sealing keys: "kid:key", separated by commas; a kid without a dot, and 32 octets as base64url, as "zephr keys --seal" makes them.`;
  return command.error(`error: ${says}${seeCode('seal-key-invalid')}`, { exitCode: EXIT.usage });
}

/** Ends the command where there are no sealing keys. */
export function refuseWithoutSealKeys(command: Command): never {
  const says = `there is no sealing key: set ${SEAL_KEYS_VARIABLE}, or name a file with --keys. "zephr keys --seal" makes one.`;
  return command.error(`error: ${says}`, { exitCode: EXIT.usage });
}

function parseList(text: string): readonly SealKey[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as SealKey[]) : [];
  } catch {
    return parseSealKeys(text);
  }
}
