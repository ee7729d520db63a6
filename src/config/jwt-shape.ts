import { isRecord } from '../lib/is-record.js';
import { isSafeUrl } from './is-safe-url.js';
import { isAmount, isNamed, isText, isTextOrTexts, type Kind, type Members } from './check-shape.js';

/** JOSE names of algorithms. Those of shared secrets are valid, but used at the endpoint only. */
const ALGORITHM = /^([RPEH]S(256|384|512)|EdDSA|Ed25519)$/;
const SOURCE = /^(option|cookie|query)$/;
const PEM = /^\s*-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/;

/**
 * Checks the form of a key. It is not imported: that takes WebCrypto, which a page without a token does not need.
 */
export const isKey: Kind = (value) =>
  isText(value) ? PEM.test(value) || 'key-invalid' : isRecord(value) && (isText(value['kty']) || 'key-invalid');

const CLAIM: Members = { 'privateClaimName!': isText };
const JWK: Members = { 'kty!': isText };

/** The shape of the member `jwt`: how tokens are found, verified and mapped. */
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
  productSyncing: CLAIM,
  userAttributes: CLAIM,
  userStore: { 'foreignKeySystem!': isText },
};
