import type { Algorithm, JwtConfig } from '../../model/config.js';
import type { RawToken, TokenReason, TokenResult } from '../../model/token.js';
import { isConfigError } from '../../model/config-error.js';
import { checkClaims } from './check-claims.js';
import { isUnsupported, nameAlgorithm, type VerificationKey } from './import-key.js';
import { parseToken, type ParsedToken } from './parse-token.js';

/** The keys that a token may be verified with. */
export interface KeyChoice {
  readonly keys: readonly VerificationKey[];
  /** Why a key set could not be asked: then nothing but a good signature says anything about the token. */
  readonly failure: TokenReason | null;
}

/** Finds the keys for a key id. */
export type SelectKeys = (kid: string | null) => Promise<KeyChoice>;

/**
 * Verifies one token: signature first, then `iss`, `aud`, `nbf` and `exp` (RFC 7519, section 4.1), so that nothing is said
 * about the content of a token that nobody signed.
 */
export async function verifyToken(
  token: RawToken,
  select: SelectKeys,
  jwt: JwtConfig,
  now: number,
): Promise<TokenResult> {
  const parsed = parseToken(token);
  if (typeof parsed === 'string') return { status: 'invalid', reason: parsed };
  const { alg, kid, claims } = parsed;
  const { keys, failure } = await select(kid);
  const usable = keys.filter(({ algorithms }) => algorithms.includes(alg));
  const named = usable.length && (jwt.algorithms?.includes(alg as Algorithm) ?? true);
  let fault: TokenReason | null = named ? 'signature' : keys.length ? 'algorithm' : 'key-unknown';
  // Two keys of a set may have the same id (RFC 7517, section 4.5): either may have signed.
  for (const key of named ? usable : []) {
    fault = await checkSignature(parsed, key);
    if (!fault) break;
  }
  if (fault === 'unsupported') return { status: 'unreachable', reason: fault };
  if (fault) return failure ? { status: 'unreachable', reason: failure } : { status: 'invalid', reason: fault };
  const reason = checkClaims(claims, jwt, now);
  if (reason === 'expired') return { status: 'expired', reason };
  return reason ? { status: 'invalid', reason } : { status: 'valid', reason, claims };
}

/** `null` when the key signed the token. Rejects with a `ConfigError` when the config's own key is none. */
async function checkSignature(
  { alg, signed, signature }: ParsedToken,
  key: VerificationKey,
): Promise<TokenReason | null> {
  if (key.weakFor?.includes(alg)) return 'weak-key';
  try {
    const cryptoKey = await key.import(alg);
    if (!cryptoKey) return 'weak-key';
    // One of another length than the key's is none of its own, for ECDSA too (W3C, Web Cryptography API; RFC 7518, section 3.4).
    return (await crypto.subtle.verify(nameAlgorithm(alg), cryptoKey, signature, signed)) ? null : 'signature';
  } catch (error) {
    if (isConfigError(error)) throw error;
    // It is WebCrypto that found no key in what a set brought.
    return isUnsupported(error) ? 'unsupported' : 'key-unknown';
  }
}
