import type { PreviewReason } from '../../src/model/codes.js';
import type { Config } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';
import type { Fault } from '../../src/model/fault.js';
import type { Identity } from '../../src/model/identity.js';
import type { ExportedDecision } from '../../src/replay/exported-decision.js';

/** Moments in the order in which they come, in milliseconds since the page was requested. */
export interface InspectedTimes {
  readonly script?: number | undefined;
  readonly config?: number | undefined;
  readonly reader?: number | undefined;
  readonly decided?: number | undefined;
  readonly shown?: number | undefined;
}

/** A part of the page that shows a feature. */
export interface InspectedPlace {
  /** The feature element, or the target; a comment where the target is what follows one. */
  readonly node: Node;
  /** The attribute `state` of a feature element, and the same word for a target. */
  readonly state: string;
  /** How its content is protected, in a line; missing for a target. */
  readonly protection?: string;
  /** `null` while it waits. */
  readonly decision: Decision | null;
}

/** A feature of the config, and what the page shows of it. */
export interface InspectedFeature {
  readonly id: string;
  /** In the order in which the page has met them; none where the feature is not on the page. */
  readonly places: readonly InspectedPlace[];
  /** The decision that holds, dry runs apart; `null` where none was made. */
  readonly decision: Decision | null;
  readonly times: InspectedTimes;
}

/** A preview that runs. */
export interface InspectedPreview {
  /** The label of its maker. */
  readonly by: string;
  /** When it ends, in milliseconds since 1970. */
  readonly exp: number;
  /** The test reader that is shown; `null` for the reader of the page. */
  readonly reader: string | null;
  /** The test readers that it has. */
  readonly readers: readonly string[];
  readonly notes: readonly string[];
  readonly leave: () => void;
  readonly switchTo: (reader: string | null) => Promise<void>;
}

/** The page as the inspector reads it. Nothing of it changes what a reader may see. */
export interface InspectedPage {
  readonly config: Config;
  /** The features of the config: first those that the page has, in its order. */
  readonly features: () => readonly InspectedFeature[];
  /** `null` until the reader is identified. */
  readonly identity: () => Identity | null;
  /** Sentences on why the token does not count. */
  readonly hints: () => readonly string[];
  /** The faults so far. */
  readonly faults: () => readonly Fault[];
  /** Decides a feature without spending a trial. */
  readonly decide: (feature: string) => Promise<Decision>;
  readonly exportDecision: (feature: string) => Promise<ExportedDecision>;
  /** `null` while no preview runs. */
  readonly preview: () => InspectedPreview | null;
  /**
   * Starts a preview from its link, in this tab. Resolves with the reason where it does not count, and the page stays as it is.
   * Missing where no live config is known.
   */
  readonly startPreview?: (link: string) => Promise<PreviewReason | null>;
  /** The mistake for which the config is unusable; missing where a config counts. */
  readonly mistake?: Fault;
  /** Calls back after each change of what is above. */
  readonly watch: (onChange: () => void) => void;
}
