import type { Row } from '../../src/cards/card.js';

/** Pictograms of targets, beside their colours. */
const MARKS: Readonly<Record<string, string>> = { show: '▣', keep: '▤', hide: '▢', open: '◌', broken: '✕', leave: '⏎' };

/** A class for the colour of a target. */
export function kindOf({ target }: Row): string {
  return target.kind === 'outcome' ? (target.content ?? 'broken') : target.kind;
}

/** The pictogram of a target that is not a card. */
export function markOf(row: Row): string {
  return MARKS[kindOf(row)] ?? '';
}
