import type { ZoneKind } from './zone-kind.js';

/** A zone that waits to be shown, or is shown. */
interface Entry {
  readonly kind: ZoneKind;
  /** Shows the zone. @returns Whether it is shown. */
  readonly show: () => boolean;
}

/**
 * The zones of a session, which share the screen: one pop-up at a time, one footer at a time, and no footer comes up over a
 * pop-up. It also remembers the occasions that the reader has closed a zone on.
 */
export class ZoneQueue {
  #waiting: readonly Entry[] = [];
  readonly #shown = new Set<Entry>();
  readonly #closed = new Set<string>();

  /**
   * Waits until there is room for a zone.
   *
   * @param show - Called when there is room, perhaps at once.
   * @returns Leaves the queue, or the screen.
   */
  join(kind: ZoneKind, show: () => boolean): () => void {
    const entry = { kind, show };
    this.#waiting = [...this.#waiting, entry];
    this.#goOn();
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
      if (this.#shown.delete(entry)) this.#goOn();
    };
  }

  /** Notes that the reader has closed a zone on an occasion. */
  close(occasion: string): void {
    this.#closed.add(occasion);
  }

  /** Whether the reader has closed a zone on an occasion. A zone without an occasion is never closed for good. */
  isClosed(occasion: string): boolean {
    return occasion !== '' && this.#closed.has(occasion);
  }

  #goOn(): void {
    for (const entry of this.#waiting) {
      // A pop-up holds back everything, a footer only the next footer.
      if ([...this.#shown].some(({ kind }) => kind === 'pop-up' || kind === entry.kind)) continue;
      this.#waiting = this.#waiting.filter((other) => other !== entry);
      this.#shown.add(entry);
      if (!entry.show()) this.#shown.delete(entry);
    }
  }
}
