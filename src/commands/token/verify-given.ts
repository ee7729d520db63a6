import type { Config } from '../../model/config.js';
import type { TokenResult } from '../../model/token.js';
import { createVerifier } from '../../token/verify/create-verifier.js';
import { readSecret } from '../../token/verify/read-secret.js';

/** Spellings in which providers show a secret of octets. */
const SPELLINGS = ['base64', 'base64url', 'hex'] as const;

/** The result of a token, and what further attempts have found. */
export interface Verified {
  readonly result: TokenResult;
  readonly hints: readonly string[];
}

/**
 * Verifies a token with the keys of a config and a shared secret, as page and endpoint do together.
 *
 * @param secret - Of the environment; `undefined` without one.
 * @throws {ConfigError} (rejects) `key-invalid` where a key of the config does not import.
 */
export async function verifyGiven(raw: string, { jwt = {} }: Config, secret: string | undefined): Promise<Verified> {
  const verify = async (octets: Uint8Array<ArrayBuffer> | null): Promise<TokenResult> => {
    const ports = { fetch: globalThis.fetch, now: Date.now, keys: octets ? [readSecret(octets)] : [] };
    const { result } = await createVerifier({ ...jwt, sources: ['option'] }, ports)(toSources(raw));
    return result;
  };
  const result = await verify(secret === undefined ? null : new TextEncoder().encode(secret));
  if (jwt.verifyEndpoint && secret === undefined && result.reason === 'key-unknown')
    return { result, hints: ['No secret verifies it: set ZEPHR_JWT_SECRET to the secret of the endpoint.'] };
  if (secret === undefined || result.reason !== 'signature') return { result, hints: [] };
  for (const spelling of SPELLINGS) {
    const octets = new Uint8Array(Buffer.from(secret, spelling));
    // Buffer passes over what is not of the spelling.
    if (octets.length === 0 || (await verify(octets)).reason === 'signature') continue;
    const says = `The secret is encoded in ${spelling}: the token verifies with the decoded bytes. The endpoint uses a text as it is, so pass the decoded bytes to createEndpoint as a Uint8Array.`;
    return { result, hints: [says] };
  }
  return { result, hints: [] };
}

function toSources(raw: string): { readonly option: string; readonly query: null; readonly cookies: string } {
  return { option: raw, query: null, cookies: '' };
}
