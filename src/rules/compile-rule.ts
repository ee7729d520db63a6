import type { NodeConfig, OutcomeConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkOutcome } from '../config/check-outcome.js';
import { checkShape, isText, takeField } from '../config/check-shape.js';
import { fail } from '../config/fail.js';
import {
  createTerminal,
  createShowTerminal,
  type CompiledNode,
  type CompiledRule,
  type Connect,
  type Resolve,
} from './compiled-rule.js';
import { EXIT_NAMES } from './evaluate-rule.js';
import type { CompileNode, CompileContext } from './node-registry.js';
import { NO } from './evaluation-context.js';

/**
 * Compiles a rule: every reference is looked up, every node read, every circle found. Works through a list instead of
 * calling itself, so that a chain of ten thousand nodes needs no deep stack.
 *
 * @param rule - A step, or a graph with ids of its own.
 * @param at - JSON pointer of the rule.
 * @throws {ConfigError} At the first mistake.
 */
export function compileRule(rule: unknown, at: string, compileContext: CompileContext): CompiledRule {
  const { config } = compileContext;
  const first = own(rule, 'start');
  if (first !== undefined) checkShape(rule, { nodes: isRecord }, at);
  const ids = (first !== undefined && own(rule, 'nodes')) || {};
  // One object may stand in several places: it is one node.
  const nodes = new Map<unknown, CompiledNode>();
  const pending: NodeConfig[] = [];

  const addNode = (value: unknown, pointer: string, id: string): CompiledNode => {
    const seen = nodes.get(value);
    if (seen) return seen;
    const condition = compileNode(value, pointer, compileContext);
    const node = value as NodeConfig;
    const compiled = { id, pointer, type: node.type, condition, targets: [], mark: -1 };
    nodes.set(value, compiled);
    pending.push(node);
    return compiled;
  };

  const resolve: Resolve = (step, pointer) => {
    if (step === 'show') return createShowTerminal();
    if (typeof step !== 'string') {
      if (own(step, 'type') !== undefined) return addNode(step, pointer, pointer);
      const left = compileContext.leave?.(step, pointer);
      if (left) return left;
      const outcome = checkOutcome(step, pointer, config.components);
      return createTerminal(outcome.id ?? pointer, outcome);
    }
    const node = own(ids, step);
    if (node !== undefined) return addNode(node, pointerTo(step), step);
    const outcome = own(config.outcomes, step) as OutcomeConfig | undefined;
    return outcome ? createTerminal(outcome.id ?? step, outcome) : fail('step-unknown', pointer);
  };

  const pointerTo = (id: string): string => `${at}/nodes${toPointer(id)}`;

  const start = first === undefined ? resolve(rule, at) : resolve(first, `${at}/start`);
  // Nodes that no path reaches are checked as well: they are somebody's next edit.
  for (const id of Object.keys(ids)) addNode(own(ids, id), pointerTo(id), id);
  for (let node = pending.pop(); node; node = pending.pop()) {
    const compiled = nodes.get(node)!;
    (compiled.condition.extension?.connect ?? connectNode)(node, compiled, resolve);
  }
  const compiled = [...nodes.values()];
  checkCycles(compiled);
  return { start, hasExtensions: compiled.some(({ condition }) => condition.extension) };
}

/** Finds where `yes`, `no` and `unknown` lead; without an exit of its own, `unknown` leaves by `no`. */
export const connectNode: Connect = (node, { pointer, targets }, resolve) => {
  for (const name in node.exits) fail('exit-unknown', `${pointer}/exits${toPointer(name)}`);
  for (const name of EXIT_NAMES) {
    const step = own(node, name);
    if (step !== undefined) targets.push(resolve(step, `${pointer}/${name}`));
    else targets.push(name === 'unknown' ? targets[NO]! : fail('exit-missing', `${pointer}/${name}`));
  }
};

function compileNode(node: unknown, at: string, compileContext: CompileContext): CompiledNode['condition'] {
  const { config, registry } = compileContext;
  const type = takeField<string>(node, 'type', isText, at);
  const compile = own(registry.nodes, type) as CompileNode | undefined;
  if (compile) return compile(node as NodeConfig, at, compileContext);
  return registry.missing(config.requires?.includes(type) ? 'node-type-required' : 'node-type-unknown', `${at}/type`);
}

/** Refuses nodes of which a path returns to one, by depth-first search with a list for a stack. */
function checkCycles(nodes: readonly CompiledNode[]): void {
  for (const root of nodes) {
    const path = root.mark < 0 ? [root] : [];
    while (path.length) {
      const node = path[path.length - 1]!;
      const next = node.targets[++node.mark];
      if (!next) {
        // Done with: whoever meets it again need not look into it.
        node.mark = Infinity;
        path.pop();
      } else if (next.targets && next.mark < Infinity) {
        if (next.mark >= 0) fail('cycle', next.pointer);
        path.push(next);
      }
    }
  }
}
