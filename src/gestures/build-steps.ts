import type { Card, Row } from '../cards/card.js';
import { createNodeId } from '../edit/lift-rule.js';
import { fieldsOf } from '../cards/describer.js';
import { setOwn } from '../lib/set-own.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Nodes taken out of a rule: a step, or the first one of some nodes with ids. */
export interface BuiltSteps {
  readonly start: unknown;
  /** Empty where all nodes are written in each other. */
  readonly nodes: Readonly<Record<string, JsonObject>>;
}

/** How nodes are built. */
export interface Building {
  /** The step of a row that does not lead to one of the nodes; `undefined` leaves it open. */
  readonly stepOf: (row: Row) => unknown;
  /** Whether the nodes have ids; otherwise each is written where it is reached, and only one exit may lead to it. */
  readonly isNamed: boolean;
  /** Ids that are in use. */
  readonly taken: ReadonlySet<string>;
}

/**
 * Builds nodes of a rule again: with ids, or in each other.
 *
 * @param cards - The first one is where they begin. In the order of the outline.
 */
export function buildSteps(cards: readonly Card[], { stepOf, isNamed, taken }: Building): BuiltSteps {
  const ids = new Map<string, string>();
  const used = new Set(taken);
  for (const { id, node, pointer } of isNamed ? cards : []) {
    const free = id !== null && !used.has(id) ? id : createNodeId(node, used);
    used.add(free);
    ids.set(pointer, free);
  }
  const built = new Map<string, JsonObject>();
  // From the end, so that what a node leads to is built before it.
  for (const card of orderForBuilding(cards)) {
    const step = (row: Row): unknown => {
      if (row.target.kind !== 'card') return stepOf(row);
      return ids.get(row.target.card) ?? built.get(row.target.card) ?? stepOf(row);
    };
    built.set(card.pointer, writeExits(card, step));
  }
  const [first] = cards;
  const nodes: Record<string, JsonObject> = {};
  for (const { pointer } of isNamed ? cards : []) setOwn(nodes, ids.get(pointer)!, built.get(pointer)!);
  return { start: ids.get(first!.pointer) ?? built.get(first!.pointer), nodes };
}

/** Nodes behind those that they lead to. The order of the outline alone does not do: it meets a shared node early. */
function orderForBuilding(cards: readonly Card[]): readonly Card[] {
  const known = new Map(cards.map((card) => [card.pointer, card]));
  const ordered = new Set<Card>();
  for (const root of cards) {
    const path: [card: Card, next: number][] = ordered.has(root) ? [] : [[root, 0]];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const row = top[0].rows[top[1]++];
      const next = row?.target.kind === 'card' ? known.get(row.target.card) : undefined;
      if (!row) {
        ordered.add(top[0]);
        path.pop();
      } else if (next && !ordered.has(next) && !row.isDefault) path.push([next, 0]);
    }
  }
  return [...ordered];
}

/** The node with its exits written again, members in their order. */
function writeExits({ node, rows }: Card, stepOf: (row: Row) => unknown): JsonObject {
  const steps = new Map(rows.filter(({ isDefault }) => !isDefault).map((row) => [row.name, stepOf(row)] as const));
  const written: Record<string, unknown> = { ...structuredClone(fieldsOf(node)) };
  for (const member of Object.keys(node)) {
    if (['yes', 'no', 'unknown'].includes(member)) {
      if (steps.get(member) !== undefined) written[member] = steps.get(member);
    } else if (member === 'exits' || member === 'remaining') {
      const exits = Object.entries(node[member] as object).map(([name]) => [name, steps.get(name)] as const);
      written[member] = Object.fromEntries(exits.filter(([, step]) => step !== undefined));
    }
  }
  return written;
}
