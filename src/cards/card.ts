import type { UserState } from '../model/config.js';

/** A rule of a config: that of a user state of a feature, or a sub rule. */
export type RulePlace = { readonly feature: string; readonly state: UserState } | { readonly subRule: string };

/** How much of the content an outcome shows; `null` where the config is wrong. */
export type Amount = 'show' | 'keep' | 'hide' | null;

/** The target of an exit. */
export type Target =
  /** Another node. `card` is its JSON pointer. */
  | { readonly kind: 'card'; readonly card: string }
  | {
      readonly kind: 'outcome';
      /** Id of an entry of `outcomes`; `null` for `"show"` and for one that is written in place. */
      readonly id: string | null;
      /** JSON pointer of the outcome; `null` for `"show"`. */
      readonly pointer: string | null;
      /** Name for people. */
      readonly label: string;
      /** Amount of content and components beside the label. */
      readonly details: readonly string[];
      readonly content: Amount;
    }
  /** Leaves a sub rule. */
  | { readonly kind: 'leave'; readonly exit: string }
  /** Leads nowhere yet. */
  | { readonly kind: 'open' }
  /** A step that the engine refuses. */
  | { readonly kind: 'broken'; readonly says: string };

/** An exit of a card, or the start of a rule. */
export interface Row {
  /** Name of the exit, as in a trace; empty for the start. */
  readonly name: string;
  /** Name for people: `Yes`, `Used up`, `1 left`. */
  readonly label: string;
  /** JSON pointer of its step, whether a step is there or not. */
  readonly pointer: string;
  readonly target: Target;
  /** It has no step of its own: `unknown` leads where `no` leads, and a missing rule is answered elsewhere. */
  readonly isDefault?: true;
  /** The config defines no such exit, as for a group that was removed. */
  readonly isStray?: true;
}

/** A node of a rule, as an editor sees it. */
export interface Card {
  /** JSON pointer of the node. */
  readonly pointer: string;
  /** Its id in the rule; `null` if it is written in place. */
  readonly id: string | null;
  /** Its number in the rule, from 1, in the order of the outline. */
  readonly number: number;
  readonly type: string;
  /** Name of the type for people: `JWT Token`. */
  readonly title: string;
  /** The condition in words. */
  readonly words: string;
  readonly node: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
  /** Exits that lead here, the start among them. */
  readonly entries: number;
}

/** A rule, as an editor sees it. */
export interface RuleView {
  /** JSON pointer of the rule that is shown. */
  readonly pointer: string;
  /** JSON pointer of a rule of its own. */
  readonly ownPointer: string;
  /** Whether the rule that is shown is its own. */
  readonly isOwn: boolean;
  /** The readers that the rule is for. */
  readonly readers: string;
  /** The rule that holds where readers have no rule of their own. */
  readonly note: string | null;
  readonly start: Row;
  /** In the order of the outline. */
  readonly cards: readonly Card[];
  /** Nodes that no path leads to, numbered behind the others. */
  readonly idle: readonly Card[];
  /** Names of the exits of a sub rule; `null` for the rule of a feature. */
  readonly exits: readonly string[] | null;
}
