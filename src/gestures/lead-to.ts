import { describeTarget } from '../cards/read-outline.js';
import type { Card, Row, RulePlace, RuleView } from '../cards/card.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { Draft } from './draft.js';
import { attempt, refuse, type Gesture, type LeadChoice, type Refusal } from './gesture.js';
import { RuleDraft } from './rule-draft.js';

/**
 * Leads an exit somewhere else. Nodes that lose their last path by it are removed. An outcome or a node that is written in
 * place gets an id when a second exit leads to it.
 *
 * @param row - JSON pointer of the exit, or of the start of the rule.
 */
export function leadTo(config: unknown, place: RulePlace, row: string, choice: LeadChoice): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    leadRow(rule, row, choice);
    rule.removeLost();
    if (choice.to === 'nothing' && !hasRow(rule, row)) {
      return { edits: rule.draft.edits, focus: { on: 'row', pointer: rule.view.start.pointer }, says: 'Removed.' };
    }
    const { row: led } = rule.row(row);
    return { edits: rule.draft.edits, focus: { on: 'row', pointer: led.pointer }, says: sayRow(led, rule.view) };
  });
}

/** A node that an exit may lead to, or why it may not. */
export interface NodeTarget {
  readonly card: Card;
  readonly refused: string | null;
}

/** Lists the nodes of a rule as targets of a row. Those from which readers would come back are refused. */
export function listNodeTargets(view: RuleView, row: string): NodeTarget[] {
  const owner = view.cards.find(({ rows }) => rows.some(({ pointer }) => pointer === row)) ?? null;
  return view.cards.map((card) => ({ card, refused: refuseCycle(view, owner, card) }));
}

/** Gives a row a step; the rest of a gesture is up to the caller. */
export function leadRow(rule: RuleDraft, row: string, choice: LeadChoice): void {
  const step = createStep(rule, row, choice);
  // Giving nodes an id may have moved the row.
  rule.setStep(rule.row(row).row, step);
}

function createStep(rule: RuleDraft, row: string, choice: LeadChoice): unknown {
  switch (choice.to) {
    case 'nothing':
      return undefined;
    case 'exit':
      return leaveBy(rule, choice.exit);
    case 'outcome':
      return typeof choice.outcome === 'string' ? nameOutcome(rule, choice.outcome) : structuredClone(choice.outcome);
    case 'same outcome':
      if (rule.nowRow(choice.pointer) === rule.row(row).row.pointer) refuse('The exit leads there already.');
      return nameOutcome(
        rule,
        choice.pointer.startsWith('/outcomes/') ? idAt(choice.pointer) : rule.shareOutcome(choice.pointer),
      );
    case 'node':
      return nameNode(rule, row, choice.pointer);
  }
}

function leaveBy(rule: RuleDraft, exit: string): unknown {
  if (rule.view.exits === null) refuse('Only a sub rule is left by an exit.');
  if (!rule.view.exits.includes(exit)) refuse(`The sub rule has no exit “${exit}”.`);
  return { exit };
}

function nameOutcome(rule: RuleDraft, id: string): string {
  if (id === 'show') return id;
  if (own(own(rule.draft.config, 'outcomes'), id) === undefined) refuse(`There is no outcome “${id}”.`);
  if (own(own(rule.draft.read(rule.pointer), 'nodes'), id) !== undefined) {
    refuse(`A node of this rule has the id “${id}”, so the outcome of that id cannot be reached. Rename one of them.`);
  }
  return id;
}

function nameNode(rule: RuleDraft, row: string, pointer: string): string {
  const card = rule.card(pointer);
  const reason = refuseCycle(rule.view, rule.row(row).card, card);
  if (reason !== null) refuse(reason);
  if (card.id !== null) return card.id;
  rule.name();
  return rule.card(pointer).id!;
}

/** Says why an exit of a card cannot lead to another card; `null` where it can. */
function refuseCycle({ cards }: RuleView, owner: Card | null, to: Card): string | null {
  if (owner === null) return null;
  if (to.pointer === owner.pointer) return 'An exit cannot lead back to its own node.';
  const known = new Map(cards.map((card) => [card.pointer, card]));
  const seen = new Set<Card>([to]);
  for (const card of seen) {
    if (card.pointer === owner.pointer) {
      return `${to.number}. ${to.title} leads here already: readers would go round in a circle.`;
    }
    for (const { target } of card.rows) {
      const next = target.kind === 'card' ? known.get(target.card) : undefined;
      if (next) seen.add(next);
    }
  }
  return null;
}

function hasRow(rule: RuleDraft, row: string): boolean {
  const at = rule.nowRow(row);
  return (
    rule.view.start.pointer === at || rule.view.cards.some(({ rows }) => rows.some(({ pointer }) => pointer === at))
  );
}

/** Describes a row and its target. */
export function sayRow({ label, target }: Row, { cards }: RuleView): string {
  const card = target.kind === 'card' ? cards.find(({ pointer }) => pointer === target.card) : undefined;
  if (target.kind === 'open') return `${label} is open.`;
  const outcome = target.kind === 'outcome' ? target.label : describeTarget(target);
  return `${label} leads to ${card ? `${card.number}. ${card.title}` : outcome}.`;
}

function idAt(pointer: string): string {
  return pointer.slice('/outcomes/'.length).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** An outcome that exits of a rule can lead to. */
export interface OutcomeTarget {
  /** Its id; `null` for one that is written in place. */
  readonly id: string | null;
  readonly pointer: string;
  readonly label: string;
}

/** Lists the outcomes that an exit may lead to: those of the config, and those that the rule has in place. */
export function listOutcomeTargets(config: unknown, view: RuleView): OutcomeTarget[] {
  const outcomes = own(config, 'outcomes');
  const named = (isRecord(outcomes) ? Object.entries(outcomes) : []).map(([id, outcome]) => {
    const label = own(outcome, 'label');
    return { id, pointer: `/outcomes${toPointer(id)}`, label: typeof label === 'string' && label !== '' ? label : id };
  });
  const inPlace = [view.start, ...view.cards.flatMap(({ rows }) => rows)].flatMap(({ target, isDefault }) =>
    target.kind === 'outcome' && target.id === null && target.pointer !== null && !isDefault
      ? [{ id: null, pointer: target.pointer, label: target.label }]
      : [],
  );
  return [...named, ...inPlace];
}
