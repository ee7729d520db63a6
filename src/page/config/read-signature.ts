import { fail } from '../../config/fail.js';
import { parseConfig, type RawConfig } from '../../config/read-config.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { resolveAddress } from '../browser.js';
import type { Session } from '../session.js';

/** Signature of the config of a bundle; only `zephr bundle --sign` sets it, around this code. */
declare const __ZEPHR_SIGNATURE__: string | undefined;

/**
 * Reads the signature of a config, which the script tag demands (`data-config-key`), and verifies it.
 *
 * @param url - Address of the config. The signature's has `.sig` at the end of the path, before a query.
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
  const address = resolveAddress(url);
  address.pathname += '.sig';
  const init: RequestInit = { referrerPolicy: 'no-referrer', signal: session.signal, cache: 'no-cache' };
  const jws = await session
    .fetch(address.href, init)
    .then((response) => (response.ok ? response.text() : ''))
    .catch((cause: unknown) => fail('config-unreachable', '', { cause }));
  const octets = await text.catch((cause: unknown) => fail('config-unreachable', '', { cause }));
  await verifyConfigSignature(new TextEncoder().encode(octets), jws, key);
  return jws;
}

/**
 * Verifies that octets are signed for a key. jose and the import of keys load only now.
 *
 * @param octets - The config as it came.
 * @param jws - Its detached JWS.
 * @throws {ConfigError} (rejects) `config-unsigned`, `config-signature`, `config-key` or `chunk-unreachable`.
 */
export async function verifyConfigSignature(octets: Uint8Array, jws: string, key: string): Promise<void> {
  const { verifyConfig } = await within(
    FILE_TIMEOUT_MS,
    'config-key.js',
    import('../../token/verify/verify-config.js'),
  ).catch((cause: unknown) => fail('chunk-unreachable', '', { cause }));
  await verifyConfig(octets, jws, key);
}

/**
 * Reads a config that came with the page, in its markup or in a bundle, and that must be signed.
 *
 * @param text - The config; `undefined` where the page has none.
 * @param jws - The attribute `data-signature` of inline JSON. A bundle brings its own.
 * @throws {ConfigError} (rejects) What `verifyConfigSignature` and `parseConfig` throw.
 */
export async function readSignedText(
  text: string | undefined,
  jws: string | undefined,
  key: string,
): Promise<RawConfig> {
  const own = typeof __ZEPHR_SIGNATURE__ === 'string' ? __ZEPHR_SIGNATURE__ : '';
  if (text !== undefined) await verifyConfigSignature(new TextEncoder().encode(text), jws ?? own, key);
  return parseConfig(text);
}
