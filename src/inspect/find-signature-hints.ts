import type { Algorithm, Jwk, JwtConfig } from '../model/config.js';
import type { TokenReason } from '../model/token.js';
import { algorithmsOf } from '../token/verify/algorithms-of.js';
import type { TokenParts } from '../token/read-token-parts.js';
import { quote } from './describe-difference.js';

/** How the DER of a public key begins, in base64, by the algorithms of its type (RFC 5280, section 4.1.2.7). */
const PEM_KINDS: readonly (readonly [pattern: RegExp, algorithms: string])[] = [
  [/MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQ/, 'ES256'],
  [/MHYwEAYHKoZIzj0CAQYFK4EEACI/, 'ES384'],
  [/MIGbMBAGByqGSM49AgEGBSuBBAAj/, 'ES512'],
  [/MCowBQYDK2Vw/, 'EdDSA'],
  [/-----BEGIN PUBLIC KEY-----\s*MI[\w+/]{4}ANBgkqhkiG9w0BAQEF/, 'RS256 or PS256'],
];

const LIKELY = 'Is it of another environment, or was it replaced after the token was signed?';

/**
 * Explains why no key of the config verifies a token: it is signed by another key, by another algorithm, or names a key that the
 * config does not have.
 *
 * @param header - Header of the token; `null` where only the endpoint has seen it.
 */
export function findSignatureHints(reason: TokenReason, header: TokenParts['header'], jwt: JwtConfig): string[] {
  const { alg, kid } = header ?? {};
  const signed = `The token is signed by ${quote(alg)}${kid === undefined ? '' : `, kid ${quote(kid)}`}`;
  const isShared = typeof alg === 'string' && /^HS\d/.test(alg);
  if (typeof alg === 'string' && alg.toLowerCase() === 'none')
    return ['The token is not signed (its "alg" is "none"): anyone could have written it, so it never counts.'];
  if (isShared && !jwt.verifyEndpoint)
    return [
      `${signed}: a shared secret, which no page may know. Name a jwt.verifyEndpoint that knows it, or sign by a key pair, such as ES256.`,
    ];
  if (!header) return ['The endpoint has another secret or key than the one that signed the token.'];
  if (jwt.algorithms && !jwt.algorithms.includes(alg as Algorithm))
    return [`${signed}, and jwt.algorithms allows only ${jwt.algorithms.map(quote).join(', ')}.`];
  if (jwt.verifyEndpoint && (isShared || !hasKey(jwt)))
    return [`${signed}, but not by the secret or key of the endpoint. ${LIKELY}`];
  const keys = describeKeys(jwt) || 'no key';
  if (reason === 'key-unknown')
    return [`${signed}, and the config has ${keys}${jwt.jwksUrl ? `; ${jwt.jwksUrl} has none of that kid` : ''}.`];
  if (reason === 'algorithm') return [`${signed}, and the config has ${keys}: a key of another type.`];
  return [`${signed}, but not by the key of the config (${keys}). ${LIKELY}`];
}

function hasKey({ publicKey, jwks, jwksUrl }: JwtConfig): boolean {
  return publicKey !== undefined || jwks !== undefined || jwksUrl !== undefined;
}

/** Names the keys of a config, with what each can verify. */
function describeKeys({ publicKey, jwks, jwksUrl }: JwtConfig): string {
  const known = publicKey === undefined ? [] : [`jwt.publicKey, for ${kindOf(publicKey)}`];
  for (const key of jwks?.keys ?? []) known.push(`kid ${quote(key.kid)} of jwt.jwks, for ${kindOf(key)}`);
  if (jwksUrl !== undefined && !known.length) known.push('the set at jwt.jwksUrl');
  return known.join('; ');
}

function kindOf(key: string | Jwk): string {
  if (typeof key !== 'string') return algorithmsOf(key).join(', ') || 'nothing that it may verify';
  return PEM_KINDS.find(([pattern]) => pattern.test(key))?.[1] ?? 'the type of its certificate';
}
