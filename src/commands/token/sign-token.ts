import type { KeyObject } from 'node:crypto';
import { CompactSign } from 'jose/jws/compact/sign';

/** A key that signs tokens. */
export interface TokenKey {
  readonly alg: string;
  readonly key: KeyObject;
  /** Id of the key; `null` where it has none. */
  readonly kid: string | null;
}

/** Signs a token. Header and payload are written as jwt.io writes them, so the same input gives the same token. */
export function signToken(claims: Readonly<Record<string, unknown>>, { alg, key, kid }: TokenKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg, typ: 'JWT', ...(kid !== null && { kid }) })
    .sign(key);
}
