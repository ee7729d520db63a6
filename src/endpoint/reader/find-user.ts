import type { JwtConfig } from '../../model/config.js';
import type { TokenResult, UserRecord } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { parsePlain } from '../../lib/parse-plain.js';
import type { UserStore } from '../store.js';

/**
 * Finds the reader's record in the publisher's user store.
 *
 * @returns The record after a round trip through JSON, so that server and page decide by the same values; `null` for an
 *   unknown reader, and without a user store in config or endpoint.
 * @throws (rejects) Whatever the store throws; a `TypeError` for a record that JSON cannot hold.
 * @see Zephr documentation, "Map Foreign User ID to the user store".
 */
export async function findUser(
  result: TokenResult,
  { userStore }: JwtConfig,
  users: UserStore | undefined,
): Promise<UserRecord | null> {
  const id = result._mapped?._id ?? null;
  if (!users || !userStore || id === null) return null;
  const record: unknown = await users.find(userStore.foreignKeySystem, id);
  return isPlain(record) ? (parsePlain(JSON.stringify(record)) as UserRecord) : null;
}

/** Tells whether a value is an object without a class of its own. */
function isPlain(value: unknown): value is object {
  return isRecord(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}
