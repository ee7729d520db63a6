import type { Config, Jwk, JwkSet, JwtConfig } from '../../model/config.js';
import { isSafeUrl } from '../../config/is-safe-url.js';
import { isRecord } from '../../lib/is-record.js';
import { readKey, readKeys as readSet, type KeySource } from '../../token/verify/read-key.js';
import { readSecret } from '../../token/verify/read-secret.js';
import { EndpointError } from '../endpoint-error.js';
import type { WriteLog } from '../create-log.js';
import { isProduction } from './is-production.js';
import { readSecretOption } from './read-secret-option.js';

/** The options with keys that verify tokens. */
export interface KeyOptions {
  readonly secret?: string | Uint8Array | undefined;
  readonly publicKey?: string | Jwk | undefined;
  readonly jwks?: JwkSet | undefined;
}

/** The keys of an endpoint. */
export interface Keys {
  /** The config's `jwt` with the options instead of its own keys. */
  readonly jwt: JwtConfig;
  /** The secret, as a key. */
  readonly secrets: readonly KeySource[];
  /** The secret's octets. */
  readonly secret: Uint8Array<ArrayBuffer> | null;
}

/**
 * Puts the options' keys before those of the config. Their form is checked here; each is imported when a token first needs it.
 *
 * @throws {EndpointError} `key-missing`, `key-invalid`, `key-set-url-invalid` or one about the secret.
 */
export function readKeys({ secret, publicKey, jwks }: KeyOptions, config: Config, log: WriteLog): Keys {
  const jwt: JwtConfig = {
    ...config.jwt,
    ...(publicKey !== undefined && { publicKey: checkKey(publicKey) }),
    ...(jwks !== undefined && { jwks: checkSet(jwks) }),
  };
  checkAddress(jwt);
  if (secret === undefined) {
    if (!(jwt.publicKey ?? jwt.jwks ?? jwt.jwksUrl))
      throw new EndpointError(
        'key-missing',
        '',
        'need one of "secret", "publicKey" and "jwks", or a key in the config.',
      );
    return { jwt, secrets: [], secret: null };
  }
  const { octets, weakness } = readSecretOption(secret, jwt);
  if (weakness) {
    if (isProduction()) throw new EndpointError('secret-weak', '/secret', weakness);
    log({ level: 'warn', event: 'secret-weak', pointer: '/secret', message: weakness });
  }
  return { jwt, secrets: [readSecret(octets, isProduction())], secret: octets };
}

/** Refuses an address that only a page can resolve, or that keys could be changed on the way from. */
function checkAddress({ jwksUrl }: JwtConfig): void {
  if (jwksUrl === undefined) return;
  // `fetch` refuses addresses with a name and password.
  if (URL.canParse(jwksUrl) && isSafeUrl(jwksUrl, {}) === true && !new URL(jwksUrl).username) return;
  throw new EndpointError(
    'key-set-url-invalid',
    '/config/jwt/jwksUrl',
    'must be an absolute https address (or http on loopback): an endpoint has no page that a shorter one belongs to.',
  );
}

function checkKey(key: unknown): string | Jwk {
  const at = '/publicKey';
  // A private key would verify as well, but does not belong here.
  const isPrivate = isRecord(key) && key['d'] !== undefined;
  if (isPrivate || !readKey(key, at))
    throw new EndpointError(
      'key-invalid',
      at,
      'is not a public key: give PEM ("-----BEGIN PUBLIC KEY-----") or a JWK.',
    );
  return key as string | Jwk;
}

function checkSet(set: unknown): JwkSet {
  const keys = isRecord(set) ? set['keys'] : undefined;
  if (!Array.isArray(keys) || !readSet(keys, '/jwks/keys').length)
    throw new EndpointError('key-invalid', '/jwks', 'is not a JWK set with a public key that can verify tokens.');
  return set as JwkSet;
}
