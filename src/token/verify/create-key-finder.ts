import { ConfigError } from '../../model/config-error.js';
import type { JwtConfig } from '../../model/config.js';
import type { TokenReason } from '../../model/token.js';
import type { RemoteKeysPorts } from './create-remote-keys.js';
import { readKey, readKeys, type KeySource } from './read-key.js';
import type { KeyChoice, TokenPorts } from './verify-token.js';

/** The functions that verification needs from outside. */
export interface VerifierPorts extends TokenPorts, RemoteKeysPorts {
  /** Keys from outside the config: a shared secret, which only an endpoint has. They count beside the public key. */
  readonly keys?: readonly KeySource[];
}

/** Finds the keys for a key id; with `refetch` a key set that failed is fetched again at once. */
export type FindKeys = (kid: string | null, refetch?: boolean) => Promise<KeyChoice>;

/**
 * Finds keys by id: in the config's set, then in the one that is fetched. A missing or unknown id falls back to the public
 * key and the secret, as in Zephr. Each key is imported once.
 *
 * @throws {ConfigError} `key-invalid` when the public key does not look like one.
 */
export function createKeyFinder(jwt: JwtConfig, ports: VerifierPorts): FindKeys {
  const { publicKey, jwks, jwksUrl } = jwt;
  const { keys = [] } = ports;
  const at = '/jwt/publicKey';
  const single = publicKey === undefined ? [] : [readKey(publicKey, at) ?? fail(at)];
  // One by one, as `createLocalJWKSet` does not tell which key of the set it could not import.
  const fixed = readKeys(jwks?.keys ?? [], '/jwt/jwks/keys');
  const remote =
    jwksUrl === undefined
      ? null
      : import('./create-remote-keys.js').then(({ createRemoteKeys }) => createRemoteKeys(jwksUrl, ports));
  // The function below reports the failure when a token is verified.
  remote?.catch(() => undefined);
  return async (kid, refetch) => {
    let failure: TokenReason | null = null;
    if (kid !== null) {
      const known = fixed.filter((key) => key.kid === kid);
      if (known.length) return { sources: known, failure };
      const fetched = remote && (await (await remote)(kid, refetch));
      if (typeof fetched === 'string') failure = fetched;
      else if (fetched) return { sources: [fetched], failure };
    }
    return { sources: [...single, ...keys], failure };
  };
}

function fail(pointer: string): never {
  throw new ConfigError('key-invalid', pointer);
}
