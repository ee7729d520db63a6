import { HEAD_QUIET_MS, HEAD_WAIT_MS } from './limits.js';

/** A decision's counts that wait. */
interface Held {
  readonly feature: string;
  readonly round: number;
  readonly count: () => void;
}

/**
 * Counts that wait for the head of a page whose path has changed: routers change the address first, so that a rule may have
 * asked the head of the page before. They wait until the head has changed and is quiet, and for `HEAD_WAIT_MS` at most.
 */
export class HeldCounts {
  readonly #onSettled: () => void;
  #held = new Map<string, Held>();
  /** Whether a rule has asked the head since the path changed. */
  #isAsked = false;
  /** Begins with each change, after which decisions made before it may be outdated. */
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onSettled - Decides again for what the page shows. */
  constructor(onSettled: () => void) {
    this.#onSettled = onSettled;
  }

  get isHolding(): boolean {
    return this.#timer !== undefined;
  }

  /** The path has changed. The reader has left the page that counts were held for: they are due. */
  begin(): void {
    this.flush();
    this.#isAsked = false;
    this.#wait(HEAD_WAIT_MS);
  }

  /** The head has changed. */
  headChanged(): void {
    if (this.isHolding) this.#wait(HEAD_QUIET_MS);
  }

  /** A feature is decided: its counts by the head before are void. */
  decided(feature: string): void {
    for (const [key, held] of this.#held) {
      if (held.feature === feature && held.round < this.#round) this.#held.delete(key);
    }
  }

  /** A rule has asked the head. */
  asked(): void {
    this.#isAsked = true;
  }

  /** @param key - Tells the counts of one feature for several articles apart. */
  hold(feature: string, key: string, count: () => void): void {
    this.#held.set(key, { feature, round: this.#round, count });
  }

  /** Decides again by the head as it is now, if rules ask it, and counts what is not decided again by that. */
  settle(): void {
    this.#end();
    if (this.#isAsked) this.#onSettled();
    this.flush();
  }

  /** Counts all that is held. */
  flush(): void {
    this.#end();
    const held = [...this.#held.values()];
    this.#held = new Map();
    for (const { count } of held) count();
  }

  #wait(ms: number): void {
    this.#end();
    this.#timer = setTimeout(() => this.settle(), ms);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#round++;
  }
}
