import type { Identity } from '../model/identity.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { parsePath } from '../lib/parse-path.js';

/**
 * Reads the reader's attributes: those that the token carries, and over them those of his record in the user store.
 *
 * @param claim - The claim that holds them, by name or JSONPath; `undefined` where the config names none.
 * @see Zephr documentation, "JWT user attributes".
 */
export function readAttributes(
  { claims, user }: Pick<Identity, 'claims' | 'user'>,
  claim?: string,
): Record<string, unknown> {
  const path = claim?.startsWith('$') ? parsePath(claim) : null;
  const carried = claim === undefined ? undefined : path ? path(claims) : own(claims, claim);
  return { ...(isRecord(carried) ? carried : {}), ...user };
}
