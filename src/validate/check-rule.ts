import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { createWarning, type Found } from './mistake.js';
import { checkExits, type Exit } from './check-exits.js';

/** A rule of a feature or a sub rule, and where it stands. */
export interface RulePlace {
  readonly rule: unknown;
  readonly at: string;
  /** Names of the exits of a sub rule; `null` for the rule of a feature. */
  readonly exits: readonly unknown[] | null;
}

/** What came of following a rule. */
export interface RuleReport {
  readonly found: readonly Found[];
  /** Ids of the config's outcomes that it leads to. */
  readonly outcomes: readonly string[];
  /** Ids of the sub rules that it goes through, in order. */
  readonly subRules: readonly string[];
}

/** A node as it stands in a rule, and the nodes that its exits lead to. */
interface GraphNode {
  readonly at: string;
  readonly node: unknown;
  readonly next: GraphNode[];
}

/** A rule as knots. */
interface Graph {
  readonly start: GraphNode | null;
  readonly knots: readonly GraphNode[];
  /** The nodes that have an id, by pointer. */
  readonly named: ReadonlyMap<string, unknown>;
  readonly found: readonly Found[];
  readonly outcomes: readonly string[];
}

/**
 * Follows all paths of a rule: finds steps that lead nowhere, exits that are missing or too many, rings, and nodes that no
 * path reaches. What else stands in a node is not looked at.
 */
export function checkRule(place: RulePlace, config: unknown): RuleReport {
  const { start, knots, named, found, outcomes } = buildGraph(place, config);
  const reached = reach(start);
  const idle = [...named].filter(([, node]) => isRecord(node) && !reached.has(node));
  return {
    found: [
      ...found,
      ...[...findRings(knots)].map((pointer): Found => ({ code: 'cycle', pointer, severity: 'error' })),
      ...idle.map(([pointer]) =>
        createWarning('node-unreachable', pointer, 'no path from the start leads to this node.'),
      ),
    ],
    outcomes,
    subRules: knots.map(({ node }) => (own(node, 'type') === 'sub-rule' ? own(node, 'rule') : null)).filter(isText),
  };
}

/** Ties the nodes of a rule to those that they lead to, in the order in which compiling meets them. */
function buildGraph({ rule, at, exits }: RulePlace, config: unknown): Graph {
  const found: Found[] = [];
  const outcomes: string[] = [];
  const knots = new Map<unknown, GraphNode>();
  const pending: GraphNode[] = [];
  const isGraph = exits !== null || own(rule, 'start') !== undefined;
  const ids = isGraph ? own(rule, 'nodes') : undefined;
  const nodes = isRecord(ids) ? ids : {};
  const pointerTo = (id: string): string => `${at}/nodes${toPointer(id)}`;

  const tie = (node: unknown, pointer: string): GraphNode | null => {
    const known = knots.get(node);
    if (known || !isRecord(node)) return known ?? null;
    const knot = { at: pointer, node, next: [] };
    knots.set(node, knot);
    pending.push(knot);
    return knot;
  };
  const follow = ({ step, at: pointer }: Exit): GraphNode | null => {
    if (step === 'show') return null;
    if (typeof step !== 'string') {
      if (own(step, 'type') !== undefined) return tie(step, pointer);
      const exit = own(step, 'exit');
      if (exits && exit !== undefined && !exits.includes(exit)) {
        const known = exits.filter(isText);
        found.push({ code: 'exit-unknown', pointer: `${pointer}/exit`, severity: 'error', known });
      }
      return null;
    }
    if (own(nodes, step) !== undefined) return tie(own(nodes, step), pointerTo(step));
    if (own(own(config, 'outcomes'), step) !== undefined) outcomes.push(step);
    else found.push({ code: 'step-unknown', pointer, severity: 'error' });
    return null;
  };

  const start = follow(isGraph ? { step: own(rule, 'start'), at: `${at}/start` } : { step: rule, at });
  const named = new Map(Object.keys(nodes).map((id) => [pointerTo(id), own(nodes, id)]));
  for (const [pointer, node] of named) tie(node, pointer);
  for (let knot = pending.pop(); knot; knot = pending.pop()) {
    const read = checkExits(knot.node, knot.at, config);
    for (const one of read.found) found.push(one);
    for (const exit of read.exits) {
      const next = follow(exit);
      if (next) knot.next.push(next);
    }
  }
  return { start, knots: [...knots.values()], named, found, outcomes };
}

/** The nodes on all paths from a start. */
function reach(start: GraphNode | null): Set<unknown> {
  const reached = new Set<unknown>();
  const open = start ? [start] : [];
  for (let knot = open.pop(); knot; knot = open.pop()) {
    if (reached.has(knot.node)) continue;
    reached.add(knot.node);
    for (const next of knot.next) open.push(next);
  }
  return reached;
}

/** Pointers of the nodes that a path returns to, by depth-first search with a list for a stack. */
function findRings(knots: readonly GraphNode[]): Set<string> {
  const tried = new Map<GraphNode, number>();
  const rings = new Set<string>();
  for (const root of knots) {
    const path = tried.has(root) ? [] : [root];
    while (path.length) {
      const knot = path[path.length - 1]!;
      const at = tried.get(knot) ?? 0;
      const next = knot.next[at];
      // Whoever is tried to the end is on no path any more.
      tried.set(knot, next ? at + 1 : Infinity);
      if (!next) path.pop();
      else if (!tried.has(next)) path.push(next);
      else if (tried.get(next)! < Infinity) rings.add(next.at);
    }
  }
  return rings;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
