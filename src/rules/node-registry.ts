import type { GrantsOf } from '../identity/grants.js';
import type { ConfigErrorCode } from '../model/config-error.js';
import type { Config, NodeConfig, UserState } from '../model/config.js';
import type { CompiledCondition, CompiledRule, Operand, Terminal } from './compiled-rule.js';
import type { CompileOperator } from './operators/operator.js';

/**
 * Makes the condition of a node from its fields. Throws a `ConfigError` when one of them is wrong.
 *
 * @returns `null` where the registry is incomplete and does not have what the node needs.
 */
export type CompileNode = (node: NodeConfig, at: string, compileContext: CompileContext) => CompiledCondition | null;

/** Node types and operators that rules can use. A page has the common ones at hand and loads the rest when a rule needs it. */
export interface NodeRegistry {
  readonly nodes: Readonly<Record<string, CompileNode>>;
  readonly operators: Readonly<Record<string, CompileOperator>>;
  /**
   * Handles the lookup of a name that is not registered.
   *
   * @param code - The mistake, if the name is not known at all.
   * @param at - JSON pointer of the name.
   * @returns `null` where the registry is incomplete: the complete one may have the name.
   * @throws {ConfigError} Where nothing more can be loaded.
   */
  readonly _missing: (code: ConfigErrorCode, at: string) => null;
  /** Whether something of the page that a feature's rules read is not there yet: it is decided once that is loaded for it. */
  readonly _lacks?: (feature: string) => boolean;
  /** A file of it did not arrive. The next attempt may succeed. */
  readonly _incomplete?: boolean;
  /** Checks what features share. Throws a `ConfigError` for a mistake there. */
  readonly check?: (compileContext: SharedCompileContext) => void;
  /** Throws a `ConfigError` where no feature can be decided: each is a fault then. */
  readonly _refuse?: (compileContext: SharedCompileContext) => void;
}

/** The values that the rules of one engine share while they are compiled. */
export interface SharedCompileContext {
  readonly config: Config;
  readonly _registry: NodeRegistry;
  readonly _grantsOf: GrantsOf;
  /** Compiles a rule inside a node. */
  readonly _compileRule: (rule: unknown, at: string, compileContext: CompileContext) => CompiledRule | null;
  /** Operands by their words. */
  readonly _operands: Map<string, Operand>;
  /** Conditions by operand, operator and value. */
  readonly conditions: Map<string, CompiledCondition>;
}

/** The same for one rule. */
export interface CompileContext extends SharedCompileContext {
  /** The feature that the rule is compiled for. */
  readonly feature: string;
  /** The user state that the rule is compiled for. */
  readonly state: UserState;
  /** Sub rules by id, compiled for this feature and state. */
  readonly subRules: Map<string, SubRule>;
  /** The sub rule that is being compiled. */
  readonly within?: SubRule;
  /** Inside a sub rule: the terminal of a step that leaves it, `undefined` for other steps. */
  readonly leave?: (step: unknown, at: string) => Terminal | undefined;
}

/** A sub rule, possibly not compiled yet. */
export interface SubRule {
  /** `null` while it is being compiled. */
  condition: CompiledCondition | null;
  /** Number of sub rules around it where it was first compiled, plus one. */
  readonly level: number;
  /** Number of sub rules nested in it, itself included. */
  depth: number;
}
