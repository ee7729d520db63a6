/* eslint-disable lit-a11y/click-events-have-key-events -- the tree handles the keys of its lines */
import { html, nothing, type TemplateResult } from 'lit';
import type { OutlineItem } from '../../src/cards/read-outline.js';
import type { Row } from '../../src/cards/card.js';

/** The outline of a rule, and what it reports. */
export interface Outline {
  readonly items: readonly OutlineItem[];
  /** JSON pointer of the current row. */
  readonly current: string;
  /** The sentence of a mistake at a row; empty where there is no mistake. */
  readonly mistakeAt: (item: OutlineItem) => string;
  readonly onChoose: (item: OutlineItem) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** Pictograms of targets, beside their colours. */
const MARKS: Readonly<Record<string, string>> = { show: '▣', keep: '▤', hide: '▢', open: '◌', broken: '✕', leave: '⏎' };

/** Renders the outline as a tree: one line for each exit, with one tab stop. */
export function renderOutline({ items, current, mistakeAt, onChoose, onKey }: Outline): TemplateResult {
  return html`<div class="outline" role="tree" aria-label="Rule" @keydown=${onKey}>
    ${items.map((item) => {
      const isCurrent = item.row.pointer === current;
      const mistake = mistakeAt(item);
      return html`<div
        role="treeitem"
        aria-level=${item.level}
        aria-posinset=${item.position}
        aria-setsize=${item.siblings}
        aria-selected=${isCurrent ? 'true' : 'false'}
        aria-label=${item.name}
        tabindex=${isCurrent ? 0 : -1}
        data-row=${item.row.pointer}
        class=${kindOf(item.row)}
        .style=${`padding-inline-start: ${8 + Math.min(item.level - 1, 12) * 20}px`}
        title=${mistake}
        @click=${() => onChoose(item)}
      >
        <span class="mark" aria-hidden="true">${item.card ? (item.isLink ? '↷' : '◆') : markOf(item.row)}</span>
        <span>${item.name}</span>
        ${mistake === '' ? nothing : html`<strong class="wrong" aria-hidden="true">!</strong>`}
      </div>`;
    })}
  </div>`;
}

/** A class for the colour of a target. */
export function kindOf({ target }: Row): string {
  return target.kind === 'outcome' ? (target.content ?? 'broken') : target.kind;
}

/** The pictogram of a target that is not a card. */
export function markOf(row: Row): string {
  return MARKS[kindOf(row)] ?? '';
}
