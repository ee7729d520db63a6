import type { NodeConfig, OutcomeConfig } from '../model/config.js';
import type { TrialLeft } from '../model/decision.js';
import type { Operator } from './operators/operator.js';
import type { Answer, Pass } from './pass.js';

/** Something that questions are about, read once a pass however many questions are about it. */
export interface Datum {
  readonly read: (pass: Pass) => unknown;
  /** The pass that `value` is of. */
  pass: Pass | null;
  value: unknown;
}

/** What a node asks. Equal nodes share one question, in all features, and it is answered once a pass. */
export interface Question {
  readonly datum: Datum;
  readonly operator: Operator;
  /** In words, without the reader's own data. */
  readonly says: () => string;
  /** The words tell all: the datum is but whether they hold. */
  readonly isFact?: boolean;
  readonly more: More | undefined;
  /** The pass that `answer` is of. */
  pass: Pass | null;
  answer: Answer;
}

/** What only the rarer nodes have. A decision that could meet one of them is made anew each time. */
export interface More {
  /** Names of exits of its own; their answers count from `OWN` on. */
  readonly exits?: readonly string[];
  /** Finds where the exits lead, in place of `connectNode`. */
  readonly connect?: Connect;
  /** Adds to a way what is visited of a rule inside the node. */
  readonly inside?: (pass: Pass, way: Visited[] | undefined) => void;
  /** Adds what a decision that met the node tells besides. */
  readonly tells?: (pass: Pass, told: Told) => void;
}

/** What the rarer nodes tell. */
export interface Told {
  readonly trials: Record<string, TrialLeft>;
  readonly splitTests: Record<string, string>;
}

/** Fills in where the answers of a node lead. */
export type Connect = (node: NodeConfig, compiled: CompiledNode, resolve: Resolve) => void;

/** Makes a step ready that stands at a JSON pointer. */
export type Resolve = (step: unknown, pointer: string) => Step;

/** A node made ready. */
export interface CompiledNode {
  /** Its id in the rule, or its JSON pointer. */
  readonly id: string;
  readonly pointer: string;
  readonly type: string;
  readonly question: Question;
  /** Where each answer leads. An answer without a target ends where the rule inside the node ended. */
  readonly targets: Step[];
  /** How far the search for circles got. */
  mark: number;
}

/** An outcome where a rule ends; one a place, though the outcome may be the same. */
export interface Ending {
  readonly id: string;
  readonly outcome: OutcomeConfig;
  /** The number of the exit, where a rule inside a node is left by it. */
  readonly exit?: number;
  readonly targets: null;
}

/** A step of a rule made ready. */
export type Step = CompiledNode | Ending;

/** A rule made ready: a graph without words, circles or loose ends. */
export interface CompiledRule {
  readonly start: Step;
  /** Some node has `more`. */
  readonly fresh: boolean;
}

/** A node on the way through a rule, and how it was left. */
export interface Visited {
  readonly node: CompiledNode;
  readonly answer: Answer;
}

/** Makes an ending. */
export function anEnding(id: string, outcome: OutcomeConfig): Ending {
  return { id, outcome, targets: null };
}

/** Makes the ending of the step "show". */
export function aShow(): Ending {
  return anEnding('show', { label: 'Show content', content: 'show' });
}
