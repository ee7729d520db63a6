import type { Card, Row, RuleView } from './card.js';

/** An exit that leads nowhere, and its card; `null` for the start. */
export interface OpenExit {
  readonly card: Card | null;
  readonly row: Row;
}

/** Lists the exits of a rule that lead nowhere yet, in the order of the outline. */
export function listOpenExits({ start, cards }: RuleView): OpenExit[] {
  const rows = [{ card: null, row: start }, ...cards.flatMap((card) => card.rows.map((row) => ({ card, row })))];
  return rows.filter(({ row }) => row.target.kind === 'open' && !row.isDefault);
}
