import type { Claims, TokenReason, TokenStatus, UserRecord } from './token.js';

/** Who the reader is, as far as his token says. */
export interface Identity {
  /** Has this reader a valid session at all? Per feature he may also be a customer. */
  readonly state: 'anonymous' | 'registered';
  /** Value of the mapped claim. */
  readonly foreignUserId: string | null;
  readonly foreignKeySystem: string | null;
  /** The mapped record of the publisher's user store. */
  readonly user: UserRecord | null;
  /** Ids of the catalogue's products that he holds, in the catalogue's order. */
  readonly products: readonly string[];
  readonly token: {
    readonly status: TokenStatus;
    readonly reason: TokenReason | null;
    /** Milliseconds since 1970. */
    readonly expiresAt: number | null;
  };
  /** Empty unless the token is valid. */
  readonly claims: Claims;
}
