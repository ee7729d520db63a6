import type { Card, Row, RulePlace } from '../cards/card.js';
import { createPlainId } from '../edit/lift-rule.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { setOwn } from '../lib/set-own.js';
import { toPointer } from '../lib/to-pointer.js';
import type { OutcomeConfig } from '../model/config.js';
import { buildSteps } from './build-steps.js';
import { nameOutcome } from './create-outcome-id.js';
import { Draft } from './draft.js';
import { attempt, refuse, type Gesture, type Refusal } from './gesture.js';
import { listInside } from './list-branch.js';
import { RuleDraft } from './rule-draft.js';

/** An exit of the new sub rule: its name, and the step that it leads to in the rule. */
interface NewExit {
  readonly name: string;
  readonly step: unknown;
}

/**
 * Turns a node and all that only it leads to into a sub rule. Its exits lead where the branch ended, so the rule decides as
 * before. A node that other paths lead to as well stays in the rule.
 *
 * @param card - JSON pointer of the first node of the branch.
 * @param wish - Id of the sub rule. Default: from what the first node asks about.
 */
export function extractSubRule(config: unknown, place: RulePlace, card: string, wish = ''): Gesture | Refusal {
  return attempt(() => {
    const rule = new RuleDraft(new Draft(config), place);
    rule.checkOwn();
    const { draft } = rule;
    const root = rule.card(card);
    const inside = listInside(rule.view, root.pointer);
    const exits = findExits(rule, inside);
    if (exits.size === 0) refuse('No exit of the branch leads anywhere yet.');
    const subRules = draft.read('/subRules');
    const taken = new Set(isRecord(subRules) ? Object.keys(subRules) : []);
    if (taken.has(wish)) refuse(`There is a sub rule “${wish}” already.`);
    const id = wish || createPlainId(`${root.title} ${inside.length > 1 ? 'and more' : ''}`, taken);
    const outcomes = own(draft.config, 'outcomes');
    const built = buildSteps(inside, {
      isNamed:
        inside.some((one) => one.id !== null && one !== root) ||
        inside.some(({ entries }, at) => at > 0 && entries > 1),
      taken: new Set(['show', ...(isRecord(outcomes) ? Object.keys(outcomes) : [])]),
      stepOf: (row) => {
        const exit = exits.get(keyOf(rule, row));
        return exit && { exit: exit.name };
      },
    });
    const names = [...exits.values()].map(({ name }) => name);
    const hasNodes = Object.keys(built.nodes).length > 0;
    const subRule = { start: built.start, ...(hasNodes && { nodes: built.nodes }), exits: names };
    if (subRules === undefined) draft.set('/subRules', Object.fromEntries([[id, subRule]]));
    else draft.set(`/subRules${toPointer(id)}`, subRule);
    const steps: Record<string, unknown> = {};
    for (const { name, step } of exits.values()) setOwn(steps, name, structuredClone(step));
    draft.set(root.pointer, { type: 'sub-rule', rule: id, exits: steps });
    rule.forget();
    rule.removeLost();
    return {
      edits: draft.edits,
      focus: { on: 'card', pointer: rule.card(root.pointer).pointer },
      says: `${inside.length === 1 ? '1 node is' : `${inside.length} nodes are`} the sub rule ${id} now. Its exits: ${names.join(', ')}.`,
    };
  });
}

/** The ends of a branch as exits: equal steps are one. */
function findExits(rule: RuleDraft, inside: readonly Card[]): Map<string, NewExit> {
  const pointers = new Set(inside.map(({ pointer }) => pointer));
  const exits = new Map<string, NewExit>();
  const names = new Set<string>();
  for (const row of inside.flatMap(({ rows }) => rows)) {
    if (row.isDefault || row.target.kind === 'open') continue;
    if (row.target.kind === 'broken') refuse(row.target.says);
    if (row.isStray) refuse(`The exit “${row.name}” is unknown. Remove it first.`);
    if (row.target.kind === 'card' && pointers.has(row.target.card)) continue;
    const key = keyOf(rule, row);
    if (exits.has(key)) continue;
    const name = createPlainId(nameExit(rule, row), names);
    names.add(name);
    exits.set(key, { name, step: rule.stepOf(row) });
  }
  return exits;
}

function keyOf(rule: RuleDraft, row: Row): string {
  return JSON.stringify(rule.stepOf(row)) ?? '';
}

function nameExit(rule: RuleDraft, { target, pointer }: Row): string {
  if (target.kind === 'leave') return target.exit;
  if (target.kind === 'card') return rule.card(target.card).title;
  const step = rule.draft.read(pointer);
  return typeof step === 'string' ? step : nameOutcome(step as OutcomeConfig);
}
