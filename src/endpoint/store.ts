import type { UserRecord } from '../model/token.js';

/** Where the records of the publisher's readers are. A database of one's own needs no more than this one function. */
export interface UserStore {
  /**
   * Looks a reader up.
   *
   * @param foreignKeySystem - The system that the id is of, as the config names it (`jwt.userStore.foreignKeySystem`).
   * @param foreignUserId - Value of the mapped claim.
   * @returns His attributes by name; `null` where nobody is known by this id, which is no error.
   */
  readonly find: (foreignKeySystem: string, foreignUserId: string) => UserRecord | null | Promise<UserRecord | null>;
}

/** What the endpoint has to remember from one request to another, also of another process. */
export interface EndpointStore {
  /**
   * Claims a gift for the session that first opens it.
   *
   * @param id - The gift's own id.
   * @param session - The browser session that opens it.
   * @param expiresAt - When the gift may be forgotten; milliseconds since 1970.
   * @returns Whether nobody had claimed it yet, or this very session did.
   */
  readonly claimGift: (id: string, session: string, expiresAt: number) => boolean | Promise<boolean>;
}
