import type { Claims, UserRecord } from './claims.js';
import type { TokenReason } from './codes.js';

export type { Claims, TokenStatus, UserRecord } from './claims.js';
export type { TokenReason };

/** The values that a config maps of claims. */
export interface MappedClaims {
  /** The value that names the reader, which may be no id. */
  readonly _subject: unknown;
  /** The id of the reader; `null` where the value is not an id. */
  readonly _id: string | null;
  /** The value of the product claim: one, or a list of them. */
  readonly _products: unknown;
}

/** Result of verifying. An expired or forged token is not an error: the reader is anonymous, and the reason is kept. */
export type TokenResult =
  | { readonly status: 'none'; readonly reason: null; readonly _mapped?: undefined }
  | {
      readonly status: 'valid';
      /** `id-invalid` where the claims name the reader by a number that is not a safe integer. */
      readonly reason: 'id-invalid' | null;
      readonly claims: Claims;
      /** The reader's record, where an endpoint verified the token and found one. */
      readonly user?: UserRecord | null | undefined;
      /** Added by verifiers and engines. Without it the reader is anonymous. */
      readonly _mapped?: MappedClaims;
    }
  | {
      readonly status: 'expired' | 'invalid' | 'unreachable';
      readonly reason: TokenReason;
      readonly _mapped?: undefined;
    };

/** The result of a token that counts. */
export type ValidResult = TokenResult & { readonly status: 'valid' };

/** A token as it was found, not yet believed. */
export type RawToken = string;

/** The result for the token of a visit, with the token itself: only code that has to send the token on gets both. */
export interface VerifiedToken {
  readonly result: TokenResult;
  /** The token that the result is of: empty where only the browser's cookies hold it, `null` where there is no single one. */
  readonly raw: RawToken | null;
}

/** The places where the token of a visit may be. */
export interface TokenSources {
  /** From `start({ token })` or `setToken`. */
  readonly option: string | null;
  /** From `?jwt=`. */
  readonly query: string | null;
  readonly cookies: string;
  /** The site asks to look again: what could not be fetched a moment ago is fetched at once. */
  readonly refetch?: boolean;
}

/** Finds and verifies the token of a visit; imports its keys once. Rejects with a `ConfigError` when a key is unusable. */
export type Verify = (sources: TokenSources) => Promise<VerifiedToken>;
