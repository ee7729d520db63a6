import { compactVerify } from 'jose/jws/compact/verify';
import type { JwtConfig } from '../../model/config.js';
import type { Claims, RawToken, TokenReason, TokenResult } from '../../model/token.js';
import { own } from '../../lib/own.js';
import { ConfigError } from '../../model/config-error.js';
import { checkClaims } from './check-claims.js';
import { isUnsupported, type VerificationKey } from './import-key.js';
import { parseToken } from './parse-token.js';

/** The keys that a token may be verified with. */
export interface KeyChoice {
  readonly keys: readonly VerificationKey[];
  /** Why a key set could not be asked: then nothing but a good signature says anything about the token. */
  readonly failure: TokenReason | null;
}

/** Finds the keys for a key id. */
export type SelectKeys = (kid: string | null) => Promise<KeyChoice>;

const BAD_SIGNATURE = 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED';

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
  if (typeof parsed === 'string') return invalid(parsed);
  const { alg, kid, claims } = parsed;
  const { keys, failure } = await select(kid);
  const result = await verifyWith(keys, token, alg, claims, jwt, now);
  return failure && result.status === 'invalid' ? { status: 'unreachable', reason: failure } : result;
}

async function verifyWith(
  keys: readonly VerificationKey[],
  token: RawToken,
  alg: string,
  claims: Claims,
  jwt: JwtConfig,
  now: number,
): Promise<TokenResult> {
  if (!keys.length) return invalid('key-unknown');
  const key = keys.find(({ algorithms }) => algorithms.includes(alg));
  if (!key || (jwt.algorithms && !jwt.algorithms.includes(alg as never))) return invalid('algorithm');
  try {
    const cryptoKey = await key.import(alg);
    if (Number(own(cryptoKey.algorithm, 'modulusLength') ?? 2048) < 2048) return invalid('weak-key');
    await compactVerify(token, cryptoKey, { algorithms: [alg] });
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    if (isUnsupported(error)) return { status: 'unreachable', reason: 'unsupported' };
    // Without a code of jose's it is WebCrypto that found no key in what a set brought.
    const code = own(error, 'code');
    return invalid(code === undefined ? 'key-unknown' : code === BAD_SIGNATURE ? 'signature' : 'malformed');
  }
  const reason = checkClaims(claims, jwt, now);
  if (reason === 'expired') return { status: 'expired', reason };
  return reason ? invalid(reason) : { status: 'valid', reason, claims };
}

function invalid(reason: TokenReason): TokenResult {
  return { status: 'invalid', reason };
}
