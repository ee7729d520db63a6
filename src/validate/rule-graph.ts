import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkExits, type Exit } from './check-exits.js';
import type { Found } from './mistake.js';

/** A rule of a feature or a sub rule, and its location. */
export interface RulePlace {
  readonly rule: unknown;
  /** JSON pointer of the rule. */
  readonly at: string;
  /** Names of the exits of a sub rule; `null` for the rule of a feature. */
  readonly exits: readonly unknown[] | null;
}

/** A node of a rule, and the nodes that its exits lead to. */
export interface GraphNode {
  /** JSON pointer of the node. */
  readonly at: string;
  readonly node: unknown;
  readonly next: GraphNode[];
}

/** The nodes of a rule, connected in the order in which compiling meets them. Never throws. */
export class RuleGraph {
  /** The first node; `null` if the rule has no nodes. */
  readonly start: GraphNode | null;
  /** Mistakes in steps and exits. */
  readonly found: Found[] = [];
  /** Ids of the outcomes of the config that the rule leads to. */
  readonly outcomes: string[] = [];
  readonly #place: RulePlace;
  readonly #config: unknown;
  /** The nodes of the rule that have an id. */
  readonly #named: Readonly<Record<string, unknown>>;
  readonly #nodes = new Map<unknown, GraphNode>();
  readonly #pending: GraphNode[] = [];

  constructor(place: RulePlace, config: unknown) {
    const { rule, at, exits } = place;
    const isGraph = exits !== null || own(rule, 'start') !== undefined;
    const named = isGraph ? own(rule, 'nodes') : undefined;
    this.#place = place;
    this.#config = config;
    this.#named = isRecord(named) ? named : {};
    this.start = this.#follow(isGraph ? { step: own(rule, 'start'), at: `${at}/start` } : { step: rule, at });
    for (const { pointer, node } of this.named()) this.#add(node, pointer);
    for (let node = this.#pending.pop(); node; node = this.#pending.pop()) this.#connect(node);
  }

  /** All nodes, reached or not. */
  get nodes(): readonly GraphNode[] {
    return [...this.#nodes.values()];
  }

  /** The nodes that have an id, with their pointers. */
  named(): readonly { readonly pointer: string; readonly node: unknown }[] {
    return Object.keys(this.#named).map((id) => ({ pointer: this.#pointerTo(id), node: own(this.#named, id) }));
  }

  #connect(from: GraphNode): void {
    const { exits, found } = checkExits(from.node, from.at, this.#config);
    for (const one of found) this.found.push(one);
    for (const exit of exits) {
      const next = this.#follow(exit);
      if (next) from.next.push(next);
    }
  }

  /** Returns the node that a step leads to; `null` for an outcome, an exit of a sub rule, or a mistake. */
  #follow({ step, at }: Exit): GraphNode | null {
    if (step === 'show') return null;
    if (typeof step !== 'string') {
      if (own(step, 'type') !== undefined) return this.#add(step, at);
      this.#checkSubRuleExit(own(step, 'exit'), at);
      return null;
    }
    if (own(this.#named, step) !== undefined) return this.#add(own(this.#named, step), this.#pointerTo(step));
    if (own(own(this.#config, 'outcomes'), step) !== undefined) this.outcomes.push(step);
    else this.found.push({ code: 'step-unknown', pointer: at, severity: 'error' });
    return null;
  }

  #add(node: unknown, pointer: string): GraphNode | null {
    const known = this.#nodes.get(node);
    if (known || !isRecord(node)) return known ?? null;
    const added = { at: pointer, node, next: [] };
    this.#nodes.set(node, added);
    this.#pending.push(added);
    return added;
  }

  #checkSubRuleExit(exit: unknown, at: string): void {
    const { exits } = this.#place;
    if (!exits || exit === undefined || exits.includes(exit)) return;
    const known = exits.filter((name) => typeof name === 'string');
    this.found.push({ code: 'exit-unknown', pointer: `${at}/exit`, severity: 'error', known });
  }

  #pointerTo(id: string): string {
    return `${this.#place.at}/nodes${toPointer(id)}`;
  }
}
