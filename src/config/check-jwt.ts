import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { checkShape, isAmount, isNamed, isText, isTextOrTexts, type Kind, type Members } from './check-shape.js';
import { fail } from './fail.js';

/** JOSE names; those of shared secrets are valid, and count only at the endpoint. */
const ALGORITHM = /^([RPEH]S(256|384|512)|EdDSA|Ed25519)$/;
const SOURCE = /^(option|cookie|query)$/;
const PEM = /^\s*-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/;
const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1])$/;

/** https, or http on loopback; without scheme and host it is one of the page's own origin. */
export const isSafeUrl: Kind = (value) => {
  if (!isText(value)) return false;
  try {
    const { protocol, hostname } = new URL(value as string, 'https://own');
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname)) || 'url-insecure';
  } catch {
    return 'url-insecure';
  }
};

/**
 * A key is looked at from outside only: importing it takes WebCrypto, and a page without a token needs none.
 */
export const isKey: Kind = (value) =>
  isRecord(value)
    ? isText(own(value, 'kty')) || 'key-invalid'
    : isText(value) && (PEM.test(value as string) || 'key-invalid');

const JWK: Members = { 'kty!': isText };

const JWT: Members = {
  cookie: isText,
  publicKey: isKey,
  endpointKey: isKey,
  jwks: { 'keys!': [Array.isArray, JWK] },
  jwksUrl: isSafeUrl,
  verifyEndpoint: isSafeUrl,
  algorithms: [Array.isArray, isNamed(ALGORITHM, 'algorithm-unknown')],
  sources: [Array.isArray, isNamed(SOURCE)],
  issuer: isTextOrTexts,
  audience: isTextOrTexts,
  clockTolerance: isAmount,
  userMapping: { 'foreignUserIdProperty!': isText },
  productSyncing: { 'privateClaimName!': isText },
  userAttributes: { 'privateClaimName!': isText },
  userStore: { 'foreignKeySystem!': isText },
};

/**
 * Checks how tokens are to be found, verified and mapped.
 *
 * @param needsKey - A page can verify nothing without a key.
 * @throws {ConfigError} At the first mistake.
 */
export function checkJwt(jwt: unknown, needsKey: boolean): void {
  checkShape(jwt, JWT, '/jwt');
  const { publicKey, jwks, jwksUrl, verifyEndpoint } = jwt as Record<string, unknown>;
  if (needsKey && !(publicKey ?? jwks ?? jwksUrl ?? verifyEndpoint)) fail('key-missing', '/jwt');
}
