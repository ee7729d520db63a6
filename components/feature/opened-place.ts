import type { Presentation } from '../../src/model/feature-host.js';
import type { Part, PlaceContent } from './place-content.js';
import type { Shown, WallHost } from './shown.js';

/** An outcome that shows content which was sealed or withheld, and the walls of the outcome where it has any. */
export class OpenedPlace implements Shown {
  readonly slots: readonly HTMLElement[];
  readonly complete: Promise<unknown>;
  readonly #content: PlaceContent;
  readonly #presentation: Presentation;
  readonly #host: WallHost;
  readonly #hasNews: boolean;
  #walls: Shown | undefined;
  #isHolding = true;

  /**
   * @param before - The outcome that was shown until now.
   * @param createWalls - Makes the walls of the outcome, where it has any.
   */
  constructor(
    content: PlaceContent,
    parts: readonly Part[],
    presentation: Presentation,
    host: WallHost,
    before: Shown | null | undefined,
    createWalls: () => Shown | undefined,
  ) {
    this.#content = content;
    this.#presentation = presentation;
    this.#host = host;
    this.#hasNews = parts.length > 0;
    const former = before && #content in before && before.#content === content ? before : null;
    this.#walls = (former && former.#giveWalls(presentation)) ?? createWalls();
    this.slots = this.#walls?.slots ?? [];
    this.complete = this.#walls?.complete ?? Promise.resolve();
    // Content that walls have put aside returns first, so that the content goes to its place in it. Content that is open stays.
    if (!former) before?.undo();
    content.hold(parts, presentation);
  }

  undo(): void {
    if (!this.#isHolding) return;
    this.#isHolding = false;
    this.#walls?.undo();
    this.#content.release();
  }

  notifyOpen(): void {
    this.#walls?.notifyOpen();
    const { feature } = this.#presentation.decision;
    if (this.#hasNews) this.#host.notify('zephr-opened', { feature, parts: this.#content.parts });
  }

  notifyClosed(): void {
    this.#walls?.notifyClosed();
  }

  /** Hands its walls on to an outcome that reads the same: a reader may be filling in a form. */
  #giveWalls(presentation: Presentation): Shown | undefined {
    if (keyOf(presentation) !== keyOf(this.#presentation) || presentation.config !== this.#presentation.config) return;
    const walls = this.#walls;
    this.#walls = undefined;
    return walls;
  }
}

function keyOf({ decision: { outcomeId, components }, identity }: Presentation): string {
  return JSON.stringify([outcomeId, components, identity?.claims, identity?.user]);
}
