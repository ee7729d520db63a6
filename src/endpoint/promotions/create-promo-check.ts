import { encodeBase64url } from '../../lib/base64url.js';
import { MAX_PROMO_GUESSES, MAX_VIEWS_PER_TRACKER, PROMO_GUESS_WINDOW_MS } from '../limits.js';
import { createHitStore } from '../protect/create-hit-store.js';
import type { UsageStore } from '../store.js';
import { readPromotions, toPromoCode, type PromoCode } from './read-promotions.js';

/** A code that a reader gives. */
export interface GivenPromo {
  readonly code: string;
  /** Random id of the browser session. */
  readonly session: string;
}

/** The reader who gives a code, and the client that they use. */
export interface PromoReader {
  /** Key of the reader with a mapped id; `null` for any other. */
  readonly account: string | null;
  /** Key of the client (`findClient`). */
  readonly client: string;
}

/** The answer to a code. */
export interface PromoAnswer {
  /** Id of the promotion; `null` for a code that does not count, whatever the reason. */
  readonly promotion: string | null;
  /** Whether the client has given too many such codes, so that this one was not looked at. */
  readonly isLimited: boolean;
}

/**
 * Checks a code, and counts the reader for it: once, however often it is given.
 *
 * Rejects when the store fails.
 */
export type CheckPromo = (given: GivenPromo, reader: PromoReader) => Promise<PromoAnswer>;

/** Ports of the check. */
export interface PromoPorts {
  readonly store: Pick<UsageStore, 'spend'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const TRACKER = 'promo';
/** Octets of a hash that name a reader in the store: 128 bits. */
const ID_OCTETS = 16;
const encoder = new TextEncoder();
/** Stands for every code that does not count. Nobody has room in it, and asking the store costs the same. */
const NO_CODE = { name: 'none', limit: 0 };

/**
 * Makes the check of promotion codes. The store counts readers of a code as it counts articles of a reader: exactly, for all
 * processes. It holds neither codes nor ids, but hashes of both.
 *
 * A code is looked up by its hash, and the store is asked for every code alike, so an answer takes as long for a code that does not
 * exist as for one that is used up. Wrong codes of one client are limited; beyond, no code of that client is looked at.
 *
 * @param promotions - Promotions by id.
 * @throws {EndpointError} `option-invalid`.
 */
export function createPromoCheck(promotions: unknown, { store, now }: PromoPorts): CheckPromo {
  const codes = readPromotions(promotions);
  const guesses = createHitStore(PROMO_GUESS_WINDOW_MS, now);
  let byHash: Promise<ReadonlyMap<string, PromoCode>> | undefined;

  return async ({ code: text, session }, { account, client }) => {
    // Counted before anything is waited for: many at once are no way around the limit.
    if (guesses.increment(client).totalHits > MAX_PROMO_GUESSES) return { promotion: null, isLimited: true };
    const moment = now();
    const hash = await hashText(toPromoCode(text));
    const found = (await (byHash ??= hashCodes(codes))).get(hash);
    const isOpen = found && found.from <= moment && moment < found.until;
    const asked = isOpen ? { name: hash, limit: found.limit } : NO_CODE;
    const until = isOpen ? found.until : moment;
    const claim = async (reader: string, isCounting: boolean): Promise<boolean> =>
      spendPlace(store, asked, await hashText(reader), { isCounting, until, at: moment });
    const isHeld = await claim(`session:${session}`, account === null);
    const isGranted = isHeld || (account !== null && (await claim(account, true)));
    if (!isGranted || !isOpen) return { promotion: null, isLimited: false };
    guesses.decrement(client);
    return { promotion: found.promotion, isLimited: false };
  };
}

/**
 * Counts a reader for a code, or only finds one who is counted already.
 *
 * @returns Whether the reader is counted.
 */
async function spendPlace(
  store: PromoPorts['store'],
  { name, limit }: { readonly name: string; readonly limit: number },
  id: string,
  { isCounting, until, at }: { readonly isCounting: boolean; readonly until: number; readonly at: number },
): Promise<boolean> {
  // A key of the store has room for so many. Places are never given back, so readers fill one key after the other.
  for (let part = 0, left = limit; part === 0 || left > 0; part++, left -= MAX_VIEWS_PER_TRACKER) {
    const room = isCounting ? Math.min(left, MAX_VIEWS_PER_TRACKER) : 0;
    const variant = { limit: room, from: -Infinity, until, unique: true };
    const key = `promo:${name}${part > 0 ? `:${part}` : ''}`;
    const { refused } = await store.spend(key, [{ id, tracker: TRACKER, item: id, at }], { [TRACKER]: [variant] });
    if (!refused.length) return true;
  }
  return false;
}

async function hashCodes(codes: ReadonlyMap<string, PromoCode>): Promise<ReadonlyMap<string, PromoCode>> {
  return new Map(await Promise.all([...codes].map(async ([text, code]) => [await hashText(text), code] as const)));
}

async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
  return encodeBase64url(new Uint8Array(digest).subarray(0, ID_OCTETS));
}
