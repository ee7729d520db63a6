import type { JwtConfig } from '../../model/config.js';
import type { RawToken, TokenResult } from '../../model/token.js';
import { KEY_SET_MAX_AGE_MS } from '../../token/limits.js';
import { checkClaims } from '../../token/verify/check-claims.js';
import { createKeyFinder, type VerifierPorts } from '../../token/verify/create-key-finder.js';
import { createMapping } from '../../token/verify/create-mapping.js';
import { verifyToken } from '../../token/verify/verify-token.js';
import { hashToken } from './hash-token.js';
import { VerifiedTokens } from './verified-tokens.js';

/**
 * Creates a function that verifies one token and maps its claims. A token that was valid less than a minute ago, by the same
 * keys, is not verified again; its own times are checked each time. A fetched key set that is due for a fetch has no such
 * memory, so that a key that was withdrawn counts no longer than without it.
 *
 * @returns Rejects with a `ConfigError` for a key of the config that does not import.
 * @throws {ConfigError} `key-invalid` for an invalid public key in the config.
 */
export function createTokenVerifier(jwt: JwtConfig, ports: VerifierPorts): (token: RawToken) => Promise<TokenResult> {
  const verified = new VerifiedTokens();
  /** How many times a key set has been fetched, and when it was the last time. */
  const fetched = { count: 0, at: 0 };
  const onKeys = (): void => {
    fetched.count++;
    fetched.at = ports.now();
    verified.clear();
  };
  const isDue = (now: number): boolean => {
    const age = now - fetched.at;
    return fetched.count > 0 && (age < 0 || age > KEY_SET_MAX_AGE_MS);
  };
  const findKeys = createKeyFinder(jwt, { ...ports, _onKeys: onKeys });
  const mapAll = createMapping(jwt);

  const pending = new Map<string, Promise<TokenResult>>();

  const verifyAndKeep = async (token: RawToken, hash: string, now: number): Promise<TokenResult> => {
    const before = fetched.count;
    const [result] = (await mapAll([await verifyToken(token, findKeys, jwt, now, ports)])) as [TokenResult];
    // A set that arrived meanwhile may not have the key.
    if (result.status === 'valid' && fetched.count === before && !isDue(now)) verified.keep(hash, token, result, now);
    return result;
  };

  return async (token) => {
    const given = hashToken(token);
    const hash = typeof given === 'string' ? given : await given;
    const now = ports.now();
    const known = isDue(now) ? null : verified.find(hash, now);
    if (known && !checkClaims(known.claims, jwt, now)) return known;
    // Requests with one token that arrive together share its verification, by the keys of this moment.
    const name = `${fetched.count} ${hash}`;
    let verifying = pending.get(name);
    if (!verifying) {
      verifying = verifyAndKeep(token, hash, now).finally(() => pending.delete(name));
      pending.set(name, verifying);
    }
    return verifying;
  };
}
