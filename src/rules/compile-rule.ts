import type { NodeConfig, OutcomeConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkOutcome } from '../config/check-outcome.js';
import { checkShape, isText, takeField } from '../config/check-shape.js';
import { fail } from '../config/fail.js';
import { lacking, type CompileNode, type Test, type Workshop } from './palette.js';

/** An outcome that a rule can end in. */
export interface Ending {
  readonly id: string;
  readonly outcome: OutcomeConfig;
}

/** The step "show". */
export const SHOW: Ending = { id: 'show', outcome: { label: 'Show content', content: 'show' } };

/** A node made ready. */
export interface CompiledNode {
  /** Its id in the rule, or its JSON pointer. */
  readonly id: string;
  readonly pointer: string;
  readonly type: string;
  readonly test: Test;
  /** Where each answer leads: the number of a node, or `~` the number of an ending. The exit `unknown` may be left out. */
  readonly targets: number[];
}

/** A rule made ready: a graph without words, circles or loose ends. */
export interface CompiledRule {
  readonly start: number;
  readonly nodes: readonly CompiledNode[];
  readonly endings: readonly Ending[];
}

/** Names of the exits by answer: `NO`, `YES`, `UNKNOWN`. */
export const EXITS = ['no', 'yes', 'unknown'] as const;

/**
 * Compiles a rule: every reference is looked up, every node read, every circle found. Works through a list instead of
 * calling itself, so that a chain of ten thousand nodes needs no deep stack.
 *
 * @param rule - A step, or a graph with ids of its own.
 * @param at - JSON pointer of the rule.
 * @throws {ConfigError} At the first mistake.
 */
export function compileRule(rule: unknown, at: string, workshop: Workshop): CompiledRule {
  const { config } = workshop;
  const graph = isRecord(rule) && Object.hasOwn(rule, 'start') ? rule : null;
  if (graph) checkShape(graph, { nodes: isRecord }, at);
  const ids = graph?.['nodes'] ?? {};
  const nodes: CompiledNode[] = [];
  const endings: Ending[] = [SHOW];
  const pending: [node: NodeConfig, at: string, compiled: CompiledNode][] = [];
  // One object may stand in several places: it is one node.
  const numbers = new Map<unknown, number>();

  const end = (id: string, outcome: OutcomeConfig): number => ~(endings.push({ id, outcome }) - 1);

  const addNode = (value: unknown, pointer: string, id: string): number => {
    const seen = numbers.get(value);
    if (seen !== undefined) return seen;
    const test = compileTest(value, pointer, workshop);
    const node = value as NodeConfig;
    const compiled = { id, pointer, type: node.type, test, targets: [] };
    const number = nodes.push(compiled) - 1;
    numbers.set(value, number);
    pending.push([node, pointer, compiled]);
    return number;
  };

  const resolve = (step: unknown, pointer: string): number => {
    if (step === 'show') return ~0;
    if (typeof step !== 'string') {
      if (isRecord(step) && Object.hasOwn(step, 'type')) return addNode(step, pointer, pointer);
      const outcome = checkOutcome(step, pointer, config.components);
      return end(outcome.id ?? pointer, outcome);
    }
    const node = own(ids, step);
    if (node !== undefined) return addNode(node, pointerTo(step), step);
    const outcome = own(config.outcomes, step) as OutcomeConfig | undefined;
    if (outcome) return end(outcome.id ?? step, outcome);
    return fail('step-unknown', pointer);
  };

  const pointerTo = (id: string): string => `${at}/nodes${toPointer(id)}`;

  const start = resolve(graph ? graph['start'] : rule, graph ? `${at}/start` : at);
  // Nodes that no path reaches are checked as well: they are somebody's next edit.
  for (const id of Object.keys(ids)) addNode(own(ids, id), pointerTo(id), id);
  for (let item = pending.pop(); item; item = pending.pop()) {
    const [node, pointer, { targets }] = item;
    for (const name of Object.keys(node.exits ?? {})) fail('exit-unknown', `${pointer}/exits${toPointer(name)}`);
    for (const name of EXITS) {
      const step = own(node, name);
      if (step !== undefined) targets.push(resolve(step, `${pointer}/${name}`));
      else if (name !== 'unknown') fail('exit-missing', `${pointer}/${name}`);
    }
  }
  const circle = findCycle(nodes);
  if (circle) fail('cycle', circle.pointer);
  return { start, nodes, endings };
}

function compileTest(node: unknown, at: string, workshop: Workshop): Test {
  const { config, palette } = workshop;
  const type = takeField<string>(node, 'type', isText, at);
  const compile = own(palette.nodes, type) as CompileNode | undefined;
  if (compile) return compile(node as NodeConfig, at, workshop);
  lacking(palette);
  return fail(config.requires?.includes(type) ? 'node-type-required' : 'node-type-unknown', `${at}/type`);
}

/** A node on a path that returns to itself, by depth-first search with a list for a stack. */
function findCycle(nodes: readonly CompiledNode[]): CompiledNode | null {
  const DONE = Infinity;
  const progress = new Array<number>(nodes.length).fill(-1);
  for (let root = 0; root < nodes.length; root++) {
    const path = progress[root] === -1 ? [root] : [];
    while (path.length) {
      const at = path[path.length - 1]!;
      const { targets } = nodes[at]!;
      const next = targets[(progress[at] = progress[at]! + 1)];
      if (next === undefined) {
        progress[at] = DONE;
        path.pop();
      } else if (next >= 0 && progress[next] !== DONE) {
        if (progress[next] !== -1) return nodes[next]!;
        path.push(next);
      }
    }
  }
  return null;
}
