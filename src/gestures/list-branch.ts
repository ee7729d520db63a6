import type { Card, RuleView } from '../cards/card.js';

/** Lists a node and all nodes that it leads to, in the order of the outline. */
export function listBranch({ cards, idle }: RuleView, pointer: string): Card[] {
  const all = [...cards, ...idle];
  const known = new Map(all.map((card) => [card.pointer, card]));
  const root = known.get(pointer);
  const branch = new Set<Card>(root ? [root] : []);
  // The set grows while it is walked.
  for (const { rows } of branch) {
    for (const { target } of rows) {
      const next = target.kind === 'card' ? known.get(target.card) : undefined;
      if (next) branch.add(next);
    }
  }
  return [...(root ? [root] : []), ...all.filter((card) => branch.has(card) && card !== root)];
}

/** The nodes of a branch to which no path leads but through its first node. */
export function listInside(view: RuleView, pointer: string): Card[] {
  const inside = new Set(listBranch(view, pointer));
  const rows = [...view.cards, ...view.idle].flatMap((card) => card.rows.map((row) => ({ card, row })));
  for (let hasLeft = true; hasLeft;) {
    hasLeft = false;
    const entered = new Set([
      view.start.target.kind === 'card' ? view.start.target.card : '',
      ...rows.flatMap(({ card, row }) => (row.target.kind === 'card' && !inside.has(card) ? [row.target.card] : [])),
    ]);
    for (const card of inside) {
      if (card.pointer !== pointer && entered.has(card.pointer)) hasLeft = inside.delete(card);
    }
  }
  return [...inside];
}
