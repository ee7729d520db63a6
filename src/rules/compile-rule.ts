import type { NodeConfig, OutcomeConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkOutcome } from '../config/check-outcome.js';
import { checkShape, isText, takeField } from '../config/check-shape.js';
import { fail } from '../config/fail.js';
import {
  createShowTerminal,
  createTerminal,
  type CompiledNode,
  type CompiledRule,
  type Connect,
  type Resolve,
  type Step,
} from './compiled-rule.js';
import { EXIT_NAMES } from './evaluate-rule.js';
import { NO } from './evaluation-context.js';
import type { CompileContext, CompileNode } from './node-registry.js';

/**
 * Compiles a rule: looks up every reference, compiles every node, refuses cycles. Works through a list instead of calling
 * itself, so a chain of ten thousand nodes needs no deep stack.
 *
 * @param rule - A step, or a graph with ids of its own.
 * @param at - JSON pointer of the rule.
 * @returns `null` where the registry is incomplete and does not have what a node needs.
 * @throws {ConfigError} At the first mistake.
 */
export function compileRule(rule: unknown, at: string, compileContext: CompileContext): CompiledRule | null {
  const first = own(rule, 'start');
  if (first !== undefined) checkShape(rule, { nodes: isRecord }, at);
  const ids = (first !== undefined && own(rule, 'nodes')) || {};
  // By the object in the config: one object in several places is one node.
  const nodes = new Map<unknown, CompiledNode>();
  const pending: NodeConfig[] = [];
  let isIncomplete = false;

  const addNode = (value: unknown, pointer: string, id: string): Step => {
    const seen = nodes.get(value);
    if (seen) return seen;
    const condition = isIncomplete ? null : compileNode(value, pointer, compileContext);
    if (!condition) {
      isIncomplete = true;
      return createShowTerminal();
    }
    const node = value as NodeConfig;
    const compiled: CompiledNode = { id, pointer, type: node.type, condition, _targets: [], _entries: null, _mark: -1 };
    nodes.set(value, compiled);
    pending.push(node);
    return compiled;
  };

  const pointerTo = (id: string): string => `${at}/nodes${toPointer(id)}`;
  const addNamed = (id: string): Step => addNode(own(ids, id), pointerTo(id), id);

  const resolve: Resolve = (step, pointer) => {
    if (own(step, 'type') !== undefined) return addNode(step, pointer, pointer);
    return step !== 'show' && own(ids, step) !== undefined
      ? addNamed(step as string)
      : resolveTerminal(step, pointer, compileContext);
  };

  try {
    const start = first === undefined ? resolve(rule, at) : resolve(first, `${at}/start`);
    // Nodes that no path reaches are checked as well: the next edit may reach them.
    for (const id of Object.keys(ids)) addNamed(id);
    for (let node = pending.pop(); node; node = pending.pop()) {
      const compiled = nodes.get(node)!;
      (compiled.condition.extension?.connect ?? connectNode)(node, compiled, resolve);
    }
    if (isIncomplete) return null;
    const compiled = [...nodes.values()];
    checkCycles(compiled);
    return { start, _hasExtensions: compiled.some(({ condition }) => condition.extension) };
  } catch (error) {
    // With the complete registry another mistake may come first.
    if (isIncomplete) return null;
    throw error;
  }
}

/** Finds the targets of `yes`, `no` and `unknown`. Without a step of its own, `unknown` leads where `no` leads. */
export const connectNode: Connect = (node, { pointer, _targets: targets }, resolve) => {
  for (const name in node.exits) fail('exit-unknown', `${pointer}/exits${toPointer(name)}`);
  for (const name of EXIT_NAMES) {
    const step = own(node, name);
    if (step !== undefined) targets.push(resolve(step, `${pointer}/${name}`));
    else targets.push(name === 'unknown' ? targets[NO]! : fail('exit-missing', `${pointer}/${name}`));
  }
};

/** The terminal of a step that is not a node: `"show"`, an exit of a sub rule, an outcome or the id of one. */
function resolveTerminal(step: unknown, pointer: string, { config, leave }: CompileContext): Step {
  if (step === 'show') return createShowTerminal();
  if (typeof step !== 'string') {
    const left = leave?.(step, pointer);
    if (left) return left;
    const outcome = checkOutcome(step, pointer, config.components);
    return createTerminal(outcome.id ?? pointer, outcome);
  }
  const outcome = own(config.outcomes, step) as OutcomeConfig | undefined;
  return outcome ? createTerminal(outcome.id ?? step, outcome) : fail('step-unknown', pointer);
}

function compileNode(node: unknown, at: string, compileContext: CompileContext): ReturnType<CompileNode> {
  const { config, _registry: registry } = compileContext;
  const type = takeField<string>(node, 'type', isText, at);
  const compile = own(registry.nodes, type) as CompileNode | undefined;
  if (compile) return compile(node as NodeConfig, at, compileContext);
  return registry._missing(config.requires?.includes(type) ? 'node-type-required' : 'node-type-unknown', `${at}/type`);
}

/** Refuses nodes from which a path returns to one, by depth-first search with a list for a stack. */
function checkCycles(nodes: readonly CompiledNode[]): void {
  for (const root of nodes) {
    const path = root._mark < 0 ? [root] : [];
    while (path.length) {
      const node = path[path.length - 1]!;
      const next = node._targets[++node._mark];
      if (!next) {
        // No cycle through this node: later paths skip it.
        node._mark = Infinity;
        path.pop();
      } else if (next._targets && next._mark < Infinity) {
        if (next._mark >= 0) fail('cycle', next.pointer);
        path.push(next);
      }
    }
  }
}
