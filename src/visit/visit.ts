import type { Config, UserState } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import type { FeatureView } from '../model/feature-host.js';
import type { Reader } from '../identity/identify.js';

/** Facts that the site's own code knows, or a function that returns them whenever the pipeline runs. */
export type FactSource = Readonly<Record<string, unknown>> | Promise<unknown> | (() => unknown);

/** The values that the site's own code passes in; `setToken` and its like change them. */
export interface VisitInputs {
  token: string | null;
  customData: Readonly<Record<string, unknown>>;
  facts: FactSource;
}

/** Options of one decision. */
export interface DecideOptions {
  /** Laid over the visit's own custom data, for this decision. */
  readonly customData?: Readonly<Record<string, unknown>>;
  /** Decides without counting the article in a trial. */
  readonly dryRun?: boolean;
}

/** Options of one decision for an element of the page. */
export interface ElementDecideOptions extends DecideOptions {
  /** The article that a trial counts; the page's own by default. */
  readonly _item?: string | undefined;
  /** Decides by the rule of this user state, for dry runs: a server has refused the content of the reader's own. */
  readonly _as?: UserState | undefined;
}

/**
 * Creates the decision of a feature while there is no config. The attribute `data-fallback` of the view goes before that of the
 * script tag.
 *
 * @param view - Default: the first view of the feature.
 */
export type DecideWithout = (feature: string, view?: FeatureView) => Decision;

/** One reader's visit to a page: knows the reader, and decides. */
export interface Visit {
  readonly config: Config;
  /** Creates the decision of a view where there is no usable config. */
  readonly _without?: DecideWithout;
  /** The last decision of each feature of the config that was asked for, except dry runs. */
  readonly _decided: Readonly<Record<string, Decision>>;
  /** Creates the decision of a feature that cannot be decided: its fallback. */
  fault(feature: string, view?: FeatureView): Decision;
  /** Describes trials and split tests for Zephr's own global. */
  _details(): object | undefined;
  /** `null` until the reader is identified. */
  _reader(): Reader | null;
  /**
   * Decides by what is known. Counts what the decision spends, except in a dry run and after `stop`.
   *
   * @returns `null` until the reader is identified, and while the node registry is loaded that a rule of the feature needs.
   */
  decide(feature: string, options?: ElementDecideOptions): Decision | null;
  /**
   * Runs the pipeline from the start: find the token, verify it, identify the reader. Without a token all of this is done
   * when the call returns. A run that a later one has overtaken is dropped, and resolves with the later one.
   *
   * @param refetch - Whether requests that failed a moment ago are repeated at once.
   * @throws {ConfigError} (rejects) When a key of the config is unusable.
   */
  _run(refetch?: boolean): Promise<void>;
  /** Resolves when no run is under way, and no file that a rule needs is being loaded. */
  _settled(): Promise<unknown>;
  /** Ends the visit: late runs are dropped, nothing is reported, and nothing is committed from now on. */
  stop(): void;
}
