import type { Card, Row, RulePlace } from '../cards/card.js';
import { describeTarget } from '../cards/read-outline.js';
import { isRecord } from '../lib/is-record.js';
import { Draft } from './draft.js';
import { attempt, refuse, type Gesture, type Refusal } from './gesture.js';
import { RuleDraft } from './rule-draft.js';

/** A target that may be kept when a node is deleted. */
export interface KeepChoice {
  /** Name of the exit whose target is kept; `null`: nothing is. */
  readonly exit: string | null;
  /** For people: `Keep what Yes leads to (Show content)`. */
  readonly label: string;
}

/** Lists what may be kept when a node is deleted: the target of each exit that has one, or nothing. */
export function listKeepChoices({ rows }: Card, cards: readonly Card[]): KeepChoice[] {
  const name = ({ target }: Row): string => {
    const card = target.kind === 'card' ? cards.find(({ pointer }) => pointer === target.card) : undefined;
    return card ? `${card.number}. ${card.title}` : describeTarget(target);
  };
  const live = rows.filter(({ target, isDefault }) => !isDefault && target.kind !== 'open' && target.kind !== 'broken');
  return [
    ...live.map((row) => ({ exit: row.name, label: `Keep what ${row.label} leads to (${name(row)})` })),
    { exit: null, label: 'Remove all of it' },
  ];
}

/**
 * Deletes a node. All exits that led to it lead to what is kept, or are open. Nodes that lose their last path are removed.
 *
 * @param card - JSON pointer of the node.
 * @param keep - Name of the exit whose target is kept; `null` keeps nothing.
 */
export function deleteNode(config: unknown, place: RulePlace, card: string, keep: string | null): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    const found = rule.card(card);
    const step = keep === null ? undefined : takeKept(rule, card, keep);
    const rows = rule.rowsTo(rule.card(card).pointer).map(({ pointer }) => pointer);
    // The copies of a step are apart, so that an edit of one leaves the other as it is.
    rows.forEach((row, at) => openOrLead(rule, row, at === 0 ? step : structuredClone(step)));
    rule.removeLost();
    const { start, cards } = rule.view;
    const focus = [start, ...cards.flatMap((one) => one.rows)].find(({ pointer }) => pointer === rule.nowRow(rows[0]!));
    return {
      edits: rule.draft.edits,
      focus: { on: 'row', pointer: (focus ?? start).pointer },
      says: `${found.title} deleted. ${keep === null ? 'The exits that led to it are open.' : `The target of ${keep} is kept.`}`,
    };
  });
}

function takeKept(rule: RuleDraft, card: string, keep: string): unknown {
  const { rows, pointer } = rule.card(card);
  const row = rows.find(({ name }) => name === keep) ?? refuse(`The node has no exit “${keep}”.`);
  if (row.target.kind === 'open') refuse(`${row.label} leads nowhere.`);
  const step = rule.stepOf(row);
  return isRecord(step) && rule.rowsTo(pointer).length > 1 ? rule.share(row) : step;
}

/** Gives a row its new step. A rule without a first step is no rule, and the first step of a sub rule leaves it. */
function openOrLead(rule: RuleDraft, pointer: string, step: unknown): void {
  const { row, card } = rule.row(pointer);
  if (step === undefined && card === null && rule.view.exits !== null) {
    const [exit] = rule.view.exits;
    rule.setStep(row, exit === undefined ? 'show' : { exit });
  } else rule.setStep(row, step);
}
