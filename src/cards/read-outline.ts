import type { Card, Row, RuleView } from './card.js';

/** A line of the outline: an exit, and what it leads to. */
export interface OutlineItem {
  readonly row: Row;
  /** The card that the exit belongs to; `null` for the start. */
  readonly owner: Card | null;
  /** The card that it leads to, if it leads to one. */
  readonly card: Card | null;
  /** The card has lines of its own elsewhere: this line is a link to it. */
  readonly isLink: boolean;
  /** From 1. */
  readonly level: number;
  /** Place among the lines of the same card, from 1. */
  readonly position: number;
  /** Lines of the same card. */
  readonly siblings: number;
  /** Its name for people, which begins with the exit: `No, goes to 3. Trial`. */
  readonly name: string;
}

/**
 * Reads a rule as the lines of a tree, from the start on, each with its level and its place. A card that several exits lead
 * to is opened once, where the outline meets it first; the other lines link to it.
 */
export function readOutline(view: RuleView): OutlineItem[] {
  const cards = new Map(view.cards.map((card) => [card.pointer, card]));
  const opened = new Set<Card>();
  const items: OutlineItem[] = [];
  const open: Omit<OutlineItem, 'isLink' | 'name' | 'card'>[] = [
    { row: view.start, owner: null, level: 1, position: 1, siblings: 1 },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { row, level } = next;
    const card = row.target.kind === 'card' && !row.isDefault ? (cards.get(row.target.card) ?? null) : null;
    const isLink = card !== null && opened.has(card);
    items.push({ ...next, card, isLink, name: nameRow(row, card, isLink, next.owner) });
    if (!card || isLink) continue;
    opened.add(card);
    const { rows } = card;
    for (let at = rows.length - 1; at >= 0; at--) {
      open.push({ row: rows[at]!, owner: card, level: level + 1, position: at + 1, siblings: rows.length });
    }
  }
  return items;
}

/** Describes an exit and its target: `Yes, Show content`. */
function nameRow({ label, target, isDefault }: Row, card: Card | null, isLink: boolean, owner: Card | null): string {
  if (isDefault && owner) return `${label}, as ${owner.rows.find(({ name }) => name === 'no')?.label ?? 'No'}`;
  if (card) {
    const words = card.words === card.title ? card.title : `${card.title}: ${card.words}`;
    return isLink ? `${label}, goes to ${card.number}. ${card.title}` : `${label}, ${card.number}. ${words}`;
  }
  return `${label}, ${describeTarget(target)}`;
}

/** Describes the target of an exit that is not a card. */
export function describeTarget(target: Row['target']): string {
  switch (target.kind) {
    case 'outcome':
      return [target.label, ...target.details].join(', ');
    case 'leave':
      return `leave by “${target.exit}”`;
    case 'open':
      return 'open';
    case 'broken':
      return target.says;
    case 'card':
      return 'another node';
  }
}
