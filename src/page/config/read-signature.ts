import { fail } from '../../config/fail.js';
import type { Session } from '../session.js';

/**
 * Reads the signature of a config, which the script tag demands (`data-config-key`), and verifies it.
 *
 * @param url - Address of the config.
 * @param text - Its text, which may not have arrived yet. The signature is one over its UTF-8 octets.
 * @param key - The attribute's value.
 * @returns The signature, so that a kept config can be verified again.
 * @throws {ConfigError} (rejects) When there is no config, or no signature that verifies.
 */
export async function readSignature(
  url: string,
  text: Promise<string>,
  key: string,
  session: Session,
): Promise<string> {
  const init: RequestInit = { referrerPolicy: 'no-referrer', signal: session.signal, cache: 'no-cache' };
  const jws = await session
    .fetch(`${url}.sig`, init)
    .then((response) => response.text())
    .catch((cause: unknown) => fail('config-unreachable', '', { cause }));
  const octets = await text.catch((cause: unknown) => fail('config-unreachable', '', { cause }));
  await verifyConfigSignature(new TextEncoder().encode(octets), jws, key);
  return jws;
}

/**
 * Verifies that octets are signed for a key. Until that is there, no config that must be signed is believed.
 *
 * @param octets - The config as it came.
 * @param jws - Its detached JWS.
 * @throws {ConfigError} (rejects) `config-unsigned`.
 */
export async function verifyConfigSignature(octets: Uint8Array, jws: string, key: string): Promise<void> {
  await Promise.resolve([octets, jws, key]);
  fail('config-unsigned', '');
}
