import type { Command } from 'commander';
import type { Jwk } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { EXIT } from './exit-codes.js';
import { nameOf, readTextFile } from './read-text-file.js';

/** Where secrets come from. Never from an argument: every program on a machine can read those of the others. */
export const SECRET_VARIABLE = 'ZEPHR_JWT_SECRET';
export const SIGNING_KEY_VARIABLE = 'ZEPHR_SIGNING_KEY';

/** A private key as it was given, and what to call its place in a sentence. */
export interface GivenKey {
  readonly key: string | Jwk;
  readonly place: string;
}

/** The shared secret, where the environment has one. */
export function readSecret(): string | undefined {
  return process.env[SECRET_VARIABLE];
}

/**
 * Reads the key that the endpoint signs with: out of a file where one is named, else out of the environment.
 *
 * @param file - PEM or a JWK.
 * @throws {CommanderError} With exit code 2 where it cannot be read.
 */
export async function readSigningKey(file: string | undefined, command: Command): Promise<GivenKey | undefined> {
  if (file !== undefined) return { key: parseKey(await readTextFile(file, command)), place: nameOf(file) };
  const text = process.env[SIGNING_KEY_VARIABLE];
  // Files of variables hold no line breaks, so that PEM stands in them with \n in their place.
  return text ? { key: parseKey(text.replaceAll('\\n', '\n')), place: SIGNING_KEY_VARIABLE } : undefined;
}

/** A text that is a JSON object is a JWK; anything else is left to whoever reads PEM. */
export function parseKey(text: string): string | Jwk {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value as Jwk;
  } catch {
    // It is no JSON, and PEM never is.
  }
  return text;
}

/** Tells that there is nothing to sign with. */
export function refuseWithoutKey(command: Command, ...places: readonly string[]): never {
  return command.error(`error: there is no key to sign with: ${places.join(', or ')}.`, { exitCode: EXIT.usage });
}
