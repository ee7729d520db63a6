import { isRecord } from '../../lib/is-record.js';
import type { RawToken } from '../../model/token.js';
import { BEAT_INTERVAL_MS } from './limits.js';

/** The place of this browser among those that read with the account; `false` where there was none for it, `undefined` if unknown. */
export type SessionFact = Readonly<Record<string, unknown>> | false | undefined;

/** The functions that the signs of life of a page need. */
export interface BeatPorts {
  /** Asks the endpoint. Resolves with `null` without an answer, and never rejects. */
  readonly ask: (token: RawToken | null, ends?: true) => Promise<{ readonly fact: SessionFact } | null>;
  readonly isHidden: () => boolean;
  readonly isPrerendering: () => boolean;
  /** Called when the endpoint has given another place than the decisions so far know. */
  readonly onNews: () => void;
}

/** The answer to a question that was sent before the reader of its token was known. */
interface EarlyAnswer {
  readonly token: RawToken;
  answer?: Awaited<ReturnType<BeatPorts['ask']>>;
}

/**
 * Gives the endpoint a sign of life while the reader sees the page, and keeps the place that it answers with. Without an answer the
 * last place holds. A page in the background asks once, and goes on when the reader sees it.
 */
export class SessionBeats {
  readonly #ports: BeatPorts;
  #reader: string | null = null;
  #token: RawToken | null = null;
  #fact: SessionFact;
  #early: EarlyAnswer | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Number of the last question: a late answer to an earlier one does not count. */
  #questions = 0;

  constructor(ports: BeatPorts) {
    this.#ports = ports;
  }

  /** Asks before the reader of the token is known. Never rejects. */
  async askAhead(token: RawToken): Promise<void> {
    if (this.#ports.isPrerendering()) return;
    const early: EarlyAnswer = { token };
    this.#early = early;
    const question = ++this.#questions;
    early.answer = await this.#ports.ask(token);
    // The answer is late: the page has decided without it.
    if (question === this.#questions && this.#early !== early && this.#token === token) this.#take(early.answer);
  }

  /**
   * Gives the place of this browser for a reader.
   *
   * @param reader - The mapped id; `null` for a reader without an account.
   */
  placeOf(reader: string | null, token: RawToken | null): SessionFact {
    this.#token = token;
    if (reader !== this.#reader) {
      this.#reader = reader;
      this.#fact = undefined;
      clearTimeout(this.#timer);
      const early = this.#early;
      this.#early = null;
      if (early?.token !== token) void this.#ask(true);
      else if (early?.answer) {
        this.#fact = early.answer.fact;
        this.#wait();
      } else if (early && 'answer' in early) this.#wait();
    }
    return this.#fact;
  }

  /** The reader sees the page, or the network is back. Never rejects. */
  beat(): Promise<void> {
    return this.#ask(false);
  }

  /** The page is left, and no other has the id of this browser. */
  end(): void {
    if (this.#reader !== null) void this.#ports.ask(this.#token, true);
  }

  /** Gives no further sign of life. */
  stop(): void {
    this.#reader = null;
    this.#questions++;
    clearTimeout(this.#timer);
  }

  async #ask(isFirst: boolean): Promise<void> {
    const { ask, isHidden, isPrerendering } = this.#ports;
    clearTimeout(this.#timer);
    if (this.#reader === null || isPrerendering() || (isHidden() && !isFirst)) return;
    const question = ++this.#questions;
    const answer = await ask(this.#token);
    if (question === this.#questions) this.#take(answer);
  }

  #take(answer: EarlyAnswer['answer']): void {
    if (this.#reader === null) return;
    this.#wait();
    if (!answer || isSamePlace(answer.fact, this.#fact)) return;
    this.#fact = answer.fact;
    this.#ports.onNews();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.beat(), BEAT_INTERVAL_MS);
  }
}

function isSamePlace(one: SessionFact, other: SessionFact): boolean {
  return isRecord(one) && isRecord(other)
    ? one['place'] === other['place'] && one['of'] === other['of']
    : one === other;
}
