import { compactVerify } from 'jose/jws/compact/verify';
import type { Algorithm, JwtConfig } from '../../model/config.js';
import type { RawToken, TokenReason, TokenResult } from '../../model/token.js';
import { checkClaims } from './check-claims.js';
import { guardToken, isWeak } from './guard-token.js';
import type { KeySource } from './read-key.js';

/** The keys that a token may be verified with. */
export interface KeyChoice {
  readonly sources: readonly KeySource[];
  /** Why a key set could not be fetched: then only a good signature says anything about the token. */
  readonly failure: TokenReason | null;
}

/** Conditions that some verifiers add. */
export interface TokenPorts {
  /** The `typ` that a token must have. Default: any but those of our own tokens. */
  readonly _typ?: string;
  /** Length that such a token may have. Default: that of a reader's. */
  readonly _maxCharacters?: number;
  /** Checks a signature instead of jose. */
  readonly _check?: CheckSignature;
}

/**
 * Gives the reason why a key has not signed a token, or `null`. The key is of an algorithm that the token names and that the key's
 * source allows.
 */
export type CheckSignature = (
  token: RawToken,
  alg: string,
  key: CryptoKey,
) => TokenReason | null | Promise<TokenReason | null>;

/** Finds the keys for a key id. */
export type SelectKeys = (kid: string | null) => Promise<KeyChoice>;

/**
 * Verifies one token: form, signature, then `iss`, `aud`, `nbf` and `exp` (RFC 7519, section 4.1), so nothing is said about
 * the content of a token that an unknown key signed.
 *
 * jose verifies the signature. It may use the token's `alg` alone, and that only where both the key's own type and the
 * config allow it (RFC 8725, section 3.1): `none`, and a public key taken for an HMAC secret, have no way in.
 *
 * @param now - Milliseconds since 1970.
 * @throws {ConfigError} (rejects) `key-invalid` where a key of the config does not import.
 */
export async function verifyToken(
  token: RawToken,
  select: SelectKeys,
  jwt: JwtConfig,
  now: number,
  ports: TokenPorts,
): Promise<TokenResult> {
  const guarded = guardToken(token, ports._typ, ports._maxCharacters);
  if (typeof guarded === 'string') return { status: 'invalid', reason: guarded };
  const { alg, kid, claims } = guarded;
  const { sources, failure } = await select(kid);
  const isAllowed = jwt.algorithms?.includes(alg as Algorithm) ?? true;
  const fault = sources.length ? await findFault(token, alg, isAllowed ? sources : [], ports) : 'key-unknown';
  if (fault === 'unsupported') return { status: 'unreachable', reason: fault };
  if (fault) return failure ? { status: 'unreachable', reason: failure } : { status: 'invalid', reason: fault };
  const reason = checkClaims(claims, jwt, now);
  if (reason === 'expired') return { status: 'expired', reason };
  return reason ? { status: 'invalid', reason } : { status: 'valid', reason, claims };
}

/** `null` when one of the keys signed the token: two keys of a set may have the same id (RFC 7517, section 4.5). */
async function findFault(
  token: RawToken,
  alg: string,
  sources: readonly KeySource[],
  { _check = checkSignature }: TokenPorts,
): Promise<TokenReason | null> {
  let fault: TokenReason | null = 'algorithm';
  for (const { algorithms, load } of sources) {
    for (const key of algorithms.includes(alg) ? await load(alg) : []) {
      fault = typeof key === 'string' ? key : isWeak(key) ? 'weak-key' : await _check(token, alg, key);
      if (!fault) return null;
    }
  }
  return fault;
}

/** Checks a signature by jose. */
export async function checkSignature(token: RawToken, alg: string, key: CryptoKey): Promise<TokenReason | null> {
  try {
    await compactVerify(token, key, { algorithms: [alg] });
    return null;
  } catch {
    return 'signature';
  }
}
