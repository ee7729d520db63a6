import type { OutcomeConfig } from '../model/config.js';
import type { Card, Row, RulePlace, RuleView } from '../cards/card.js';
import { readRule } from '../cards/read-rule.js';
import { createNodeId, liftNodes } from '../edit/lift-rule.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import type { Draft } from './draft.js';
import { createOutcomeId } from './create-outcome-id.js';
import { refuse } from './gesture.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Words are not needed while a rule is changed, and compiling nodes for them takes time. */
const SILENT = { describe: (nodes: readonly JsonObject[]) => new Map(nodes.map((node) => [node, ''])) };

/** Order of the exits among the members of a node. */
const EXIT_ORDER = ['yes', 'remaining', 'no', 'exits', 'unknown'];

/** A rule that is being changed. Pointers that were valid before nodes got ids are still understood. */
export class RuleDraft {
  readonly draft: Draft;
  readonly place: RulePlace;
  /** Nodes that a path led to before the gesture: only those are removed when no path leads to them any more. */
  readonly #reached: ReadonlySet<string>;
  #view: RuleView | null = null;
  /** JSON pointers of nodes that got ids, each time nodes did. A row had the pointer of the node that it led to. */
  readonly #moved: ReadonlyMap<string, string>[] = [];

  constructor(draft: Draft, place: RulePlace) {
    this.draft = draft;
    this.place = place;
    this.#reached = new Set(this.view.cards.map(({ pointer }) => pointer));
  }

  /** The rule as it is now. */
  get view(): RuleView {
    this.#view ??= readRule(this.draft.config, this.place, SILENT);
    return this.#view;
  }

  /** JSON pointer of the rule. */
  get pointer(): string {
    return this.view.ownPointer;
  }

  /** Whether nodes of the rule have ids. */
  get isNamed(): boolean {
    const nodes = own(this.draft.read(this.pointer), 'nodes');
    return isRecord(nodes) && Object.keys(nodes).length > 0;
  }

  /** Refuses to change the rule of other readers. */
  checkOwn(): void {
    if (!this.view.isOwn && !this.view.start.isDefault) {
      refuse('These readers have no rule of their own. Give them one first.');
    }
  }

  /** The row at a pointer, and its card; `null` for the start. */
  row(pointer: string): { readonly row: Row; readonly card: Card | null } {
    const at = this.nowRow(pointer);
    const { start } = this.view;
    const cards = [...this.view.cards, ...this.view.idle];
    if (start.pointer === at) return { row: start, card: null };
    // The card of a row is one or two steps above it.
    const card = cards.find((one) => at.startsWith(`${one.pointer}/`) && one.rows.some((row) => row.pointer === at));
    const row = card?.rows.find((one) => one.pointer === at);
    return card && row ? { row, card } : refuse('This exit is gone.');
  }

  card(pointer: string): Card {
    const at = this.nowCard(pointer);
    return [...this.view.cards, ...this.view.idle].find((card) => card.pointer === at) ?? refuse('This node is gone.');
  }

  /** The rows that lead to a card, the start first. Those of nodes that no path leads to are the last. */
  rowsTo(card: string): Row[] {
    const { start, cards, idle } = this.view;
    const rows = [start, ...[...cards, ...idle].flatMap((one) => one.rows)];
    return rows.filter(({ target, isDefault }) => !isDefault && target.kind === 'card' && target.card === card);
  }

  /** The pointer of a row, after nodes got ids. */
  nowRow(pointer: string): string {
    return this.#moved.reduce((at, moved) => {
      if (at === this.pointer) return `${at}/start`;
      for (let end = at.lastIndexOf('/'); end > 0; end = at.lastIndexOf('/', end - 1)) {
        const node = moved.get(at.slice(0, end));
        if (node !== undefined) return node + at.slice(end);
      }
      return at;
    }, pointer);
  }

  /** The pointer of a card, after nodes got ids. */
  nowCard(pointer: string): string {
    return this.#moved.reduce((at, moved) => moved.get(at) ?? at, pointer);
  }

  /** The step of a row; `undefined` for one that leads nowhere. */
  stepOf({ pointer, isDefault }: Row): unknown {
    return isDefault ? undefined : this.draft.read(pointer);
  }

  /** Gives a row a step; `undefined` opens it. */
  setStep(row: Row, step: unknown): void {
    const { pointer } = row;
    const { start, ownPointer } = this.view;
    if (pointer === start.pointer) this.#setStart(ownPointer, pointer, step);
    else this.#setExit(pointer, row.name, step);
    this.#view = null;
  }

  /** Adds a node with an id; nodes of a rule without ids get theirs first. Returns the id. */
  addNode(node: JsonObject, wish?: string): string {
    if (!this.isNamed) this.name();
    const id = wish !== undefined && !this.takenIds().has(wish) ? wish : createNodeId(node, this.takenIds());
    const nodes = `${this.pointer}/nodes`;
    if (this.draft.read(nodes) === undefined) this.draft.set(nodes, { [id]: node });
    else this.draft.set(`${nodes}${toPointer(id)}`, node);
    this.#view = null;
    return id;
  }

  /** Gives all nodes of the rule an id, so that several exits can lead to one. */
  name(): void {
    const { cards, idle, ownPointer, exits } = this.view;
    const { edit, ids } = liftNodes(this.draft.config, ownPointer);
    const moved = new Map<string, string>();
    for (const { node, pointer } of [...cards, ...idle]) {
      const id = ids.get(node);
      if (id !== undefined) moved.set(pointer, `${ownPointer}/nodes${toPointer(id)}`);
    }
    if (edit) this.draft.apply([edit]);
    const rule = this.draft.read(ownPointer);
    const isBare = exits === null && own(rule, 'start') === undefined;
    if (isBare) this.draft.set(ownPointer, { start: rule, nodes: {} });
    if (edit || isBare) this.#moved.push(moved);
    this.#view = null;
  }

  /** Ids that a step of this rule would take for a node or an outcome. */
  takenIds(): Set<string> {
    const maps = [own(this.draft.read(this.pointer), 'nodes'), own(this.draft.config, 'outcomes')];
    return new Set(['show', ...maps.flatMap((map) => (isRecord(map) ? Object.keys(map) : []))]);
  }

  /** Moves an outcome that is written in place to `outcomes`, so that several exits can lead to it. Returns its id. */
  shareOutcome(pointer: string): string {
    const at = pointer.startsWith('/outcomes/') ? pointer : this.nowRow(pointer);
    const outcome = this.draft.read(at);
    if (!isRecord(outcome) || !Object.hasOwn(outcome, 'content')) refuse('This outcome is gone.');
    const id = createOutcomeId(outcome as unknown as OutcomeConfig, this.draft.config);
    if (this.draft.read('/outcomes') === undefined) this.draft.set('/outcomes', { [id]: outcome });
    else this.draft.set(`/outcomes${toPointer(id)}`, outcome);
    this.draft.set(at, id);
    this.#view = null;
    return id;
  }

  /** A step that several rows can have: nodes and outcomes that are written in place get an id first. */
  share(row: Row): unknown {
    const step = this.stepOf(row);
    if (!isRecord(step)) return step;
    const { target } = this.row(row.pointer).row;
    if (target.kind === 'leave') return structuredClone(step);
    if (target.kind === 'outcome') return this.shareOutcome(row.pointer);
    this.name();
    return this.stepOf(this.row(row.pointer).row);
  }

  /** Removes the nodes that lost their last path by the gesture; those that had no path before are left alone. */
  removeLost(): void {
    const { cards, idle } = this.view;
    const kept = new Set(cards.map(({ pointer }) => pointer));
    const before = new Set([...this.#reached].map((pointer) => this.nowCard(pointer)));
    const known = new Map(idle.map((card) => [card.pointer, card]));
    const needed = new Set(idle.filter(({ pointer }) => !before.has(pointer)));
    for (const { rows } of needed) {
      for (const { target } of rows) {
        const next = target.kind === 'card' ? known.get(target.card) : undefined;
        if (next) needed.add(next);
      }
    }
    for (const { pointer } of needed) kept.add(pointer);
    for (const { pointer, id } of idle) if (id !== null && !kept.has(pointer)) this.draft.set(pointer, undefined);
    this.#view = null;
  }

  /** Reads the rule again after it was changed through the draft. */
  forget(): void {
    this.#view = null;
  }

  /** Writes the whole rule, for readers who had no rule of their own. */
  setRule(rule: unknown): void {
    const { ownPointer } = this.view;
    this.#setStart(ownPointer, ownPointer, rule);
    this.#view = null;
  }

  #setStart(rule: string, pointer: string, step: unknown): void {
    if (step === undefined && 'subRule' in this.place) refuse('A sub rule has a first step.');
    if (pointer !== rule && step === undefined) this.draft.set(rule, undefined);
    else if (this.draft.read(rule.slice(0, rule.lastIndexOf('/'))) !== undefined) {
      this.draft.set(pointer, step, pointer === rule ? this.#indexOfState(rule) : 0);
    } else if ('feature' in this.place) {
      this.draft.set(rule.slice(0, rule.lastIndexOf('/')), { [this.place.state]: step });
    }
  }

  /** Rules are written in the order of Zephr's tabs. */
  #indexOfState(rule: string): number | undefined {
    const rules = this.draft.read(rule.slice(0, rule.lastIndexOf('/')));
    const order = ['anonymous', 'registered', 'customer'];
    const rank = order.indexOf(rule.slice(rule.lastIndexOf('/') + 1));
    const index = Object.keys(rules as object).findIndex((state) => order.indexOf(state) > rank);
    return index < 0 ? undefined : index;
  }

  #setExit(pointer: string, name: string, step: unknown): void {
    const folder = pointer.slice(0, pointer.lastIndexOf('/'));
    const member = folder.slice(folder.lastIndexOf('/') + 1);
    const holder = this.draft.read(folder);
    const isFolder = (member === 'exits' || member === 'remaining') && !own(holder, 'type');
    if (!isFolder) return this.draft.set(pointer, step, indexOfExit(holder, name));
    if (holder === undefined) {
      const node = this.draft.read(folder.slice(0, folder.lastIndexOf('/')));
      if (step !== undefined) this.draft.set(folder, { [name]: step }, indexOfExit(node, member));
    } else if (member === 'remaining' && step === undefined && isRecord(holder) && Object.keys(holder).length === 1) {
      this.draft.set(folder, undefined);
    } else this.draft.set(pointer, step);
  }
}

/** Where an exit goes among the members of a node. */
export function indexOfExit(node: unknown, name: string): number | undefined {
  const names = isRecord(node) ? Object.keys(node) : [];
  const rank = EXIT_ORDER.indexOf(name);
  const index = names.findIndex((one) => EXIT_ORDER.indexOf(one) > rank);
  return index < 0 ? undefined : index;
}
