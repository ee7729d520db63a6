import type { RulePlace } from '../../src/cards/card.js';
import { readRule } from '../../src/cards/read-rule.js';
import { copyBranch, pasteBranch } from '../../src/gestures/copy-branch.js';
import { deleteNode, listKeepChoices } from '../../src/gestures/delete-node.js';
import { addGroup, listRulePlaces, removeGroup, renameGroup } from '../../src/gestures/edit-groups.js';
import { addRemaining, editNode, renameNode } from '../../src/gestures/edit-node.js';
import { extractSubRule } from '../../src/gestures/extract-sub-rule.js';
import type { Gesture, Refusal } from '../../src/gestures/gesture.js';
import { giveRule, takeRule } from '../../src/gestures/give-rule.js';
import { copyForPath, duplicateNode, insertNode } from '../../src/gestures/insert-node.js';
import { leadTo, listOutcomeTargets } from '../../src/gestures/lead-to.js';

/** Words are not looked at. */
const SILENT = { describe: (nodes: readonly object[]) => new Map(nodes.map((node) => [node as never, ''])) };

const FIELDS = [
  { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' },
  { type: 'gift' },
  { type: 'trial', limit: 3 },
  { type: 'split-test', test: 'colour' },
  { type: 'has-product', product: 'gold' },
];

/** Plays one of all gestures, chosen by numbers, on any rule of a config. */
export function playGesture(config: unknown, [kind, a, b, c]: readonly number[]): Gesture | Refusal {
  const pick = <Item>(items: readonly Item[], by: number): Item => items[by % items.length]!;
  const features = Object.keys((config as { features: object }).features);
  const places: RulePlace[] = [...listRulePlaces(config), { feature: pick(features, a!), state: 'customer' }];
  const place = pick(places, a!);
  const view = readRule(config, place, SILENT);
  const rows = [view.start, ...view.cards.flatMap((card) => card.rows)];
  const row = pick(rows, b!).pointer;
  if (view.cards.length === 0) return playOnRow(config, place, row, kind!, c!);
  const card = pick(view.cards, b!);
  switch (kind! % 12) {
    case 0:
      return deleteNode(config, place, card.pointer, pick(listKeepChoices(card, view.cards), c!).exit);
    case 1:
      return duplicateNode(config, place, card.pointer);
    case 2:
      return renameNode(config, place, card.pointer, `node-${c! % 5}`);
    case 3:
      return copyForPath(config, place, row);
    case 4:
      return extractSubRule(config, place, card.pointer);
    case 5:
      return leadTo(config, place, row, { to: 'node', pointer: pick(view.cards, c!).pointer });
    case 6:
      return card.type === 'trial'
        ? addRemaining(config, place, card.pointer, c! % 4)
        : editNode(config, place, card.pointer, card.type === 'jwt-token' ? { split: ' ' } : {});
    default:
      return playOnRow(config, place, row, kind!, c!);
  }
}

function playOnRow(config: unknown, place: RulePlace, row: string, kind: number, c: number): Gesture | Refusal {
  const view = readRule(config, place, SILENT);
  const outcomes = listOutcomeTargets(config, view);
  switch (kind % 9) {
    case 0:
      return leadTo(config, place, row, {
        to: 'outcome',
        outcome: { content: { keep: { words: c } }, components: ['subscribe'] },
      });
    case 1:
      return outcomes.length > 0
        ? leadTo(config, place, row, { to: 'same outcome', pointer: outcomes[c % outcomes.length]!.pointer })
        : leadTo(config, place, row, { to: 'outcome', outcome: 'show' });
    case 2:
      return leadTo(config, place, row, c % 3 === 0 ? { to: 'nothing' } : { to: 'exit', exit: 'in' });
    case 3: {
      const text = copyBranch(config, place, row);
      const rows = [view.start, ...view.cards.flatMap((card) => card.rows)];
      return text === null
        ? { refused: 'nothing to copy' }
        : pasteBranch(config, place, rows[c % rows.length]!.pointer, text);
    }
    case 4:
      return 'feature' in place ? giveRule(config, place.feature, 'registered') : { refused: 'a sub rule' };
    case 5:
      return 'feature' in place && c % 4 === 0 ? takeRule(config, place.feature, place.state) : { refused: 'seldom' };
    case 6:
      return [
        addGroup(config, 'colour', `group-${c % 3}`),
        removeGroup(config, 'colour', `group-${c % 3}`),
        renameGroup(config, 'colour', `group-${c % 3}`, `group-${(c + 1) % 4}`),
      ][c % 3]!;
    default:
      return insertNode(config, place, row, FIELDS[c % FIELDS.length]!);
  }
}
