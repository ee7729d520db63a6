import type { RawToken } from '../../model/token.js';
import type { Sent, UsageAnswer, UsageQuestion } from '../endpoint/ask-usage.js';
import { applyAnswer, idsIn } from './apply-answer.js';
import { carryOverViews } from './carry-over-views.js';
import { findUnreported } from './find-unreported.js';
import { accountOf, ANONYMOUS } from './ledger.js';
import type { LedgerStore } from './ledger-store.js';

/** The functions that a usage sync needs of its page. */
export interface UsageSyncPorts {
  readonly store: LedgerStore;
  /** Sends a request to the endpoint's `usage`. Resolves with a number where there is no readable answer. */
  readonly ask: (question: UsageQuestion) => Promise<UsageAnswer | number>;
  /** Whether the page is being prerendered: then nothing is reported. */
  readonly isPrerendering: () => boolean;
  /** Called when the endpoint has reported views that the decisions so far did not know. */
  readonly onNews: () => void;
}

/**
 * - `idle`: the next report is sent at once.
 * - `asking`: a request is on its way; what is counted meanwhile goes with the next one.
 * - `unreachable`: the last request failed; reports wait for `retry`.
 * - `stopped`: nothing is sent any more. Unreported views stay in the ledger's queue for the next page view.
 */
export type SyncState = 'idle' | 'asking' | 'unreachable' | 'stopped';

/** A request that was sent before the reader of its token was known. */
interface EarlyRequest {
  readonly token: RawToken;
  answer?: UsageAnswer | number;
}

/** HTTP statuses by which the endpoint says that it will never accept a report. */
const NEVER_ACCEPTED: readonly unknown[] = [400, 413];

/**
 * Keeps the count of a reader with a mapped id the same on all devices: the counterpart of the endpoint's `usage`. Views
 * wait in the ledger until the endpoint has accepted them, on a later page view if need be. A view that it refuses no longer
 * counts.
 */
export class UsageSync {
  readonly #store: LedgerStore;
  readonly #ask: UsageSyncPorts['ask'];
  readonly #isPrerendering: () => boolean;
  readonly #onNews: () => void;
  /** Changed only by the sync itself. */
  state: SyncState = 'idle';
  #reader: { readonly key: string; readonly token: RawToken } | null = null;
  #early: EarlyRequest | null = null;
  /** Accounts that the endpoint has answered for. */
  readonly #answered = new Set<string>();
  /** Ids of the views that this document has sent: none is sent twice, whatever happens to it. */
  readonly #sent = new Set<string>();
  readonly #refusing = new Set<string>();

  constructor({ store, ask, isPrerendering, onNews }: UsageSyncPorts) {
    this.#store = store;
    this.#ask = ask;
    this.#isPrerendering = isPrerendering;
    this.#onNews = onNews;
  }

  /** Asks ahead, before the reader of the token is known. Never rejects. */
  async askAhead(token: RawToken): Promise<void> {
    const early: EarlyRequest = { token };
    this.#early = early;
    early.answer = await this.#ask({ ...(token && { token }) });
    if (this.state === 'stopped' || this.#reader?.token !== token || this.#early !== early) return;
    // The answer is late: the page has decided without it.
    this.#early = null;
    this.#takeEarly(early, this.#reader.key, true);
    void this.send();
  }

  /**
   * Sets the reader. An answer that has arrived by now goes into their account; otherwise the endpoint is asked.
   *
   * @param token - `null` where the token is not valid.
   */
  meet(key: string, token: RawToken | null): void {
    this.#reader = key === ANONYMOUS || token === null ? null : { key, token };
    if (!this.#reader) return;
    const early = this.#early;
    if (early?.token === token) {
      // The request is on its way: `askAhead` goes on when it is answered.
      if (early.answer === undefined) return;
      this.#takeEarly(early, key, false);
      this.#early = null;
    }
    void this.send();
  }

  /** Tries again after a failure: the endpoint may be in reach again. */
  retry(): void {
    if (this.state === 'unreachable') this.state = 'idle';
    void this.send();
  }

  /** Ends all reports. */
  stop(): void {
    this.state = 'stopped';
  }

  /**
   * Whether the endpoint has refused a view of a tracker in this document. Further views that the page's own rules grant, as
   * its config differs from the endpoint's, are counted only here: the endpoint would refuse each of them.
   */
  refuses(tracker: string): boolean {
    return this.#refusing.has(tracker);
  }

  /** Reports what is in the queue. Never rejects. */
  async send(): Promise<void> {
    if (this.state !== 'idle' || !this.#reader || this.#isPrerendering()) return;
    const { key, token } = this.#reader;
    const { ledger } = this.#store;
    // Views from before signing in go in requests of their own: their moments may be earlier than the endpoint's last word.
    const before = ledger.reader === null ? [] : findUnreported(ledger, key, this.#sent, true);
    const carry = before.length > 0 || (!accountOf(ledger, key).carried && ledger.reader !== null);
    const spend = carry ? before : findUnreported(ledger, key, this.#sent, false);
    if (!spend.length && !carry && this.#answered.has(key)) return;
    this.state = 'asking';
    const answer = await this.#ask({
      ...(token && { token }),
      ...(carry && { reader: ledger.reader!, carry }),
      ...(spend.length && { spend }),
    });
    if (NEVER_ACCEPTED.includes(answer)) this.#take(key, { entries: [], refused: [] }, spend, false);
    const isAnswer = typeof answer === 'object';
    if (isAnswer) for (const { id } of spend) this.#sent.add(id);
    const isNews = isAnswer && this.#take(key, answer, spend, carry);
    // It may have been stopped meanwhile.
    if ((this.state as SyncState) === 'stopped') return;
    this.state = isAnswer ? 'idle' : 'unreachable';
    if (isNews && this.#reader?.key === key) this.#onNews();
    if (isAnswer) void this.send();
  }

  #takeEarly({ answer }: EarlyRequest, key: string, isLate: boolean): void {
    if (typeof answer === 'object' && this.#take(key, answer, [], false) && isLate) this.#onNews();
  }

  /** Takes an answer into the ledger; returns whether it holds anything new. */
  #take(key: string, answer: UsageAnswer, reported: readonly Sent[], carried: boolean): boolean {
    const store = this.#store;
    this.#answered.add(key);
    const known = idsIn(carryOverViews(store.read(), key));
    const refused = new Set(answer.refused);
    for (const { id, tracker } of reported) if (refused.has(id)) this.#refusing.add(tracker);
    const counted = [...answer.entries, ...reported].filter(({ id }) => !refused.has(id));
    const change = applyAnswer(key, { counted, refused, reported, carried });
    if (!change.isIn(store.ledger)) store.change(change);
    return answer.refused.some((id) => known.has(id)) || counted.some(({ id }) => !known.has(id));
  }
}
