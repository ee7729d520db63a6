import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { Command } from 'commander';
import type { Jwk } from '../../model/config.js';
import { EXIT } from '../exit-codes.js';
import { parseKey } from '../given-key.js';
import { nameOf, readTextFile } from '../read-text-file.js';

/**
 * Reads a public key. Of a private key it takes the public half, as a JWK.
 *
 * @param file - Path of PEM or a JWK.
 * @throws {CommanderError} With exit code 2 when it cannot be read or is not such a key.
 */
export async function readPublicKey(file: string, command: Command): Promise<string | Jwk> {
  const given = parseKey(await readTextFile(file, command));
  try {
    const key = createPublicKey(typeof given === 'string' ? given : { key: given as JsonWebKey, format: 'jwk' });
    return key.export({ format: 'jwk' }) as unknown as Jwk;
  } catch {
    // The message of OpenSSL does not help, and might quote the key.
    return command.error(`error: ${nameOf(file)} is not a public key in PEM, and not a public JWK.`, {
      exitCode: EXIT.usage,
    });
  }
}
