import type { RawToken, ValidResult } from '../../model/token.js';
import { MAX_VERIFIED_TOKEN_CHARACTERS, VERIFIED_TOKEN_MEMORY_MS } from '../limits.js';

/** The result of a token, and when it verified. */
interface Kept {
  readonly result: ValidResult;
  readonly at: number;
}

/**
 * Keeps the results of tokens that verified a moment ago, by their SHA-256, in the memory of this process. Only a token that one
 * of the keys signed takes room in it, so forged ones push none out. It holds two generations and forgets the older one when
 * the younger is full, and all of them when the keys change.
 *
 * Times that a token names are not looked at here: the caller checks them at each request.
 */
export class VerifiedTokens {
  readonly #max: number;
  #young = new Map<string, Kept>();
  #old = new Map<string, Kept>();
  /** Characters of the tokens in the younger generation. */
  #characters = 0;

  /**
   * @param max - Characters of all tokens. Default: `MAX_VERIFIED_TOKEN_CHARACTERS`.
   */
  constructor(max = MAX_VERIFIED_TOKEN_CHARACTERS) {
    this.#max = max;
  }

  /**
   * Gives the result of a token that verified at most a minute ago.
   *
   * @param hash - SHA-256 of the token.
   * @param now - Milliseconds since 1970. A clock that was set back makes a result count no longer.
   */
  find(hash: string, now: number): ValidResult | null {
    const kept = this.#young.get(hash) ?? this.#old.get(hash);
    if (!kept) return null;
    const age = now - kept.at;
    return age >= 0 && age < VERIFIED_TOKEN_MEMORY_MS ? kept.result : null;
  }

  /** Keeps the result of a token that has just verified. */
  keep(hash: string, token: RawToken, result: ValidResult, now: number): void {
    if (this.#characters + token.length > this.#max / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = 0;
    }
    if (!this.#young.has(hash)) this.#characters += token.length;
    this.#young.set(hash, { result, at: now });
  }

  /** Forgets all. */
  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#characters = 0;
  }
}
