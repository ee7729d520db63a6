import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { createWarning, type Found } from './mistake.js';
import { RuleGraph, type GraphNode, type RulePlace } from './rule-graph.js';

/** The findings in a rule. */
export interface RuleReport {
  readonly found: readonly Found[];
  /** Ids of the outcomes of the config that the rule leads to. */
  readonly outcomes: readonly string[];
  /** Ids of the sub rules that the rule enters, in order. */
  readonly subRules: readonly string[];
}

/**
 * Follows all paths of a rule and finds steps that lead nowhere, exits that are missing or unknown, cycles, and nodes that no
 * path reaches. Other members of nodes are not checked.
 */
export function checkRule(place: RulePlace, config: unknown): RuleReport {
  const graph = new RuleGraph(place, config);
  const reached = findReached(graph.start);
  const unreached = graph.named().filter(({ node }) => isRecord(node) && !reached.has(node));
  return {
    found: [
      ...graph.found,
      ...[...findCycles(graph.nodes)].map((pointer): Found => ({ code: 'cycle', pointer, severity: 'error' })),
      ...unreached.map(({ pointer }) =>
        createWarning('node-unreachable', pointer, 'no path from the start leads to this node.'),
      ),
    ],
    outcomes: graph.outcomes,
    subRules: graph.nodes
      .map(({ node }) => (own(node, 'type') === 'sub-rule' ? own(node, 'rule') : null))
      .filter((id) => typeof id === 'string'),
  };
}

/** Returns the nodes on all paths from a start. */
function findReached(start: GraphNode | null): Set<unknown> {
  const reached = new Set<unknown>();
  const open = start ? [start] : [];
  for (let from = open.pop(); from; from = open.pop()) {
    if (reached.has(from.node)) continue;
    reached.add(from.node);
    for (const next of from.next) open.push(next);
  }
  return reached;
}

/** Returns the pointers of the nodes that a path returns to. A depth-first search with a list for a stack. */
function findCycles(nodes: readonly GraphNode[]): Set<string> {
  /** By node, how many of its exits were tried; `Infinity` once the node is on no path any more. */
  const tried = new Map<GraphNode, number>();
  const cycles = new Set<string>();
  for (const root of nodes) {
    const path = tried.has(root) ? [] : [root];
    while (path.length) {
      const from = path[path.length - 1]!;
      const at = tried.get(from) ?? 0;
      const next = from.next[at];
      tried.set(from, next ? at + 1 : Infinity);
      if (!next) path.pop();
      else if (!tried.has(next)) path.push(next);
      else if (tried.get(next)! < Infinity) cycles.add(next.at);
    }
  }
  return cycles;
}
