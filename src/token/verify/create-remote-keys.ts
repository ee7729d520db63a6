import { decode } from 'jose/base64url';
import { createRemoteJWKSet, customFetch } from 'jose/jwks/remote';
import type { Jwk } from '../../model/config.js';
import { createFault, type Report } from '../../model/fault.js';
import type { TokenReason } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { readJsonWithin, type JsonBody } from '../../lib/request/read-json-within.js';
import {
  KEY_SET_COOL_DOWN_MS,
  KEY_SET_END_OF_AGE_MS,
  KEY_SET_MAX_AGE_MS,
  KEY_SET_RETRY_MS,
  KEY_SET_TIMEOUT_MS,
  MAX_KEY_SET_BYTES,
  MAX_KEYS_PER_ID,
  MAX_KEYS_PER_SET,
} from '../limits.js';
import { algorithmsOf } from './algorithms-of.js';
import { isRoca } from './is-roca.js';
import { isUnsupported, type KeySource } from './read-key.js';

/** The part of `fetch` that a key set needs. */
export type FetchKeys = (
  url: string,
  init: { readonly signal: AbortSignal; readonly credentials: 'omit'; readonly redirect: 'error' },
) => Promise<JsonBody & { readonly ok: boolean; readonly status?: number; readonly redirected?: boolean }>;

/**
 * Gives the key of an id: `null` where the set has none of it, a reason where the set could not be fetched. With `refetch`
 * it does not wait until a failed fetch is a while ago.
 */
export type FindRemoteKey = (kid: string, refetch?: boolean) => Promise<KeySource | TokenReason | null>;

/** The functions that a key set needs from outside. */
export interface RemoteKeysPorts {
  /** Fetches the set; never with cookies, and not from where a redirect leads. */
  readonly fetch: FetchKeys;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called with the first failure of an outage. */
  readonly report?: Report;
  /** Called whenever the set has been fetched, at the moment from which it counts. */
  readonly _onKeys?: () => void;
}

/** A key as the set is handed to jose: who may verify by it is settled, and WebCrypto is not asked to let it sign. */
type UsableJwk = Jwk & { readonly kid: string };

/**
 * Makes a key set that is fetched by jose when first needed and kept for ten minutes. For an unknown key id it is fetched
 * again, as keys rotate, at most every half minute. While it cannot be fetched, the last one counts for a day.
 *
 * jose fetches, dedupes, selects and imports; when to fetch is decided here. Its own rules differ from the contract: they
 * go by `Date.now` in place of the clock that is handed in, and take a clock that was turned back for a fresh set; an old
 * set is dropped though a new one cannot be fetched; after a failure each token fetches again; one member that is not a JWK
 * spoils the whole set; and a `fetch` that ignores its signal is waited for.
 *
 * @param url - Address of the set, which may be relative.
 */
export function createRemoteKeys(url: string, { fetch, now, report, _onKeys }: RemoteKeysPorts): FindRemoteKey {
  let keys: readonly UsableJwk[] | null = null;
  let fetchedAt = 0;
  let failure: TokenReason | null = null;
  let failedAt = 0;

  const fetchUsable = async (): Promise<Response> => {
    const set = await fetchInTime(url, fetch);
    const usable = set.flatMap(toUsable);
    keys = usable;
    fetchedAt = now();
    _onKeys?.();
    return { status: 200, json: () => Promise.resolve({ keys: usable }) } as Response;
  };

  const remote = createRemoteJWKSet(new URL(url, 'https://page'), {
    // Never by itself.
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
    [customFetch]: fetchUsable,
  });

  const reload = async (refetch?: boolean): Promise<TokenReason | null> => {
    const ago = now() - failedAt;
    if (!remote.reloading && failure && !refetch && ago >= 0 && ago < KEY_SET_RETRY_MS) return failure;
    const before = failure;
    failure = await remote.reload().then(
      () => null,
      (error: unknown) => {
        const isLate = own(error, 'code') === 'ERR_JWKS_TIMEOUT';
        const why = isLate ? `no answer within ${KEY_SET_TIMEOUT_MS} ms` : String(error);
        if (!before) report?.(createFault('token-unreachable', `the key set ${url}: ${why}`, null, '/jwt/jwksUrl'));
        return isLate ? 'timeout' : 'network';
      },
    );
    failedAt = now();
    return failure;
  };

  return async (kid, refetch) => {
    const ofId = (): readonly UsableJwk[] => (keys ?? []).filter((key) => key.kid === kid);
    const age = now() - fetchedAt;
    if (!keys || age > KEY_SET_MAX_AGE_MS || age < 0 || (!ofId().length && age > KEY_SET_COOL_DOWN_MS)) {
      const reason = await reload(refetch);
      // An older set still counts when a new one cannot be fetched, but not without end.
      if (reason && (!ofId().length || Math.abs(age) > KEY_SET_END_OF_AGE_MS)) return reason;
    }
    const algorithms = ofId().flatMap(algorithmsOf);
    const tooMany = algorithms.some((one) => algorithms.filter((alg) => alg === one).length > MAX_KEYS_PER_ID);
    if (!algorithms.length || tooMany) return null;
    const load: KeySource['load'] = async (alg) =>
      ofId().some(isFactorable) ? ['weak-key'] : loadKeys(remote, kid, alg);
    return { kid, algorithms, load };
  };
}

/** Whether anyone can find the private half of a key. Keys that the config holds are measured by `zephr validate`. */
function isFactorable({ n }: UsableJwk): boolean {
  try {
    return typeof n === 'string' && isRoca(decode(n));
  } catch {
    // Such a key does not import.
    return false;
  }
}

/** Imports the keys of an id, or gives the reason why none counts. */
async function loadKeys(
  remote: ReturnType<typeof createRemoteJWKSet>,
  kid: string,
  alg: string,
): Promise<readonly (CryptoKey | TokenReason)[]> {
  try {
    return [await remote({ alg, kid })];
  } catch (error) {
    if (isUnsupported(error)) return ['unsupported'];
    const several = (error as Partial<AsyncIterable<CryptoKey>>)[Symbol.asyncIterator];
    const found: CryptoKey[] = [];
    if (several) for await (const key of error as AsyncIterable<CryptoKey>) found.push(key);
    return found.length ? found : ['key-unknown'];
  }
}

/** Fetches the members of a set. Rejects with a `TimeoutError` after three seconds, body included. */
async function fetchInTime(url: string, fetch: FetchKeys): Promise<readonly unknown[]> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException('', 'TimeoutError'));
      abort.abort();
    }, KEY_SET_TIMEOUT_MS);
  });
  const read = async (): Promise<readonly unknown[]> => {
    const response = await fetch(url, { signal: abort.signal, credentials: 'omit', redirect: 'error' });
    // A `fetch` that was handed in may follow redirects all the same.
    if (!response.ok) throw new TypeError(`status ${response.status}`);
    const keys = !response.redirected && own(await readJsonWithin(MAX_KEY_SET_BYTES, response), 'keys');
    if (!Array.isArray(keys) || keys.length > MAX_KEYS_PER_SET) throw new TypeError('not a key set');
    return keys as readonly unknown[];
  };
  try {
    return await Promise.race([late, read()]);
  } finally {
    clearTimeout(timer);
  }
}

function toUsable(key: unknown): UsableJwk | [] {
  if (!isRecord(key) || typeof key['kid'] !== 'string' || !algorithmsOf(key as Jwk).length) return [];
  const { key_ops: _operations, ext: _ext, ...usable } = key as UsableJwk;
  return usable;
}
