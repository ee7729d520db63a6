import type { RulePlace } from '../cards/card.js';
import { fieldsOf } from '../cards/describer.js';
import { listRows } from '../cards/list-rows.js';
import { own } from '../lib/own.js';
import { Draft } from './draft.js';
import { attempt, refuse, type Gesture, type Refusal } from './gesture.js';
import { leadRow, sayRow } from './lead-to.js';
import { RuleDraft } from './rule-draft.js';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Inserts a node on an exit: its first exit leads where the exit led, the others are open.
 *
 * @param row - JSON pointer of the exit, or of the start of the rule.
 * @param fields - The node without its exits.
 * @example insertNode(config, place, '/features/articles/rules/registered', { type: 'gift' })
 */
export function insertNode(config: unknown, place: RulePlace, row: string, fields: JsonObject): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    return insertOn(rule, row, fields);
  });
}

/** Inserts a copy of a node on its first exit, with the same condition. */
export function duplicateNode(config: unknown, place: RulePlace, card: string): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    const { rows, node } = rule.card(card);
    return insertOn(rule, rows[0]?.pointer ?? refuse('The node has no exits.'), structuredClone(fieldsOf(node)));
  });
}

function insertOn(rule: RuleDraft, row: string, fields: JsonObject): Gesture {
  const exits = listRows(fieldsOf(fields), rule.draft.config).filter(({ name }) => name !== 'unknown');
  if (exits.length === 0) {
    refuse(
      fields['type'] === 'split-test' ? 'Choose a split test that has groups.' : 'Choose a sub rule that has exits.',
    );
  }
  const { row: before } = rule.row(row);
  const old = before.isDefault ? takeDefault(rule, row) : rule.stepOf(before);
  const hadTarget = old !== undefined;
  const node = createNode(fieldsOf(fields), exits[0]!.path, old);
  const step = rule.isNamed ? rule.addNode(node) : node;
  rule.setStep(rule.row(row).row, step);
  const { row: after } = rule.row(row);
  const card = rule.card(after.target.kind === 'card' ? after.target.card : '');
  const open = card.rows.find(({ target }) => target.kind === 'open');
  const rows = card.rows.filter(({ isDefault }) => !isDefault).map((one) => sayRow(one, rule.view));
  return {
    edits: rule.draft.edits,
    focus: open && hadTarget ? { on: 'row', pointer: open.pointer } : { on: 'card', pointer: card.pointer },
    says: `${card.title} inserted${after.name === '' ? '' : ` on ${after.label}`}. ${rows.join(' ')}`,
  };
}

/** The step of a row that has none of its own: that of `no`, which both then have; or of a missing rule. */
function takeDefault(rule: RuleDraft, pointer: string): unknown {
  const { row, card } = rule.row(pointer);
  if (!card) return 'show';
  const no = card.rows.find(({ name }) => name === 'no');
  if (!no || row.target.kind === 'open') return undefined;
  if (row.target.kind === 'card') leadRow(rule, pointer, { to: 'node', pointer: row.target.card });
  else rule.setStep(row, rule.share(no));
  return rule.stepOf(rule.row(pointer).row);
}

function createNode(fields: JsonObject, path: string, step: unknown): JsonObject {
  const [, first, second] = path.split('/');
  if (second === undefined) return step === undefined ? fields : { ...fields, [first!]: step };
  const name = second.replaceAll('~1', '/').replaceAll('~0', '~');
  return { ...fields, exits: step === undefined ? {} : Object.fromEntries([[name, step]]) };
}

/**
 * Makes a copy of a node that several exits lead to, for one of them. The exits of the copy lead where those of the node lead.
 *
 * @param row - JSON pointer of the exit.
 */
export function copyForPath(config: unknown, place: RulePlace, row: string): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    const { target } = rule.row(row).row;
    if (target.kind !== 'card') refuse('The exit leads to no node.');
    const card = rule.card(target.card);
    if (card.entries < 2) refuse('No other path leads to this node.');
    const id = rule.addNode(structuredClone(card.node), card.id ?? undefined);
    rule.setStep(rule.row(row).row, id);
    const { row: after } = rule.row(row);
    const copy = own(after.target, 'card') as string;
    return {
      edits: rule.draft.edits,
      focus: { on: 'card', pointer: copy },
      says: `${after.label || 'Start'} leads to a copy of ${card.title} of its own.`,
    };
  });
}
