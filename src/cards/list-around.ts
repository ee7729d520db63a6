import type { Card, RuleView } from './card.js';

/** Lists the cards nearest to one, along arrows in both directions, in the order of the outline. */
export function listAround({ cards }: RuleView, pointer: string, limit: number): Card[] {
  if (cards.length <= limit) return [...cards];
  const known = new Map(cards.map((card) => [card.pointer, card]));
  const above = new Map<string, Card[]>();
  for (const card of cards) {
    for (const next of listTargets(card)) above.set(next, [...(above.get(next) ?? []), card]);
  }
  const first = known.get(pointer) ?? cards[0]!;
  const near = new Set<Card>([first]);
  // The set grows while it is walked.
  for (const card of near) {
    const below = listTargets(card).flatMap((next) => known.get(next) ?? []);
    for (const next of [...below, ...(above.get(card.pointer) ?? [])]) {
      if (near.size >= limit) break;
      near.add(next);
    }
  }
  return cards.filter((card) => near.has(card));
}

function listTargets({ rows }: Card): string[] {
  return rows.flatMap(({ target, isDefault }) => (target.kind === 'card' && !isDefault ? [target.card] : []));
}
