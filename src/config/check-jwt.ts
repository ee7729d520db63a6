import type { JwtConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { parsePath } from '../lib/parse-path.js';
import {
  expectField,
  expectKind,
  expectNames,
  expectOptional,
  expectRecord,
  forEachRecord,
  isAmount,
  isFlag,
  isList,
  isText,
  isTextOrTexts,
  type Json,
} from './expect.js';
import { fail } from './fail.js';

/** JOSE names; those of shared secrets are valid, and count only at the endpoint. */
const ALGORITHM = /^([RPEH]S(256|384|512)|EdDSA|Ed25519)$/;
const SOURCE = /^(option|cookie|query)$/;
const PEM = /^\s*-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1])$/;
const MAPPINGS = [
  ['userMapping', 'foreignUserIdProperty'],
  ['productSyncing', 'privateClaimName'],
  ['userAttributes', 'privateClaimName'],
  ['userStore', 'foreignKeySystem'],
] as const;

/**
 * Checks how tokens are to be found, verified and mapped. A key is looked at from outside only: importing it takes
 * WebCrypto, and a page without a token needs none.
 *
 * @throws {ConfigError} At the first mistake.
 */
export function checkJwt(value: unknown): JwtConfig {
  const at = '/jwt';
  const jwt = expectRecord(value, at);
  expectOptional(jwt, 'cookie', isText, at);
  expectOptional(jwt, 'issuer', isTextOrTexts, at);
  expectOptional(jwt, 'audience', isTextOrTexts, at);
  expectOptional(jwt, 'clockTolerance', isAmount, at);
  expectOptional(jwt, 'credentials', isFlag, at);
  expectNames(jwt, 'algorithms', at, (name) => ALGORITHM.test(name), 'algorithm-unknown');
  expectNames(jwt, 'sources', at, (name) => SOURCE.test(name));
  checkKey(jwt, 'publicKey');
  checkKey(jwt, 'endpointKey');
  if (jwt['jwks'] !== undefined) {
    const set = expectRecord(jwt['jwks'], '/jwt/jwks');
    expectField(set, 'keys', isList, '/jwt/jwks');
    forEachRecord(set, 'keys', '/jwt/jwks', isList, (key, keyAt) => expectField(key, 'kty', isText, keyAt));
  }
  checkUrl(jwt, 'jwksUrl');
  checkUrl(jwt, 'verifyEndpoint');
  for (const [name, field] of MAPPINGS) {
    if (jwt[name] === undefined) continue;
    const property = expectField<string>(expectRecord(jwt[name], `${at}/${name}`), field, isText, `${at}/${name}`);
    if (!parsePath(property)) fail('jsonpath-invalid', `${at}/${name}/${field}`);
  }
  return jwt as JwtConfig;
}

/** Tells whether a token can be verified at all with what the config gives. */
export function hasKey({ publicKey, jwks, jwksUrl, verifyEndpoint }: JwtConfig): boolean {
  return (publicKey ?? jwks ?? jwksUrl ?? verifyEndpoint) !== undefined;
}

function checkKey(jwt: Json, name: string): void {
  const key = jwt[name];
  const at = `/jwt/${name}`;
  if (isRecord(key)) expectField(key, 'kty', isText, at);
  else if (key !== undefined && !PEM.test(expectKind(key, isText, at))) fail('key-invalid', at);
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
