import type { Claims, TokenReason, TokenStatus, UserRecord } from './token.js';

/** The reader, as far as the token says. */
export interface Identity {
  /** Whether the reader has a valid session. For a single feature the reader may also be a customer. */
  readonly state: 'anonymous' | 'registered';
  /** Value of the mapped claim. */
  readonly foreignUserId: string | null;
  /** Name of the system that issues the id, `jwt.userStore.foreignKeySystem`. */
  readonly foreignKeySystem: string | null;
  /** The mapped record of the publisher's user store. */
  readonly user: UserRecord | null;
  /** Ids of the products that the reader holds, in the order of the config. */
  readonly products: readonly string[];
  /** Result of verifying the token, the reason where it does not count, and its end in ms since 1970. */
  readonly token: {
    readonly status: TokenStatus;
    readonly reason: TokenReason | null;
    /** Milliseconds since 1970. */
    readonly expiresAt: number | null;
  };
  /** Claims of the token; empty where it is not valid. */
  readonly claims: Claims;
}
