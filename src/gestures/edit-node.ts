import type { RulePlace } from '../cards/card.js';
import { listRows } from '../cards/list-rows.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { Draft } from './draft.js';
import { attempt, refuse, type Gesture, type LeadChoice, type Refusal } from './gesture.js';
import { leadRow, sayRow } from './lead-to.js';
import { indexOfExit, RuleDraft } from './rule-draft.js';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Changes members of a node that are not exits; `undefined` removes one. A node that names another split test or sub rule
 * keeps the exits of the same name; the others go to exits in their order, as far as there are any.
 *
 * @param card - JSON pointer of the node.
 */
export function editNode(config: unknown, place: RulePlace, card: string, changes: JsonObject): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    const { pointer, title, node } = rule.card(card);
    if ('type' in changes && changes['type'] !== node['type'])
      refuse('A node keeps its type. Insert another one instead.');
    for (const [name, value] of Object.entries(changes)) {
      const members = rule.draft.read(pointer);
      const place = own(members, name) === undefined ? indexOfExit(members, '') : undefined;
      rule.draft.set(pointer + toPointer(name), value, place);
    }
    moveExits(rule.draft, pointer);
    rule.forget();
    rule.removeLost();
    return {
      edits: rule.draft.edits,
      focus: { on: 'card', pointer: rule.card(pointer).pointer },
      says: `${title} changed.`,
    };
  });
}

/** Renames the exits of a split test or a sub rule to those that its definition has now. */
function moveExits(draft: Draft, pointer: string): void {
  const node = draft.read(pointer) as JsonObject;
  const exits = own(node, 'exits');
  if (!['split-test', 'sub-rule', 'set', 'notify'].includes(String(node['type'])) || !isRecord(exits)) return;
  const wanted = listRows(node, draft.config).filter(({ isStray, name }) => !isStray && name !== 'unknown');
  const names = wanted.map(({ name }) => name);
  const rest = Object.keys(exits).filter((name) => !names.includes(name));
  if (rest.length === 0) return;
  const moved = names.map((name) => [name, own(exits, name) ?? own(exits, rest.shift())] as const);
  draft.set(`${pointer}/exits`, Object.fromEntries(moved.filter(([, step]) => step !== undefined)));
}

/**
 * Gives a node another id, and renames it wherever the rule leads to it.
 *
 * @param card - JSON pointer of the node.
 */
export function renameNode(config: unknown, place: RulePlace, card: string, id: string): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    const known = rule.card(card).id;
    if (id === '') refuse('An id is at least one character long.');
    if (id !== known && rule.takenIds().has(id)) refuse(`“${id}” is the id of another node or of an outcome.`);
    if (known === null) rule.name();
    const { id: old, pointer } = rule.card(card);
    if (old !== id) {
      const { draft } = rule;
      const node = draft.read(pointer);
      const nodes = draft.read(`${rule.pointer}/nodes`) as JsonObject;
      const rows = rule.rowsTo(pointer);
      const index = Object.keys(nodes).indexOf(old!);
      draft.set(`${rule.pointer}/nodes${toPointer(id)}`, node, index);
      for (const row of rows) {
        // A row of the node itself cannot lead to it, so all rows are where they were.
        draft.set(row.pointer, id);
      }
      draft.set(pointer, undefined);
    }
    const now = `${rule.pointer}/nodes${toPointer(id)}`;
    return { edits: rule.draft.edits, focus: { on: 'card', pointer: now }, says: `The node is called ${id}.` };
  });
}

/**
 * Gives a trial an exit of its own for a number of articles that remain.
 *
 * @param card - JSON pointer of the trial.
 * @param remaining - Number of articles, from 0.
 * @param choice - Where the exit leads at first.
 */
export function addRemaining(
  config: unknown,
  place: RulePlace,
  card: string,
  remaining: number,
  choice: LeadChoice = { to: 'outcome', outcome: 'show' },
): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    const { node, pointer } = rule.card(card);
    if (node['type'] !== 'trial') refuse('Only a trial has exits by the number of articles that remain.');
    if (!Number.isSafeInteger(remaining) || remaining < 0) refuse('The number of articles is a whole number from 0.');
    const name = String(remaining);
    const known = own(node, 'remaining');
    if (own(known, name) !== undefined) refuse(`The trial has the exit “${name} left” already.`);
    // The row exists once it has a step.
    const folder = `${pointer}/remaining`;
    if (known === undefined) rule.draft.set(folder, { [name]: 'show' }, indexOfExit(node, 'remaining'));
    else rule.draft.set(folder + toPointer(name), 'show');
    const added = new RuleDraft(rule.draft, place);
    const row = `${pointer}/remaining${toPointer(name)}`;
    if (choice.to !== 'outcome' || choice.outcome !== 'show') leadRow(added, row, choice);
    const { row: after } = added.row(row);
    return { edits: rule.draft.edits, focus: { on: 'row', pointer: after.pointer }, says: sayRow(after, added.view) };
  });
}
