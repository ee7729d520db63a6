import type { SealFields } from '../../seal/envelope.js';
import { MAX_CONFIRMED_SEAL_CHARACTERS } from '../limits.js';

/** A seal whose header is the publisher's word, as AES-KW has confirmed, and its key. */
export interface ConfirmedSeal {
  readonly fields: SealFields;
  /** 32 octets, as base64url. Only for readers with access. */
  readonly key: string;
}

/**
 * Keeps the seals that AES-KW has confirmed, by their text, in the memory of this process. It says that a header is the
 * publisher's word, and nothing of a reader: each request is decided for itself. Only a confirmed seal takes room in it, so
 * headers that are made up push none out. It holds two generations, and forgets the older one when the younger is full.
 *
 * The content keys in it open nothing that the sealing keys, which the same process holds, do not.
 */
export class ConfirmedSeals {
  readonly #max: number;
  #young = new Map<string, ConfirmedSeal>();
  #old = new Map<string, ConfirmedSeal>();
  /** Characters of the seals in the younger generation. */
  #characters = 0;

  /**
   * @param max - Characters of all seals. Default: `MAX_CONFIRMED_SEAL_CHARACTERS`.
   */
  constructor(max = MAX_CONFIRMED_SEAL_CHARACTERS) {
    this.#max = max;
  }

  /**
   * @param text - `header.key`.
   */
  find(text: string): ConfirmedSeal | undefined {
    const young = this.#young.get(text);
    if (young) return young;
    const old = this.#old.get(text);
    // One that is asked for stays.
    if (old) this.keep(text, old);
    return old;
  }

  /** Keeps a seal that was just confirmed. */
  keep(text: string, seal: ConfirmedSeal): void {
    if (this.#characters + text.length > this.#max / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = 0;
    }
    if (!this.#young.has(text)) this.#characters += text.length;
    this.#young.set(text, seal);
  }
}
