import type { Config } from './config.js';
import type { Decision } from './decision.js';
import type { Fault } from './fault.js';
import type { Identity } from './identity.js';

/** What one place of the page has to show. */
export interface Presentation {
  readonly decision: Decision;
  /** Holds the components of the outcome; left out while there is none. */
  readonly config: Config | undefined;
  /** Who their texts are for; left out while nobody knows. */
  readonly identity: Identity | undefined;
  /** The feature could not be decided and no fallback is configured: a plain line says so. */
  readonly broken: boolean;
}

/** A place of the page that shows a feature. */
export interface FeatureView {
  readonly feature: string;
  /** What it shows; `null` while it waits. */
  readonly decision: Decision | null;
  readonly style: { minHeight: string };
  /** Shows a decision; resolves when the page shows it. Never rejects. */
  readonly present: (presentation: Presentation) => Promise<void>;
}

/** What decides for the places of a page: handed to the elements, which know nothing else of the SDK. */
export interface FeatureHost {
  /** Takes a place in: it is presented with a decision at once where there is one, and again whenever it changes. */
  readonly connect: (view: FeatureView) => void;
  /** Lets a place go. */
  readonly disconnect: (view: FeatureView) => void;
  /**
   * What a feature shows instead when a presentation could not be shown, or is not there in time.
   *
   * @param hasWalls - Where there are none, a fallback that needs them leaves but a plain line.
   */
  readonly fallback: (feature: string, hasWalls?: boolean) => Presentation;
  /** A wall of this decision was opened or closed. */
  readonly notify: (type: 'zephr-wall-open' | 'zephr-wall-close', decision: Decision) => void;
  readonly report: (fault: Fault) => void;
}

/** Whether showing it takes walls. A broken feature shows but a line: its fallback may name a wall that cannot be loaded. */
export function needsWalls({ decision: { content, components }, broken }: Presentation): unknown {
  return !broken && (components[0] ?? (content as { readonly keep?: object }).keep);
}
