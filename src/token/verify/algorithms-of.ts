import type { Jwk } from '../../model/config.js';
import { own } from '../../lib/own.js';

const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const EDWARDS = ['EdDSA', 'Ed25519'];
const CURVES: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };

/** Every algorithm of a public key. Those of shared secrets are not among them, so a public key can never pass for a secret. */
export const ALL_ALGORITHMS: readonly string[] = [...RSA, ...Object.values(CURVES), ...EDWARDS];

/**
 * Tells which algorithms a JWK may verify by its own type, use and operations (RFC 7517, sections 4.2 to 4.4; RFC 8725,
 * section 3.1). They are the `algorithms` that jose is allowed for it.
 *
 * @returns None for a key that must not verify signatures.
 */
export function algorithmsOf({ kty, crv, alg, use, key_ops: operations }: Jwk): readonly string[] {
  const ofCurve = own(CURVES, crv) as string | undefined;
  const byType =
    kty === 'RSA' ? RSA : kty === 'EC' && ofCurve ? [ofCurve] : kty === 'OKP' && crv === 'Ed25519' ? EDWARDS : [];
  const verifies = operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
  return verifies && (use === undefined || use === 'sig')
    ? byType.filter((name) => alg === undefined || alg === name)
    : [];
}
