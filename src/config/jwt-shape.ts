import { isRecord } from '../lib/is-record.js';
import { isSafeUrl } from './is-safe-url.js';
import { isAmount, isNamed, isText, isTextOrTexts, type Kind, type Members } from './check-shape.js';

/** JOSE names; those of shared secrets are valid, and count only at the endpoint. */
const ALGORITHM = /^([RPEH]S(256|384|512)|EdDSA|Ed25519)$/;
const SOURCE = /^(option|cookie|query)$/;
const PEM = /^\s*-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/;

/**
 * A key is looked at from outside only: importing it takes WebCrypto, and a page without a token needs none.
 */
export const isKey: Kind = (value) =>
  isText(value) ? PEM.test(value) || 'key-invalid' : isRecord(value) && (isText(value['kty']) || 'key-invalid');

const JWK: Members = { 'kty!': isText };

/** How tokens are to be found, verified and mapped. */
export const JWT_SHAPE: Members = {
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
