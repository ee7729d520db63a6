import type { JwtConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import {
  expectField,
  expectKind,
  expectNames,
  expectOptional,
  expectRecord,
  forEachRecord,
  isAmount,
  isList,
  isText,
  isTextOrTexts,
  type Json,
  type Kind,
} from './expect.js';
import { fail } from './fail.js';

/** JOSE names; those of shared secrets are valid, and count only at the endpoint. */
const ALGORITHM = /^([RPEH]S(256|384|512)|EdDSA|Ed25519)$/;
const SOURCE = /^(option|cookie|query)$/;
const PEM = /^\s*-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1])$/;
/** Members that are looked at for their kind alone. */
const KINDS: Readonly<Record<string, Kind>> = {
  cookie: isText,
  issuer: isTextOrTexts,
  audience: isTextOrTexts,
  clockTolerance: isAmount,
};
const MAPPINGS: Readonly<Record<string, string>> = {
  userMapping: 'foreignUserIdProperty',
  productSyncing: 'privateClaimName',
  userAttributes: 'privateClaimName',
  userStore: 'foreignKeySystem',
};

/**
 * Checks how tokens are to be found, verified and mapped. A key is looked at from outside only: importing it takes
 * WebCrypto, and a page without a token needs none.
 *
 * @throws {ConfigError} At the first mistake.
 */
export function checkJwt(value: unknown): JwtConfig {
  const at = '/jwt';
  const jwt = expectRecord(value, at);
  for (const name of Object.keys(KINDS)) expectOptional(jwt, name, KINDS[name]!, at);
  expectNames(jwt, 'algorithms', at, (name) => ALGORITHM.test(name), 'algorithm-unknown');
  expectNames(jwt, 'sources', at, (name) => SOURCE.test(name));
  const key = jwt['publicKey'];
  if (isRecord(key)) expectField(key, 'kty', isText, '/jwt/publicKey');
  else if (key !== undefined && !PEM.test(expectKind(key, isText, '/jwt/publicKey')))
    fail('key-invalid', '/jwt/publicKey');
  const set = expectOptional<Json>(jwt, 'jwks', isRecord, at);
  if (set) {
    expectField(set, 'keys', isList, '/jwt/jwks');
    forEachRecord(set, 'keys', '/jwt/jwks', isList, (jwk, keyAt) => expectField(jwk, 'kty', isText, keyAt));
  }
  checkUrl(jwt, 'jwksUrl');
  checkUrl(jwt, 'verifyEndpoint');
  for (const name of Object.keys(MAPPINGS)) {
    const mapping = expectOptional<Json>(jwt, name, isRecord, at);
    if (mapping) expectField(mapping, MAPPINGS[name]!, isText, `${at}/${name}`);
  }
  return jwt as JwtConfig;
}

/** Tells whether a token can be verified at all with what the config gives. */
export function hasKey({ publicKey, jwks, jwksUrl, verifyEndpoint }: JwtConfig): boolean {
  return (publicKey ?? jwks ?? jwksUrl ?? verifyEndpoint) !== undefined;
}

/** An address without scheme and host is one of the page's own origin. */
function checkUrl(jwt: Json, name: string): void {
  const text = expectOptional<string>(jwt, name, isText, '/jwt') ?? '';
  try {
    const { protocol, hostname } = new URL(text, 'https://same.origin');
    if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))) return;
  } catch {
    // What is no address is no safe one.
  }
  fail('url-insecure', `/jwt/${name}`);
}
