import type { NodeConfig, UserState } from '../model/config.js';

/** The kind of a shape; a `reference` points to another shape or lane. */
export type ShapeKind = 'start' | 'question' | 'sub-rule' | 'outcome' | 'exit' | 'reference';

/** One thing in the picture of a rule. */
export interface Shape {
  readonly kind: ShapeKind;
  /** Id in the rule; `null` if it is written in place. */
  readonly name: string | null;
  /** JSON pointer into the config; `null` for a shape that is not written there, such as "show". */
  readonly pointer: string | null;
  /** Small line above the text: id and type. */
  readonly heading: string;
  readonly text: string;
  /** Further lines: what an outcome shows. */
  readonly details: readonly string[];
  /** How much of the content remains. Outcomes only. */
  readonly content?: 'show' | 'keep' | 'hide';
  /** It is not in the config: it applies without a rule. */
  readonly isDefault?: boolean;
  /** The node that is drawn. Conditions and sub rules only. */
  readonly node?: NodeConfig;
  /** It is on the marked path. */
  taken: boolean;
}

/** An arrow from one shape to another. */
export interface Arrow {
  readonly from: Shape;
  readonly to: Shape;
  /** Name of the exit, as in a trace; empty at the start of a lane. */
  readonly exit: string;
  readonly label: string;
  taken: boolean;
}

/** The rule of one user state, or a sub rule. */
export interface Lane {
  /** A user state, or the id of a sub rule after `sub-rule/`. */
  readonly id: UserState | `sub-rule/${string}`;
  readonly title: string;
  /** Which readers the lane is for, and what applies without a rule. */
  readonly notes: readonly string[];
  readonly start: Shape;
  /** All shapes that the start leads to, itself first. */
  readonly shapes: readonly Shape[];
  readonly arrows: readonly Arrow[];
}

/** The rules of one feature, ready to be laid out. */
export interface Picture {
  readonly title: string;
  readonly feature: string;
  readonly lanes: readonly Lane[];
  /** Describes whose path is marked; `null` if none is. */
  readonly reader: string | null;
  /** How the content is protected, in a line. */
  readonly protection?: string;
}
