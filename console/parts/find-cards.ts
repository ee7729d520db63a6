import type { Card, RulePlace } from '../../src/cards/card.js';
import { readRule } from '../../src/cards/read-rule.js';
import { findNodes } from '../../src/config/find-nodes.js';
import { listRulePlaces } from '../../src/gestures/edit-groups.js';
import { own } from '../../src/lib/own.js';
import { toHash } from '../shell/route.js';

/** A node of some rule. */
export interface FoundCard {
  readonly place: RulePlace;
  readonly card: Card;
}

const WITHOUT_WORDS = {
  describe: (nodes: readonly Readonly<Record<string, unknown>>[]) => new Map(nodes.map((node) => [node, ''] as const)),
};

/** Finds the nodes of some types in all rules of a config, sound or not. */
export function findCards(config: unknown, types: readonly string[]): FoundCard[] {
  const isWanted = (type: unknown): boolean => types.includes(type as string);
  return listRulePlaces(config).flatMap((place) => {
    // Most rules have no such node, and reading a rule as cards takes longer.
    if (!findNodes([ruleAt(config, place)]).some(({ type }) => isWanted(type))) return [];
    const { cards, idle } = readRule(config, place, WITHOUT_WORDS);
    return [...cards, ...idle].filter(({ type }) => isWanted(type)).map((card) => ({ place, card }));
  });
}

/** The rule in words: `articles, registered`. */
export function namePlace(place: RulePlace): string {
  return 'feature' in place ? `${place.feature}, ${place.state}` : `sub rule ${place.subRule}`;
}

/** Address of the screen of a rule. */
export function linkPlace(place: RulePlace): string {
  return 'feature' in place ? toHash('features', place.feature, place.state) : toHash('sub-rules', place.subRule);
}

function ruleAt(config: unknown, place: RulePlace): unknown {
  return 'feature' in place
    ? own(own(own(own(config, 'features'), place.feature), 'rules'), place.state)
    : own(own(config, 'subRules'), place.subRule);
}
