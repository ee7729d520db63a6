import type { JwtConfig } from '../../model/config.js';
import type { Claims, UserRecord } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { parsePlain } from '../../lib/parse-plain.js';
import { readId } from '../../lib/read-id.js';
import type { UserStore } from '../store.js';

/**
 * Looks a reader up in the publisher's user store ("Map Foreign User ID to the user store" of Zephr's documentation).
 *
 * @returns His record as JSON carries it, so that server and page decide by the same; `null` for one who is unknown, and
 *   where config or endpoint have no store.
 * @throws (rejects) With what the store throws, or where its record is nothing that JSON can carry.
 */
export async function findUser(
  claims: Claims,
  { userMapping, userStore }: JwtConfig,
  users: UserStore | undefined,
): Promise<UserRecord | null> {
  const id = readId(claims, userMapping?.foreignUserIdProperty);
  if (!users || !userStore || id === null) return null;
  const record: unknown = await users.find(userStore.foreignKeySystem, id);
  return isPlain(record) ? (parsePlain(JSON.stringify(record)) as UserRecord) : null;
}

/** An object without a class of its own. */
function isPlain(value: unknown): value is object {
  return isRecord(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}
