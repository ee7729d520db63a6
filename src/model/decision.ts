import type { DecisionReason } from './codes.js';
import type { ContentRule, UserState, Zone } from './config.js';

/** The state of a trial: its limit, and how many articles or page views remain. */
export interface TrialLeft {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds since 1970; `null` for a trial that never resets. */
  readonly resetsAt: number | null;
}

/** Values of template variables by name: `{{variables.offer}}`. */
export type Variables = Readonly<Record<string, string | number | boolean | null>>;

/** Something that a rule makes known to analytics, and to a webhook where it names one. */
export interface RuleNotification {
  /** The event, in the words of the rule. */
  readonly name: string;
  /** Id of a webhook in the settings of the endpoint. */
  readonly webhook?: string;
}

/** One node of the path that a decision took. */
export interface TraceEntry {
  /** Its id in the rule, or the JSON pointer of a node written in place. */
  readonly node: string;
  readonly type: string;
  /** The condition and the exit in words, without the reader's own data. */
  readonly says: string;
  /** Name of the exit taken. */
  readonly exit: string;
}

export type { DecisionReason };

/** The part of one feature that a reader may see, and why. Every member is own, enumerable and can be cloned. */
export interface Decision {
  /** Id of the feature. */
  readonly feature: string;
  /** State of the reader for this feature. */
  readonly userState: UserState;
  /** Id of the outcome: `show`, its own id, or its JSON pointer in the config. */
  readonly outcomeId: string;
  /** Name of the outcome for people. */
  readonly outcomeLabel: string;
  /** The content is shown whole. */
  readonly access: boolean;
  /** The part of the content that is shown. */
  readonly content: ContentRule;
  /** Whether the content is hidden or shown where there is no more of it than is to be kept. Default: `hide`. */
  readonly otherwise?: 'hide' | 'show';
  /** The value of the outcome, any JSON, where it has one. */
  readonly value?: unknown;
  /** Ids in `config.components`, in order. */
  readonly components: readonly string[];
  /** Ids in `config.offers` that the paywalls show instead of their own offers, where the outcome chooses some. */
  readonly offers?: readonly string[];
  /** Where the components are shown. */
  readonly zone: Zone;
  /** The trials that the rule met, by tracker. */
  readonly trials: Readonly<Record<string, TrialLeft>>;
  /** The groups of the split tests that the rule met, by id of the test. */
  readonly splitTests: Readonly<Record<string, string>>;
  /** Variables of the templates of its components that the rule has set, where it has set some. */
  readonly variables?: Variables;
  /** The notifications that the rule makes known by nodes `notify`, where its path has some. */
  readonly notifications?: readonly RuleNotification[];
  /** Why the decision is as it is. */
  readonly reason: DecisionReason;
  /** The path through the rule, one entry a node. */
  readonly trace: readonly TraceEntry[];
}
