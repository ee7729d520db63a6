import type { RawToken } from '../../model/token.js';
import { MAX_TOKEN_CANDIDATES } from '../../token/limits.js';
import { MAX_VERIFICATIONS_OVER_LIMIT_PER_S } from '../limits.js';
import type { Refusal } from '../refusal.js';
import { createHitStore, type HitStore } from './create-hit-store.js';
import type { RequestGate } from './request-gate.js';

/** Options and ports of the limit for readers. */
export interface ReaderLimitOptions {
  readonly limit: number;
  readonly windowMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly createRefusal: (counted: { readonly resetTime: Date }) => Refusal;
}

/** Characters of a token's end, which differ from token to token: most of its signature. */
const TOKEN_END_CHARACTERS = 43;

/**
 * Counts requests with a valid token by reader, in a window of their own. A client that is over its limit may still verify:
 * tokens that were valid before, and as many others as cost little of the process, however many such clients there are.
 */
export class ReaderLimit {
  readonly #options: ReaderLimitOptions;
  readonly #hits: HitStore;
  #verifications = { at: -Infinity, count: 0 };

  constructor(options: ReaderLimitOptions) {
    this.#options = options;
    this.#hits = createHitStore(options.windowMs, options.now);
  }

  /**
   * Opens the gate for a request.
   *
   * @param giveBack - Takes the request out of the count of its client.
   * @param refuse - Creates the refusal of a client that is over its limit; only a valid token helps then.
   */
  openFor(giveBack: (() => void) | null, refuse?: () => Refusal): RequestGate {
    return {
      beforeVerifying: (tokens) => (!refuse || this.#mayVerify(tokens) ? null : refuse()),
      afterVerifying: (reader, token) => {
        if (token === null) return refuse?.() ?? null;
        giveBack?.();
        this.#hits.increment(endOf(token));
        const counted = this.#hits.increment(reader === null ? `token ${endOf(token)}` : `reader ${reader}`);
        return counted.totalHits > this.#options.limit ? this.#options.createRefusal(counted) : null;
      },
    };
  }

  #mayVerify(tokens: readonly RawToken[]): boolean {
    // Too many give no reader, whichever of them verify.
    if (!tokens.length || tokens.length > MAX_TOKEN_CANDIDATES) return false;
    if (tokens.every((token) => this.#hits.get(endOf(token)))) return true;
    const now = this.#options.now();
    const age = now - this.#verifications.at;
    if (age < 0 || age >= 1000) this.#verifications = { at: now, count: 0 };
    this.#verifications.count += tokens.length;
    return this.#verifications.count <= MAX_VERIFICATIONS_OVER_LIMIT_PER_S;
  }
}

function endOf(token: RawToken): string {
  return token.slice(-TOKEN_END_CHARACTERS);
}
