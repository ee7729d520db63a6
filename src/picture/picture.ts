import type { NodeConfig, UserState } from '../model/config.js';

/** What a shape stands for; `reference` points at another shape, or at another lane. */
export type ShapeKind = 'start' | 'question' | 'sub-rule' | 'outcome' | 'exit' | 'reference';

/** One thing in the picture of a rule. */
export interface Shape {
  readonly kind: ShapeKind;
  /** Its id in the rule; `null` for what is written in place. */
  readonly name: string | null;
  /** A small line above the words: name and type. */
  readonly heading: string;
  readonly text: string;
  /** Further lines: what an outcome shows. */
  readonly details: readonly string[];
  /** How much of the content stays; of outcomes only. */
  readonly content?: 'show' | 'keep' | 'hide';
  /** Nobody wrote it: it is what holds without a rule. */
  readonly isDefault?: boolean;
  /** The node that it stands for; of questions and sub rules only. */
  readonly node?: NodeConfig;
  /** The reader that was asked about comes by. */
  taken: boolean;
}

/** A way from one shape to another. */
export interface Arrow {
  readonly from: Shape;
  readonly to: Shape;
  /** Name of the exit, as a trace names it; empty where a lane begins. */
  readonly exit: string;
  readonly label: string;
  taken: boolean;
}

/** The rule of one user state, or a sub rule. */
export interface Lane {
  /** A user state, or the id of a sub rule after `sub-rule/`. */
  readonly id: UserState | `sub-rule/${string}`;
  readonly title: string;
  /** Who comes here, and what holds that no rule says. */
  readonly notes: readonly string[];
  readonly start: Shape;
  /** All of them, the start first; each is reached from it. */
  readonly shapes: readonly Shape[];
  readonly arrows: readonly Arrow[];
}

/** The rules of one feature, ready to be laid out. */
export interface Picture {
  readonly title: string;
  readonly feature: string;
  readonly lanes: readonly Lane[];
  /** Whose way is marked, in a sentence; `null` where no reader was asked about. */
  readonly reader: string | null;
}
