import type { Config } from '../model/config.js';
import type { Claims } from '../model/token.js';
import { createClaimsMapper } from '../token/verify/map-claims.js';

/** A claim that does not give what the config takes from it. */
export interface ClaimFault {
  /** JSON pointer to the member of the config that names the claim. */
  readonly pointer: string;
  /** Names the claim, never its value. */
  readonly says: string;
}

/**
 * Finds claims of a token that give neither an id nor a product, though the config maps them: a number that JSON cannot hold
 * exactly, or a value of another type.
 */
export function findClaimFaults({ jwt = {} }: Pick<Config, 'jwt'>, claims: Claims): ClaimFault[] {
  const faults: ClaimFault[] = [];
  const mapped = jwt.userMapping?.foreignUserIdProperty;
  const found = createClaimsMapper(jwt)({ status: 'valid', reason: null, claims })._mapped;
  const id = found?._subject;
  if ((id ?? '') !== '' && found?._id === null) {
    faults.push({
      pointer: '/jwt/userMapping/foreignUserIdProperty',
      says:
        typeof id === 'number'
          ? `the claim "${mapped}" is a number that is not a safe integer, which JSON may have changed: it is not an id, and the reader is anonymous. Send ids as text.`
          : `the claim "${mapped}" is neither text nor a number: it is not an id, and the reader is anonymous.`,
    });
  }
  const granting = jwt.productSyncing?.privateClaimName;
  const held = [found?._products ?? []].flat();
  if (held.some((value) => typeof value !== 'string')) {
    faults.push({
      pointer: '/jwt/productSyncing/privateClaimName',
      says: `the claim "${granting}" holds a value that is not text, which grants no product. Send ids of products as text.`,
    });
  }
  return faults;
}
