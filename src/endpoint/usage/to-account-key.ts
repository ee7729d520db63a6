import type { JwtConfig } from '../../model/config.js';
import type { TokenResult } from '../../model/token.js';
import { toUserKey } from './to-user-key.js';

/** Gives the key under which stores count for the reader of a token; `null` for a reader without a mapped id. */
export type ToAccountKey = (result: TokenResult) => string | null;

/** Makes the function that names readers in stores, by the system that issues their ids. */
export function createAccountNaming({ userStore }: JwtConfig): ToAccountKey {
  return (result) => {
    const id = result._mapped?._id ?? null;
    return id === null ? null : toUserKey(userStore?.foreignKeySystem ?? '', id);
  };
}
