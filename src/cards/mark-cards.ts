import { askInFull } from '../words/ask-in-full.js';
import type { TraceEntry } from '../model/decision.js';
import type { Card, Row, RuleView } from './card.js';
import type { Describer } from './describer.js';
import { readRule } from './read-rule.js';

/** The path of a reader through a rule. */
export interface TakenPath {
  /** JSON pointers of the cards that were asked. */
  readonly cards: ReadonlySet<string>;
  /** JSON pointers of the rows that were taken, the start among them. */
  readonly rows: ReadonlySet<string>;
  /** The words of the trace at each card, by JSON pointer. */
  readonly says: ReadonlyMap<string, string>;
  /** The row that the path ends at. */
  readonly end: Row;
  /** The path through each sub rule that was entered, by its id. */
  readonly inside: ReadonlyMap<string, TakenPath>;
}

/** The parts of a decision that a path is marked by. */
interface Marking {
  readonly config: unknown;
  readonly trace: readonly TraceEntry[];
  readonly describer: Describer | undefined;
  /** The paths through sub rules that were entered: their nodes are in a trace once, however often they are entered. */
  readonly inside: Map<string, TakenPath>;
}

/**
 * Finds the path of a decision on the cards of the rule that made it.
 *
 * @param config - The config of the view and of the decision.
 * @param trace - The trace of the decision. Nodes inside a sub rule have entries of their own, behind that of the sub rule.
 */
export function markCards(
  view: RuleView,
  config: unknown,
  trace: readonly TraceEntry[],
  describer?: Describer,
): TakenPath {
  return follow(view, 0, { config, trace, describer, inside: new Map() }).path;
}

function follow(view: RuleView, from: number, marking: Marking): { readonly path: TakenPath; readonly next: number } {
  const { config, trace, describer, inside } = marking;
  const cards = new Map(view.cards.map((card) => [card.pointer, card]));
  const [asked, rows, says] = [new Set<string>(), new Set<string>([view.start.pointer]), new Map<string, string>()];
  let [end, next] = [view.start, from];
  while (end.target.kind === 'card') {
    const card = cards.get(end.target.card);
    const entry = trace[next];
    if (!card || !entry || !isEntryOf(card, entry)) break;
    next += 1;
    asked.add(card.pointer);
    says.set(card.pointer, askInFull(entry.says, [card.node]));
    const rule = card.node['rule'];
    if (card.type === 'sub-rule' && typeof rule === 'string' && !inside.has(rule)) {
      const inner = follow(readRule(config, { subRule: rule }, describer), next, marking);
      inside.set(rule, inner.path);
      next = inner.next;
    }
    const row = card.rows.find(({ name }) => name === entry.exit);
    if (!row) break;
    rows.add(row.pointer);
    end = row;
  }
  return { path: { cards: asked, rows, says, end, inside }, next };
}

function isEntryOf({ id, pointer, type }: Card, entry: TraceEntry): boolean {
  return entry.type === type && entry.node === (id ?? pointer);
}
