import { fieldsOf } from './describer.js';
import type { OutlineItem } from './read-outline.js';

/**
 * Finds the lines of an outline that have all words of a text: in names, conditions, values, ids and targets.
 *
 * @param text - Words in any order; upper and lower case are the same. Empty: no line.
 */
export function searchRule(items: readonly OutlineItem[], text: string): OutlineItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return items.filter((item) => {
    const all = writeLine(item).toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** All that a line has. A node is found where it is opened, not at links; an exit without a step, not at all. */
function writeLine({ name, row, card, isLink }: OutlineItem): string {
  if (isLink || row.isDefault) return '';
  const { target } = row;
  const id = target.kind === 'outcome' ? target.id : target.kind === 'leave' ? target.exit : null;
  return [name, id ?? '', ...(card ? [card.id ?? '', JSON.stringify(fieldsOf(card.node))] : [])].join(' ');
}
