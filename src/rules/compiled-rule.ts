import type { NodeConfig, OutcomeConfig } from '../model/config.js';
import type { TrialLeft } from '../model/decision.js';
import type { Operator } from './operators/operator.js';
import type { ExitIndex, EvaluationContext } from './evaluation-context.js';

/** Something that questions are about, read once a pass however many questions are about it. */
export interface Operand {
  readonly read: (context: EvaluationContext) => unknown;
  /** The pass that `value` is of. */
  context: EvaluationContext | null;
  value: unknown;
}

/** What a node asks. Equal nodes share one question, in all features, and it is answered once a pass. */
export interface CompiledCondition {
  readonly operand: Operand;
  readonly operator: Operator;
  /** In words, without the reader's own data. */
  readonly says: () => string;
  /** The words tell all: the datum is but whether they hold. */
  readonly isFact?: boolean;
  readonly extension: NodeExtension | undefined;
  /** The pass that `answer` is of. */
  context: EvaluationContext | null;
  exit: ExitIndex;
}

/** What only the rarer nodes have. A decision that could meet one of them is made anew each time. */
export interface NodeExtension {
  /** Names of exits of its own; their answers count from `OWN` on. */
  readonly exits?: readonly string[];
  /** Finds where the exits lead, in place of `connectNode`. */
  readonly connect?: Connect;
  /** Adds to a way what is visited of a rule inside the node. */
  readonly addInnerPath?: (context: EvaluationContext, path: PathEntry[] | undefined) => void;
  /** Adds what a decision that met the node tells besides. */
  readonly addExtras?: (context: EvaluationContext, extras: DecisionExtras) => void;
}

/** What the rarer nodes tell. */
export interface DecisionExtras {
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
  readonly condition: CompiledCondition;
  /** Where each answer leads. An answer without a target ends where the rule inside the node ended. */
  readonly targets: Step[];
  /** How far the search for circles got. */
  mark: number;
}

/** An outcome where a rule ends; one a place, though the outcome may be the same. */
export interface Terminal {
  readonly id: string;
  readonly outcome: OutcomeConfig;
  /** The number of the exit, where a rule inside a node is left by it. */
  readonly exit?: number;
  readonly targets: null;
}

/** A step of a rule made ready. */
export type Step = CompiledNode | Terminal;

/** A rule made ready: a graph without words, circles or loose ends. */
export interface CompiledRule {
  readonly start: Step;
  /** Some node has `more`. */
  readonly hasExtensions: boolean;
}

/** A node on the way through a rule, and how it was left. */
export interface PathEntry {
  readonly node: CompiledNode;
  readonly exit: ExitIndex;
}

/** Makes an ending. */
export function createTerminal(id: string, outcome: OutcomeConfig): Terminal {
  return { id, outcome, targets: null };
}

/** Makes the ending of the step "show". */
export function createShowTerminal(): Terminal {
  return createTerminal('show', { label: 'Show content', content: 'show' });
}
