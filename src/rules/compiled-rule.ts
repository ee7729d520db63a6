import type { NodeConfig, OutcomeConfig } from '../model/config.js';
import type { RuleNotification, TraceEntry, TrialLeft, Variables } from '../model/decision.js';
import type { TimeTrialStart } from '../model/effects.js';
import type { PendingSpend } from '../usage/pending-effects.js';
import type { TimeTrialState } from '../usage/time-trial-state.js';
import type { Operator } from './operators/operator.js';
import type { EvaluationContext, ExitIndex } from './evaluation-context.js';

/** A value that conditions compare. It is read once per evaluation context, however many conditions use it. */
export interface Operand {
  readonly read: (context: EvaluationContext) => unknown;
  /** The context that `value` was read in. */
  _context: EvaluationContext | null;
  value: unknown;
}

/** The condition of a node. Equal nodes of all features share one, and it is evaluated once per context. */
export interface CompiledCondition {
  readonly operand: Operand;
  readonly operator: Operator;
  /** The condition in words, without the reader's own data. */
  readonly says: () => string;
  /** The words say all: the operand is only whether they hold. */
  readonly isFact?: boolean;
  readonly extension: NodeExtension | undefined;
  /** The context that `exit` was found in. */
  _context: EvaluationContext | null;
  exit: ExitIndex;
}

/** Members that only the rarer node types have. Decisions of a rule with such a node are cached by what it adds. */
export interface NodeExtension {
  /** Names of the node's own exits. Their indexes begin at `FIRST_OWN_EXIT`. */
  readonly exits?: readonly string[];
  /** Finds the targets of the exits, in place of `connectNode`. */
  readonly connect?: Connect;
  /** Adds the path through a rule inside the node. */
  readonly _addInnerPath?: (context: EvaluationContext, path: PathEntry[] | undefined) => void;
  /** Adds trials, split tests and effects to a decision whose path contains the node. */
  readonly _addExtras?: (context: EvaluationContext, extras: DecisionExtras) => void;
}

/** The members that nodes on the path of a decision add to it. */
export interface DecisionExtras {
  readonly trials: Record<string, TrialLeft>;
  readonly splitTests: Record<string, string>;
  /** Members that most decisions do not have. */
  readonly more: {
    /** Variables of templates, once a node has set some. */
    variables?: Record<string, Variables[string]>;
    /** The notifications, once a node has named one. */
    notifications?: RuleNotification[];
  };
  readonly effects: { readonly spends: PendingSpend[]; readonly timeTrials: TimeTrialStart[] };
  readonly timeTrials: TimeTrialState[];
}

/** Fills in the targets of a node's exits. */
export type Connect = (node: NodeConfig, compiled: CompiledNode, resolve: Resolve) => void;

/** Compiles the step at a JSON pointer. */
export type Resolve = (step: unknown, pointer: string) => Step;

/** A compiled node. */
export interface CompiledNode {
  /** Its id in the rule, or its JSON pointer. */
  readonly id: string;
  readonly pointer: string;
  readonly type: string;
  readonly condition: CompiledCondition;
  /** The next step for each exit. An exit without a target ends where the rule inside the node ended. */
  readonly _targets: Step[];
  /** Path entries by exit, each made when it is first needed. */
  _entries: (PathEntry | undefined)[] | null;
  /** How far the search for cycles got. */
  _mark: number;
}

/** An outcome where a rule ends. Each place has a terminal of its own, even for the same outcome. */
export interface Terminal {
  readonly id: string;
  readonly outcome: OutcomeConfig;
  /** Inside a sub rule: index of the exit that it is left by. */
  readonly exit?: number;
  readonly _targets: null;
}

/** A compiled step of a rule. */
export type Step = CompiledNode | Terminal;

/** A compiled rule: a graph without cycles and without missing targets. */
export interface CompiledRule {
  readonly start: Step;
  /** Whether a node has an `extension`. */
  readonly _hasExtensions: boolean;
}

/** A node on the path through a rule, and the exit that was taken. Paths share the entry of a node and an exit. */
export interface PathEntry {
  readonly node: CompiledNode;
  readonly exit: ExitIndex;
  /** The entry in words. Frozen, and without the reader's own data. */
  readonly trace: TraceEntry;
}

/** Creates a terminal. */
export function createTerminal(id: string, outcome: OutcomeConfig): Terminal {
  return { id, outcome, _targets: null };
}

/** Creates the terminal of the step `"show"`. */
export function createShowTerminal(): Terminal {
  return createTerminal('show', { label: 'Show content', content: 'show' });
}
