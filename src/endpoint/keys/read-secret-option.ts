import type { JwtConfig } from '../../model/config.js';
import { HASH_OCTETS } from '../../token/verify/read-secret.js';
import { EndpointError } from '../endpoint-error.js';

/** The option `secret`, read. */
export interface SharedSecret {
  readonly octets: Uint8Array<ArrayBuffer>;
  /** Advice about a secret that is shorter than its hash; `null` where it is long enough. */
  readonly weakness: string | null;
}

/**
 * Reads the option `secret`. A secret with fewer octets than the shortest hash among the allowed algorithms is weak (RFC 7518,
 * section 3.2): the tutorial's `secret` has to work, but not in production.
 *
 * @throws {EndpointError} `secret-invalid` or `secret-empty`.
 */
export function readSecretOption(secret: unknown, { algorithms }: JwtConfig): SharedSecret {
  if (typeof secret !== 'string' && !(secret instanceof Uint8Array))
    throw new EndpointError('secret-invalid', '/secret', 'must be a text or a Uint8Array.');
  // A copy, as the caller may wipe the original.
  const octets = typeof secret === 'string' ? new TextEncoder().encode(secret) : Uint8Array.from(secret);
  if (!octets.length) throw new EndpointError('secret-empty', '/secret', 'is empty: is its variable set?');
  const hashes = Object.entries(HASH_OCTETS)
    .filter(([name]) => algorithms?.some((allowed) => allowed === name) ?? true)
    .map(([, length]) => length);
  const needed = Math.min(...hashes, hashes.length ? Infinity : 32);
  return {
    octets,
    weakness:
      octets.length < needed
        ? `can be guessed, as it has fewer than ${needed} octets: take so many random ones or more. In production (NODE_ENV) it is refused.`
        : null,
  };
}
