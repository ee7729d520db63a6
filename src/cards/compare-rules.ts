import { isSameJson } from '../lib/is-same-json.js';
import type { Card, Row, RuleView } from './card.js';
import { fieldsOf } from './describer.js';
import { describeTarget } from './read-outline.js';

/** The same card in the rule before. */
export interface ChangedCard {
  readonly before: Card;
  /** Whether its condition is another one. */
  readonly isOtherCondition: boolean;
  /** Rows that lead elsewhere: the target before, in words, by the pointer of the row. */
  readonly rows: ReadonlyMap<string, string>;
}

/** The difference between two rules, or between one rule in two configs. */
export interface RuleDifference {
  /** JSON pointers of cards of the rule after that the one before does not have. */
  readonly added: ReadonlySet<string>;
  /** By JSON pointer of a card of the rule after. */
  readonly changed: ReadonlyMap<string, ChangedCard>;
  /** Cards of the rule before that the one after does not have. */
  readonly removed: readonly Card[];
  /** The target of the start before, in words, if it is another one. */
  readonly start: string | null;
}

/**
 * Compares two rules card by card. Cards are found again by their ids, then by equal conditions, then by their places.
 *
 * @returns The cards and rows to be marked.
 */
export function compareRules(before: RuleView, after: RuleView): RuleDifference {
  const pairs = pairCards(before, after);
  const partners = new Map([...pairs].map(([is, was]) => [was.pointer, is]));
  const isOther = (was: Row, is: Row | undefined): boolean => !is || !leadsToSame(was, is, partners);
  const changed = new Map<string, ChangedCard>();
  for (const [is, was] of pairs) {
    const rows = new Map<string, string>();
    for (const row of is.rows) {
      const old = was.rows.find(({ name }) => name === row.name);
      // Without a step of its own, `unknown` follows `no`, and is not named beside it.
      const isFollowing = row.isDefault && old?.isDefault;
      if (old && !isFollowing && isOther(old, row)) rows.set(row.pointer, describeOld(old, before));
    }
    const isOtherCondition = !isSameJson(fieldsOf(was.node), fieldsOf(is.node));
    const isOtherRows = rows.size > 0 || was.rows.length !== is.rows.length;
    if (isOtherCondition || isOtherRows) changed.set(is.pointer, { before: was, isOtherCondition, rows });
  }
  return {
    added: new Set(after.cards.filter((card) => !pairs.has(card)).map(({ pointer }) => pointer)),
    changed,
    removed: before.cards.filter(({ pointer }) => !partners.has(pointer)),
    start: isOther(before.start, after.start) ? describeOld(before.start, before) : null,
  };
}

function pairCards(before: RuleView, after: RuleView): Map<Card, Card> {
  const pairs = new Map<Card, Card>();
  const open = new Set(before.cards);
  const pair = (keyOf: (card: Card) => string | null): void => {
    const known = new Map<string, Card[]>();
    for (const card of open) {
      const key = keyOf(card);
      if (key !== null) known.set(key, [...(known.get(key) ?? []), card]);
    }
    for (const card of after.cards) {
      const found = pairs.has(card) ? undefined : known.get(keyOf(card) ?? '')?.shift();
      if (!found) continue;
      pairs.set(card, found);
      open.delete(found);
    }
  };
  pair(({ id, type }) => id && `${type} ${id}`);
  pair(({ node }) => JSON.stringify(fieldsOf(node)));
  pair(({ pointer, type }) => `${type} ${pointer}`);
  return pairs;
}

function leadsToSame({ target: was }: Row, { target: is }: Row, partners: ReadonlyMap<string, Card>): boolean {
  if (was.kind === 'card') return is.kind === 'card' && partners.get(was.card)?.pointer === is.card;
  if (was.kind === 'outcome' && is.kind === 'outcome') {
    return isSameJson({ ...was, pointer: null, id: null }, { ...is, pointer: null, id: null });
  }
  return isSameJson(was, is);
}

function describeOld({ target }: Row, { cards }: RuleView): string {
  const card = target.kind === 'card' ? cards.find(({ pointer }) => pointer === target.card) : undefined;
  return card ? `${card.title}: ${card.words}` : describeTarget(target);
}
