import type { Jwk } from '../../model/config.js';
import type { TokenReason } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { readJwk, type VerificationKey } from './import-key.js';

/** The part of `fetch` that a key set needs. */
export type FetchKeys = (
  url: string,
  init: { readonly signal: AbortSignal; readonly credentials: 'omit' },
) => Promise<{ readonly ok: boolean; json(): Promise<unknown> }>;

/**
 * Gives the keys of an id; a reason when the set could not be had. Asked `anew`, it does not wait until a failed fetch is a
 * while ago.
 */
export type KeysOf = (kid: string, anew?: boolean) => Promise<readonly VerificationKey[] | TokenReason>;

const TIMEOUT = 3000;
const COOL_DOWN = 30_000;
const COOL_DOWN_AFTER_FAILURE = 5000;
const MAX_AGE = 600_000;

/** Reads what is usable of a JWK set; keys of types that nobody here knows are passed over (RFC 7517, section 5). */
export function readKeys(keys: readonly unknown[], pointer: string | null): readonly VerificationKey[] {
  return keys.flatMap((key, index) => (isRecord(key) && readJwk(key as Jwk, pointer && `${pointer}/${index}`)) || []);
}

/**
 * Gives keys out of a JWK set that is fetched when first needed and kept for ten minutes. An unknown key id is asked for
 * once more, as keys rotate, but not again within half a minute: forged ids must not make a page hammer the provider. Nor
 * must a provider in trouble be hammered: after a fetch that failed its reason holds for five seconds.
 *
 * @param url - Address of the set.
 * @param fetch - Gives the set; never with cookies.
 * @param now - Milliseconds since 1970.
 */
export function createKeySet(url: string, fetch: FetchKeys, now: () => number): KeysOf {
  let keys: readonly VerificationKey[] | null = null;
  let fetchedAt = 0;
  let failure: TokenReason | null = null;
  let failedAt = 0;
  let underWay: Promise<TokenReason | null> | null = null;

  const load = async (anew = false): Promise<TokenReason | null> => {
    const ago = now() - failedAt;
    if (!underWay && failure && !anew && ago >= 0 && ago < COOL_DOWN_AFTER_FAILURE) return failure;
    return (underWay ??= loadOnce().then((reason) => {
      failure = reason;
      failedAt = now();
      underWay = null;
      return reason;
    }));
  };

  async function loadOnce(): Promise<TokenReason | null> {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Whatever `fetch` was handed in may know nothing of signals.
    const late = new Promise<TokenReason>((resolve) => {
      timer = setTimeout(() => {
        resolve('timeout');
        abort.abort();
      }, TIMEOUT);
    });
    const reason = await Promise.race([late, read(abort.signal).catch((): TokenReason => 'network')]);
    clearTimeout(timer);
    return reason;
  }

  async function read(signal: AbortSignal): Promise<TokenReason | null> {
    const response = await fetch(url, { signal, credentials: 'omit' });
    const set = response.ok ? own(await response.json(), 'keys') : undefined;
    if (!Array.isArray(set)) return 'network';
    keys = readKeys(set, null);
    fetchedAt = now();
    return null;
  }

  return async (kid, anew) => {
    const of = (): readonly VerificationKey[] => (keys ?? []).filter((key) => key.kid === kid);
    const age = now() - fetchedAt;
    if (!keys || age > MAX_AGE || age < 0 || (!of().length && age > COOL_DOWN)) {
      const reason = await load(anew);
      // An older set still counts when a fresh one cannot be had.
      if (reason && !of().length) return reason;
    }
    return of();
  };
}
