import type { Card, RulePlace } from '../cards/card.js';
import { readRule } from '../cards/read-rule.js';
import { createMove } from '../edit/create-edit.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { USER_STATES } from '../model/user-states.js';
import { Draft } from './draft.js';
import { attempt, refuse, type Gesture, type Refusal } from './gesture.js';
import { RuleDraft } from './rule-draft.js';

type JsonObject = Readonly<Record<string, unknown>>;

const SILENT = { describe: (nodes: readonly JsonObject[]) => new Map(nodes.map((node) => [node, ''])) };

/** A node that uses an entry of the config, such as a split test. */
export interface UsingNode {
  readonly place: RulePlace;
  readonly card: Card;
}

/** Lists the rules of a config: those of features, by user state, and the sub rules. */
export function listRulePlaces(config: unknown): RulePlace[] {
  const idsOf = (map: string): string[] => Object.keys(Object(own(config, map) ?? {}) as object);
  return [
    ...idsOf('features').flatMap((feature) =>
      USER_STATES.filter((state) => own(own(own(own(config, 'features'), feature), 'rules'), state) !== undefined).map(
        (state) => ({ feature, state }),
      ),
    ),
    ...idsOf('subRules').map((subRule) => ({ subRule })),
  ];
}

/** Finds the nodes of one type in all rules. */
export function findNodesOfType(config: unknown, type: string): UsingNode[] {
  return listRulePlaces(config).flatMap((place) => {
    const { cards, idle } = readRule(config, place, SILENT);
    return [...cards, ...idle].filter((card) => card.type === type).map((card) => ({ place, card }));
  });
}

/** Finds the nodes of all rules that use a split test. */
export function findTestNodes(config: unknown, test: string): UsingNode[] {
  return findNodesOfType(config, 'split-test').filter(({ card }) => card.node['test'] === test);
}

/** Finds the nodes where a group of a split test leads somewhere: removing the group removes what it leads to. */
export function findGroupTargets(config: unknown, test: string, group: string): UsingNode[] {
  return findTestNodes(config, test).filter(({ card }) =>
    card.rows.some(({ name, target }) => name === group && target.kind !== 'open'),
  );
}

/** Adds a group to a split test. It is an open exit of each node that uses the test. */
export function addGroup(config: unknown, test: string, group: string, weight = 1): Gesture | Refusal {
  return attempt(() => {
    const { draft, groups, at } = readGroups(config, test);
    if (group === '') refuse('A group has a name.');
    if (groups.some((one) => own(one, 'id') === group)) refuse(`The test has a group “${group}” already.`);
    if (!(weight >= 0)) refuse('A weight is a number from 0.');
    draft.apply([{ pointer: `${at}/${groups.length}`, after: { id: group, weight } }]);
    const count = findTestNodes(draft.config, test).length;
    const opened = count === 0 ? '' : ` It is open in ${count === 1 ? '1 node' : `${count} nodes`}.`;
    return {
      edits: draft.edits,
      focus: { on: 'row', pointer: `${at}/${groups.length}` },
      says: `Group ${group} added.${opened}`,
    };
  });
}

/** Removes a group of a split test, and its exit of each node that uses the test. */
export function removeGroup(config: unknown, test: string, group: string): Gesture | Refusal {
  return attempt(() => {
    const { draft, groups, at } = readGroups(config, test);
    const index = groups.findIndex((one) => own(one, 'id') === group);
    if (index < 0) refuse(`The test has no group “${group}”.`);
    if (groups.length === 1) refuse('A split test has at least one group.');
    for (const { place, card } of findTestNodes(config, test)) {
      if (own(card.node['exits'], group) === undefined) continue;
      const rule = new RuleDraft(draft, place);
      draft.set(`${card.pointer}/exits${toPointer(group)}`, undefined);
      rule.forget();
      rule.removeLost();
    }
    draft.apply([{ pointer: `${at}/${index}`, before: groups[index] }]);
    return { edits: draft.edits, focus: { on: 'row', pointer: at }, says: `Group ${group} removed.` };
  });
}

/** Gives a group of a split test another id, in the test and in each node that uses it. Where exits lead stays. */
export function renameGroup(config: unknown, test: string, group: string, id: string): Gesture | Refusal {
  return attempt(() => {
    const { draft, groups, at } = readGroups(config, test);
    const index = groups.findIndex((one) => own(one, 'id') === group);
    if (index < 0) refuse(`The test has no group “${group}”.`);
    if (id === '') refuse('A group has a name.');
    if (id !== group && groups.some((one) => own(one, 'id') === id)) refuse(`The test has a group “${id}” already.`);
    // A node inside a branch of another one comes first: its pointer has the old name of that branch.
    const nodes = findTestNodes(config, test).sort((one, other) => other.card.pointer.length - one.card.pointer.length);
    for (const { card } of nodes) {
      const exits = `${card.pointer}/exits`;
      if (id === group || draft.read(exits + toPointer(group)) === undefined) continue;
      if (draft.read(exits + toPointer(id)) !== undefined)
        refuse(`A node has an exit “${id}” that the test does not have. Lead that one nowhere first.`);
      draft.apply(createMove(draft.config, exits + toPointer(group), exits + toPointer(id)));
    }
    draft.set(`${at}/${index}/id`, id);
    return { edits: draft.edits, focus: { on: 'row', pointer: at }, says: `Group ${group} is called ${id}.` };
  });
}

function readGroups(
  config: unknown,
  test: string,
): { readonly draft: Draft; readonly groups: readonly unknown[]; readonly at: string } {
  const found = own(own(config, 'splitTests'), test);
  const groups = own(found, 'groups');
  if (!isRecord(found) || !Array.isArray(groups)) return refuse(`There is no split test “${test}” with groups.`);
  return { draft: new Draft(config), groups, at: `/splitTests${toPointer(test)}/groups` };
}
