import type { UserState } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import type { TokenStatus } from '../model/token.js';
import type { Facts } from '../facts/facts.js';
import type { Usage } from '../usage/usage.js';

/** Name and version of the format. */
export const FORMAT = 'zephr-decision/1';

/** Stands for the mapped id of a reader, which no export has: with it the reader stays registered. */
export const STAND_IN = 'reader-left-out';

/** An input of the engine, cut to the data that the rules of one feature name. */
export interface ReplayInput extends Facts {
  readonly tokenStatus: TokenStatus;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly usage?: Usage;
  /** Groups of split tests by id of the test. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * A decision with what it was made of, to be decided again elsewhere. It has no token, no mapped id, no cookie that no rule
 * names and no random id of a reader.
 */
export interface ExportedDecision {
  readonly format: typeof FORMAT;
  readonly made: {
    readonly by: 'page' | 'command';
    /** Version of the SDK. */
    readonly sdk: string;
    /** Milliseconds since 1970. */
    readonly at: number;
    readonly userAgent?: string;
  };
  readonly config: {
    /** SHA-256 of the config as JSON without white space, in hex; `null` where it could not be computed. */
    readonly sha256: string | null;
    /** Where the config came from, without a query; `null` where that is not known. */
    readonly address: string | null;
  };
  readonly feature: string;
  readonly input: ReplayInput;
  /** User state of the reader for the feature. */
  readonly state: UserState;
  readonly decision: Decision;
  /** Names of the data that are not in `input`, or not as they were. */
  readonly left_out: readonly string[];
}
