import type { UserRecord } from '../model/token.js';

/** The publisher's users. */
export interface UserStore {
  /**
   * Finds the record of a reader.
   *
   * @param foreignKeySystem - Name of the system that the id is of, as the config's `jwt.userStore` has it.
   * @param foreignUserId - Value of the mapped claim.
   * @returns A flat plain object whose members are his attributes; `null` where nobody has this id.
   */
  find(foreignKeySystem: string, foreignUserId: string): UserRecord | null | Promise<UserRecord | null>;
}

/** What an endpoint has to remember between requests. */
export interface EndpointStore {
  /**
   * Claims a gift for one browser session.
   *
   * @param id - Of the gift.
   * @param session - Of the browser session: random, the page's own.
   * @param expiresAt - When the gift ends and may be forgotten; milliseconds since 1970.
   * @returns `true` where it was claimed by nobody yet or by this very session.
   */
  claimGift(id: string, session: string, expiresAt: number): boolean | Promise<boolean>;
}
