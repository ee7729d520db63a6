import type { TestReader } from '../model/readers-types.js';
import type { CompiledNode } from '../rules/compiled-rule.js';
import type { NodeExit } from './list-exits.js';

/** An exit, and the findings about it. */
export interface ExitRecord {
  /** JSON pointer of the node. */
  readonly node: string;
  readonly type: string;
  /** JSON pointer of the step that the exit leads to. */
  readonly pointer: string;
  readonly exit: string;
  /** The condition in words. */
  readonly says: string;
  /** Features whose rules have the exit: one, or several for an exit of a sub rule. */
  readonly features: Set<string>;
  /** A reader takes it already. */
  readonly isCovered: boolean;
  /** A reader that takes it, and the feature where they do. */
  taken: { readonly reader: TestReader; readonly feature: string } | null;
  /** A path leads to its node that may be possible. */
  isMet: boolean;
  /** A path leads through it that may be possible, or the search ended early. */
  isOpen: boolean;
  /** The requirements that exclude each other, in words. */
  because: string | null;
  /** The condition alone never takes it, whatever is before it. */
  isIdle: boolean;
}

/** The exits of all rules, and what is known of them so far. A node of a sub rule has the same exits wherever that is entered. */
export class ExitBoard {
  readonly #records = new Map<string, readonly ExitRecord[]>();
  readonly #covered: ReadonlySet<string>;

  /** @param covered - Keys of exits, as `toExitKey` writes them, that a reader takes already. */
  constructor(covered: ReadonlySet<string> = new Set()) {
    this.#covered = covered;
  }

  /** Adds the exits of a node, unless they are known. Returns what is known of each. */
  add(node: CompiledNode, exits: readonly NodeExit[], feature: string): readonly ExitRecord[] {
    const known = this.#records.get(node.pointer) ?? exits.map((exit) => this.#create(node, exit));
    this.#records.set(node.pointer, known);
    for (const { features } of known) features.add(feature);
    return known;
  }

  /** Returns what is known of the exits of a node. */
  get({ pointer }: CompiledNode): readonly ExitRecord[] {
    return this.#records.get(pointer) ?? [];
  }

  /** All exits, in the order in which rules were searched. */
  list(): ExitRecord[] {
    return [...this.#records.values()].flat();
  }

  #create({ pointer: node, type, condition }: CompiledNode, { name: exit, pointer }: NodeExit): ExitRecord {
    const isCovered = this.#covered.has(toExitKey(node, exit));
    const found = { isCovered, taken: null, isMet: false, isOpen: isCovered, because: null, isIdle: false };
    return { node, type, pointer, exit, says: condition.says(), features: new Set(), ...found };
  }
}

/** Makes a key of the pointer of a node and the name of an exit. */
export function toExitKey(node: string, exit: string): string {
  return `${node}\n${exit}`;
}
