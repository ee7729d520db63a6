import type { Config, NodeConfig, UserState } from '../model/config.js';
import type { ConfigErrorCode } from '../model/config-error.js';
import type { Decision } from '../model/decision.js';
import type { CompiledRule, Operand, Terminal, CompiledCondition } from './compiled-rule.js';
import type { CompileOperator } from './operators/operator.js';

/** What the rules of one engine are compiled with, and what they share. */
export interface SharedCompileContext {
  readonly config: Config;
  readonly registry: NodeRegistry;
  /** Compiles a rule inside a node. */
  readonly compileRule: (rule: unknown, at: string, compileContext: CompileContext) => CompiledRule;
  /** Data by the words for them. */
  readonly operands: Map<string, Operand>;
  /** Questions by what they ask. */
  readonly conditions: Map<string, CompiledCondition>;
}

/** The same, for one rule. */
export interface CompileContext extends SharedCompileContext {
  /** The feature and the user state that a rule is compiled for. */
  readonly feature: string;
  readonly state: UserState;
  /** Sub rules by id, compiled for this feature and state. */
  readonly subRules: Map<string, SubRule>;
  /** The sub rule that is being compiled. */
  readonly within?: SubRule;
  /** Inside a sub rule: the ending of a step that leaves it, `undefined` for other steps. */
  readonly leave?: (step: unknown, at: string) => Terminal | undefined;
}

/** A sub rule as far as it is compiled. */
export interface SubRule {
  /** `null` while it is being compiled. */
  condition: CompiledCondition | null;
  /** It stands inside so many sub rules less one, on the way on which it was compiled. */
  readonly level: number;
  /** So many sub rules stand inside one another in it, it among them. */
  depth: number;
}

/** Makes a question of a node's fields. Throws a `ConfigError` when one of them is wrong. */
export type CompileNode = (node: NodeConfig, at: string, compileContext: CompileContext) => CompiledCondition;

/** What rules can be made of. A page has the core of it at hand and loads the whole when a rule needs more. */
export interface NodeRegistry {
  readonly nodes: Readonly<Record<string, CompileNode>>;
  readonly operators: Readonly<Record<string, CompileOperator>>;
  /**
   * Says that something is not in it: by a `ConfigError`, or where there is more to load by `LACKING`.
   *
   * @param code - What is wrong if nobody knows the thing.
   * @param at - JSON pointer of the thing.
   */
  readonly missing: (code: ConfigErrorCode, at: string) => never;
  /** Some of it did not arrive; the next time it may. */
  readonly broken?: boolean;
  /** Checks what features share of it. Throws a `ConfigError` for a mistake there. */
  readonly check?: (compileContext: SharedCompileContext) => void;
  /** Takes down what a decision costs the reader. May be told the same twice in one page view. */
  readonly spend?: (decision: Decision) => void;
  /** Tells of decisions what Zephr's own global tells of trials and tests. */
  readonly details?: (decided: Readonly<Record<string, Decision>>) => object;
}

/** Thrown while compiling what needs more than the core of the palette; never seen outside a visit. */
export const LACKING = new Error();
