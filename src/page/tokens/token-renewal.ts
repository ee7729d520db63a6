import type { Identity } from '../../model/identity.js';
import { own } from '../../lib/own.js';
import { sleep } from '../../lib/sleep.js';
import { createDeadlineTimer } from '../life/create-deadline-timer.js';
import type { Renewed } from './ask-for-token.js';
import { MAX_RETRY_MS, MIN_RETRY_MS, NEWS_WAIT_MS, RENEW_LEAD_MS } from './limits.js';

/** A message between the tabs of an origin: a tab asks for the successor of a token, or sends the token that replaced it. */
export interface RenewalNews {
  readonly before: string;
  readonly token?: string;
}

/** The functions that renewing needs from outside. */
export interface RenewalPorts {
  readonly identity: () => Promise<Identity>;
  readonly refresh: () => Promise<void>;
  /** The token that counts by now, or all of them that the page can read; empty where it can read none. */
  readonly readTokens: () => string;
  /** Puts a token in the place of the one that counts. */
  readonly take: (token: string) => Promise<void>;
  readonly ask: () => Promise<Renewed>;
  /** Sends a message to the other tabs. */
  readonly post: (news: RenewalNews) => void;
  /** Does something while no other tab does it. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  /** Called with the first of several failures. */
  readonly onFailure: (message: string) => void;
}

/**
 * Renews a token shortly before it ends. States: `waiting` for the time of the next renewal, `renewing` while this tab is in
 * turn, `stopped` for good. Of several tabs one renews, and the others take over its token.
 */
export class TokenRenewal {
  readonly #ports: RenewalPorts;
  readonly #timer = createDeadlineTimer(() => void this.#renewInTurn());
  readonly #firstSeen = new Map<string, number>();
  #state: 'waiting' | 'renewing' | 'stopped' = 'waiting';
  #failures = 0;
  /** The tokens that were there when the endpoint said that the session is over. */
  #over: string | null = null;
  /** When the token ends that is to be renewed. */
  #end = 0;
  /** The last renewal, for tabs that are opened later. */
  #news: RenewalNews | null = null;

  constructor(ports: RenewalPorts) {
    this.#ports = ports;
  }

  /** Sets the time of the next renewal by the token of this moment. */
  async plan(): Promise<void> {
    const { token, claims } = await this.#ports.identity();
    if (this.#state !== 'waiting') return;
    const { status, expiresAt } = token;
    const tokens = this.#ports.readTokens();
    if (tokens === this.#over || (status !== 'valid' && status !== 'expired')) return this.#timer.set(null);
    const now = Date.now();
    if (status === 'expired') {
      // After a failure its time is set already.
      if (!this.#failures) this.#timer.set(now);
      return;
    }
    if (expiresAt === null) return this.#timer.set(null);
    if (expiresAt > this.#end) this.#failures = 0;
    else if (this.#failures) return;
    this.#end = expiresAt;
    this.#timer.set(expiresAt - Math.min(RENEW_LEAD_MS, (expiresAt - this.#beginOf(tokens, claims, now)) / 10));
  }

  /** Renews if the time has come: the page may have slept. */
  look(): void {
    this.#timer.look();
  }

  /** Tries again at once after a failure: the browser is online again. */
  retry(): void {
    if (this.#failures) void this.#renewInTurn();
  }

  /** Handles a message of another tab, which may be anything. */
  hear(data: unknown): void {
    const [before, token] = [own(data, 'before'), own(data, 'token')];
    if (typeof token !== 'string') {
      if (this.#news && before === this.#news.before) this.#ports.post(this.#news);
    } else if (before === this.#ports.readTokens()) {
      this.#news = { before, token };
      void this.#ports.take(token);
    }
  }

  stop(): void {
    this.#state = 'stopped';
    this.#timer.set(null);
  }

  /** When a token was issued, or else first seen. */
  #beginOf(tokens: string, claims: unknown, now: number): number {
    if (!this.#firstSeen.has(tokens)) this.#firstSeen.clear();
    const seen = this.#firstSeen.get(tokens) ?? now;
    this.#firstSeen.set(tokens, seen);
    const issued = own(claims, 'iat');
    return typeof issued === 'number' && issued * 1000 <= now ? issued * 1000 : seen;
  }

  async #renewInTurn(): Promise<void> {
    if (this.#state !== 'waiting') return;
    this.#state = 'renewing';
    const before = this.#ports.readTokens();
    await this.#ports.inTurn(() => this.#renew(before));
    if (this.#isStopped()) return;
    this.#state = 'waiting';
    if (!this.#failures) void this.plan();
  }

  async #renew(before: string): Promise<void> {
    if (this.#isStopped()) return;
    this.#ports.post({ before });
    await sleep(NEWS_WAIT_MS);
    // Another tab has done it.
    if (this.#isStopped() || this.#ports.readTokens() !== before) return;
    try {
      const renewed = await this.#ports.ask();
      if (this.#isStopped()) return;
      if (renewed === 'over') {
        this.#over = before;
        return;
      }
      await this.#use(before, renewed.token);
      const { status, expiresAt } = (await this.#ports.identity()).token;
      const isNewer = expiresAt === null || expiresAt > Math.max(this.#end, Date.now());
      if (status === 'valid' && isNewer) this.#failures = 0;
      else this.#fail('brought no token that lasts longer');
    } catch (error) {
      if (!this.#isStopped()) this.#fail(String(error));
    }
  }

  async #use(before: string, token: string | null): Promise<void> {
    if (token === null) return this.#ports.refresh();
    this.#news = { before, token };
    this.#ports.post(this.#news);
    await this.#ports.take(token);
    await sleep(NEWS_WAIT_MS);
  }

  #fail(message: string): void {
    if (!this.#failures++) this.#ports.onFailure(message);
    this.#timer.set(Date.now() + Math.min(MIN_RETRY_MS * 2 ** (this.#failures - 1), MAX_RETRY_MS));
  }

  #isStopped(): boolean {
    return this.#state === 'stopped';
  }
}
