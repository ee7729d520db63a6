import type { Identity } from '../model/identity.js';
import type { Claims } from '../model/token.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { parsePath } from '../lib/parse-path.js';

/**
 * Reads the reader's attributes: those that the token carries, and over them those of the reader's record in the user store.
 *
 * @param claim - The claim that holds them, by name or JSONPath; `undefined` where the config names none.
 * @see Zephr documentation, "JWT user attributes".
 */
export function readAttributes(
  { claims, user }: Pick<Identity, 'claims' | 'user'>,
  claim?: string,
): Record<string, unknown> {
  return { ...readerOfCarried(claim)(claims), ...user };
}

/** Creates a function that reads one attribute of many readers; `undefined` where a reader does not have it. */
export function readerOfAttribute(
  name: string,
  claim?: string,
): (reader: Pick<Identity, 'claims' | 'user'>) => unknown {
  const carried = readerOfCarried(claim);
  return ({ claims, user }) => {
    const recorded = own(user, name);
    return recorded === undefined ? own(carried(claims), name) : recorded;
  };
}

/** Makes a reader of the attributes that a token carries. */
function readerOfCarried(claim?: string): (claims: Claims) => Readonly<Record<string, unknown>> {
  const path = claim?.startsWith('$') ? parsePath(claim) : null;
  return (claims) => {
    const carried = path ? path(claims) : own(claims, claim);
    return isRecord(carried) ? carried : {};
  };
}
