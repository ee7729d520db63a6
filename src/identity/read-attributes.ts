import type { JwtConfig } from '../model/config.js';
import type { Identity } from '../model/identity.js';
import type { Claims } from '../model/token.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { parsePath } from '../lib/parse-path.js';
import { splitTexts } from '../lib/split-texts.js';

/** Where attributes are in claims. */
type Attributes = NonNullable<JwtConfig['userAttributes']>;

/**
 * Reads the reader's attributes: those that the token carries, and over them those of the reader's record in the user store.
 *
 * @param source - The claim that holds them, by name or JSONPath; `undefined` where the config names none. With `split`, texts
 *   in it are lists of their parts.
 * @see Zephr documentation, "JWT user attributes".
 */
export function readAttributes(
  { claims, user }: Pick<Identity, 'claims' | 'user'>,
  source?: Attributes,
): Record<string, unknown> {
  const carried = Object.entries(readerOfCarried(source)(claims)).map(([name, value]) => [name, split(value, source)]);
  return { ...(Object.fromEntries(carried) as Record<string, unknown>), ...user };
}

/** Creates a function that reads one attribute of many readers; `undefined` where a reader does not have it. */
export function readerOfAttribute(
  name: string,
  source?: Attributes,
): (reader: Pick<Identity, 'claims' | 'user'>) => unknown {
  const carried = readerOfCarried(source);
  return ({ claims, user }) => {
    const recorded = own(user, name);
    return recorded === undefined ? split(own(carried(claims), name), source) : recorded;
  };
}

/** Makes a reader of the attributes that a token carries. */
function readerOfCarried({ privateClaimName: claim }: Partial<Attributes> = {}): (claims: Claims) => object {
  const path = claim?.startsWith('$') ? parsePath(claim) : null;
  return (claims) => {
    const carried = path ? path(claims) : own(claims, claim);
    return isRecord(carried) ? carried : {};
  };
}

/** Splits an attribute where the config says so; one that is not a text, nor a list, stays. */
function split(value: unknown, source?: Attributes): unknown {
  const isSplit = source?.split !== undefined && (typeof value === 'string' || Array.isArray(value));
  return isSplit ? splitTexts(value, source.split) : value;
}
