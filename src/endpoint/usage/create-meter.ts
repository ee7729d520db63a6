import type { JwtConfig } from '../../model/config.js';
import type { TokenResult } from '../../model/token.js';
import type { UsageStore } from '../store.js';
import { Account } from './account.js';
import type { AnonymousUsage } from './create-anonymous-usage.js';
import type { VariantsOf } from './read-variants.js';
import { toAnonymousKey } from './to-anonymous-key.js';
import { toUserKey } from './to-user-key.js';

/** Ports of the meter. */
export interface MeterPorts {
  readonly jwt: JwtConfig;
  readonly store: UsageStore;
  readonly anonymous: AnonymousUsage;
  readonly variantsOf: VariantsOf;
}

/** The reader as a request names them. */
export interface MeteredReader {
  readonly result: TokenResult;
  /** Random id of a browser, for a reader without a mapped id. */
  readonly anonymousId: string | null;
  /** Key of the client that asks (`findClient`). */
  readonly client: string;
  /** Whether the endpoint's own decisions are counted, and not views that a page reports. */
  readonly isMetered: boolean;
}

/** Opens the account of a reader; `null` where nothing says who reads. */
export type Meter = (reader: MeteredReader) => Account | null;

/**
 * Makes the one piece that counts views: the mapped id of the token identifies the reader on every device; without one the
 * random id of the browser does.
 */
export function createMeter({ jwt, store, anonymous, variantsOf }: MeterPorts): Meter {
  return ({ result, anonymousId, client, isMetered }) => {
    const id = result._mapped?._id ?? null;
    const byBrowser = anonymousId === null ? null : toAnonymousKey(anonymousId);
    if (id === null && isMetered && !anonymous.isKept) return null;
    const key = id === null ? byBrowser : toUserKey(jwt.userStore?.foreignKeySystem ?? '', id);
    if (key === null) return null;
    return new Account(
      { key, byBrowser, isAnonymous: id === null, client, isMetered },
      { store, anonymous, variantsOf },
    );
  };
}
