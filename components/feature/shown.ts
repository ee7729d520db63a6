import type { FeatureHost, Presentation } from '../../src/model/feature-host.js';

/** The members of the host that an outcome needs. */
export type WallHost = Pick<FeatureHost, 'session' | 'notify' | 'report'>;

/** An outcome that a feature shows: its walls, or its content where that was sealed or withheld. */
export interface Shown {
  /** For the shadow root, in order. */
  readonly slots: readonly HTMLElement[];
  /** Resolves when the outcome is on the page as a whole. */
  readonly complete: Promise<unknown>;
  /** Nodes of the content that are not part of the page meanwhile. */
  readonly detached?: readonly ParentNode[];
  /** Removes everything that was added to the feature. Twice is harmless. */
  undo(): void;
  /** Reports that it is open. */
  notifyOpen(): void;
  /** Reports that it is closed. */
  notifyClosed(): void;
}

/** Shows an outcome, once everything has loaded that it needs. */
export interface Walls {
  /**
   * Adds the outcome to a feature.
   *
   * @param before - The outcome that it takes the place of.
   */
  readonly showWalls: (
    feature: HTMLElement,
    presentation: Presentation,
    host: WallHost,
    before?: Shown | null,
  ) => Shown;
}

/** The code that shows an outcome, or another presentation to show: that of a server that refuses the content. */
export type Prepared = Walls | Presentation;
