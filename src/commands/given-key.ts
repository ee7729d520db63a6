import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Command } from 'commander';
import type { Jwk } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { EXIT } from './exit-codes.js';
import { nameOf, readTextFile } from './read-text-file.js';
import { seeCode } from './see-code.js';

/** Secrets come from the environment, never from an argument: every program on a machine can read the arguments of others. */
export const SECRET_VARIABLE = 'ZEPHR_JWT_SECRET';
export const SIGNING_KEY_VARIABLE = 'ZEPHR_SIGNING_KEY';
export const PREVIEW_KEY_VARIABLE = 'ZEPHR_PREVIEW_KEY';

/** A private key as it was given, and the name of its place for a message. */
export interface GivenKey {
  readonly key: string | Jwk;
  readonly place: string;
}

/** Reads the shared secret from the environment; `undefined` without one. */
export function readSecret(): string | undefined {
  return process.env[SECRET_VARIABLE];
}

/**
 * Reads the key that the endpoint signs with: from a file where one is named, otherwise from the environment.
 *
 * @param file - Path of PEM or a JWK.
 * @returns `undefined` where neither has one.
 * @throws {CommanderError} With exit code 2 when the file cannot be read.
 */
export async function readSigningKey(file: string | undefined, command: Command): Promise<GivenKey | undefined> {
  if (file !== undefined) return { key: parseKey(await readTextFile(file, command)), place: nameOf(file) };
  const text = process.env[SIGNING_KEY_VARIABLE];
  // Files of variables hold no line breaks, so PEM is written there with \n in their place.
  return text ? { key: parseKey(text.replaceAll('\\n', '\n')), place: SIGNING_KEY_VARIABLE } : undefined;
}

/**
 * Reads the private key of previews: from a file where one is named, otherwise from the environment.
 *
 * @param file - Path of PEM or a JWK.
 * @returns PKCS #8 in PEM; `undefined` where neither has one.
 * @throws {CommanderError} With exit code 2 when the file cannot be read, or holds another key than one on P-256.
 */
export async function readPreviewKey(file: string | undefined, command: Command): Promise<string | undefined> {
  const text = file === undefined ? process.env[PREVIEW_KEY_VARIABLE] : await readTextFile(file, command);
  if (!text) return undefined;
  const key = importPrivateKey(parseKey(text.replaceAll('\\n', '\n')));
  if (key?.asymmetricKeyDetails?.namedCurve === 'prime256v1')
    return key.export({ type: 'pkcs8', format: 'pem' }) as string;
  const place = file === undefined ? PREVIEW_KEY_VARIABLE : nameOf(file);
  const says = `${place} is not a private key on the curve P-256, as "zephr keys --out preview" makes one.`;
  return command.error(`error: ${says}${seeCode('preview-key')}`, { exitCode: EXIT.usage });
}

function importPrivateKey(given: string | Jwk): KeyObject | null {
  try {
    return createPrivateKey(typeof given === 'string' ? given : { key: given as JsonWebKey, format: 'jwk' });
  } catch {
    // The message of OpenSSL does not help, and might quote the key.
    return null;
  }
}

/** Parses a key: a JSON object is a JWK; any other text is returned as it is, as PEM. */
export function parseKey(text: string): string | Jwk {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value as Jwk;
  } catch {
    // PEM is never JSON.
  }
  return text;
}

/** Ends the command because there is no key to sign with. */
export function refuseWithoutKey(command: Command, ...places: readonly string[]): never {
  return command.error(`error: there is no key to sign with: ${places.join(', or ')}.`, { exitCode: EXIT.usage });
}
