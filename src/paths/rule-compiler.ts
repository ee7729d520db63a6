import type { Config, NodeConfig, UserState } from '../model/config.js';
import { isConfigError } from '../model/config-error.js';
import { findRule } from '../config/find-rule.js';
import { toPointer } from '../lib/to-pointer.js';
import { grantsOfFeature } from '../identity/grants.js';
import { COMPLETE_REGISTRY } from '../rules/complete-registry.js';
import { compileRule } from '../rules/compile-rule.js';
import type { CompiledCondition, CompiledRule } from '../rules/compiled-rule.js';
import type { CompileContext, CompileNode, NodeRegistry, SharedCompileContext } from '../rules/node-registry.js';
import { compileInner } from '../rules/nodes/sub-rule.js';

/** A compiled rule of a feature, and the rules of the sub rules that it enters. */
export interface OpenRule {
  readonly feature: string;
  readonly state: UserState;
  /** JSON pointer of the rule. */
  readonly pointer: string;
  readonly rule: CompiledRule;
  /** Returns the rule of a sub rule, compiled for this feature and user state. */
  readonly innerOf: (id: string) => CompiledRule;
}

/** Compiles the rules of a config as the engine does, and keeps what each condition was compiled from. */
export class RuleCompiler {
  readonly #shared: SharedCompileContext;
  readonly #nodes = new WeakMap<CompiledCondition, NodeConfig>();

  /** @param config - It compiles. */
  constructor(config: Config) {
    this.#shared = {
      config,
      _registry: this.#createRegistry(),
      _grantsOf: (feature) => grantsOfFeature(feature, config),
      _compileRule: compileRule,
      _operands: new Map(),
      conditions: new Map(),
    };
  }

  /** Compiles the rule that decides for a user state; `null` without one, and for one that needs a newer version. */
  compile(feature: string, state: UserState): OpenRule | null {
    const found = findRule(this.#shared.config.features[feature]!, state);
    if (!found) return null;
    const pointer = `/features${toPointer(feature)}/rules/${found._writtenFor}`;
    const inner = new Map<string, CompiledRule>();
    const contextOf = (): CompileContext => ({ ...this.#shared, feature, state, subRules: new Map() });
    const innerOf = (id: string): CompiledRule => {
      const source = this.#shared.config.subRules![id]!;
      const rule = inner.get(id) ?? compileInner(source, `/subRules${toPointer(id)}`, contextOf());
      inner.set(id, rule);
      return rule;
    };
    try {
      return { feature, state, pointer, rule: compileRule(found.rule, pointer, contextOf())!, innerOf };
    } catch (error) {
      if (!isConfigError(error)) throw error;
      return null;
    }
  }

  /** Returns the node that a condition was compiled from, or an equal one. */
  nodeOf(condition: CompiledCondition): NodeConfig {
    return this.#nodes.get(condition)!;
  }

  #createRegistry(): NodeRegistry {
    const keep =
      (compile: CompileNode): CompileNode =>
      (node, at, compileContext) => {
        const condition = compile(node, at, compileContext);
        if (condition) this.#nodes.set(condition, node);
        return condition;
      };
    const nodes = Object.entries(COMPLETE_REGISTRY.nodes).map(([type, compile]) => [type, keep(compile)] as const);
    return { ...COMPLETE_REGISTRY, nodes: Object.fromEntries(nodes) };
  }
}
