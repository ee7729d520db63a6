/* eslint-disable lit-a11y/click-events-have-key-events -- the outline beside the canvas has the keys */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Card, Row } from '../../src/cards/card.js';
import type { CardArrow, CardGraph, PlacedCards } from '../../src/cards/place-cards.js';
import { capitalize } from '../../src/cards/describer.js';
import type { RuleMarks } from './rule-marks.js';
import { kindOf, markOf } from './target-marks.js';

/** Sizes of a card, in pixels: the style sheet has the same. */
const SIZE = { width: 272, head: 84, row: 34, foot: 10, ghost: 96, gap: 28 };

/** The cards of a rule on their canvas. */
export interface Drawing {
  readonly placed: PlacedCards & { readonly cards: readonly Card[] };
  readonly scale: number;
  /** JSON pointer of the current row. */
  readonly current: string;
  readonly marks: RuleMarks;
  readonly onChoose: (row: Row) => void;
  readonly onEdit: (card: Card) => void;
}

/** Lists the arrows between cards, by places in the list. */
export function listArrows(cards: readonly Card[]): CardArrow[] {
  const places = new Map(cards.map(({ pointer }, index) => [pointer, index]));
  return cards.flatMap((card, from) =>
    card.rows.flatMap(({ target, isDefault }, row) => {
      const to = target.kind === 'card' && !isDefault ? places.get(target.card) : undefined;
      return to === undefined ? [] : [{ from, row, to }];
    }),
  );
}

/** Cards with their sizes, for the layout. */
export function measureCards(all: readonly Card[]): CardGraph {
  const cards = all.map(({ rows: { length } }) => {
    const rows = Array.from({ length }, (_, index) => SIZE.head + index * SIZE.row + SIZE.row / 2);
    return { width: SIZE.width, height: SIZE.head + length * SIZE.row + SIZE.foot, rows };
  });
  return { cards, arrows: listArrows(all) };
}

/** Renders cards and their arrows, and below them what the rule before had. */
export function renderCards(drawing: Drawing): TemplateResult {
  const { placed, scale, marks } = drawing;
  const { paths, places, cards } = placed;
  const ghosts = marks.difference?.removed ?? [];
  const width = Math.max(placed.width, ghosts.length * (SIZE.width + SIZE.gap) + SIZE.gap);
  const height = placed.height + (ghosts.length > 0 ? SIZE.ghost + SIZE.gap : 0);
  const arrows = listArrows(cards);
  const isTaken = ({ from, row }: CardArrow): boolean | undefined =>
    marks.path?.rows.has(cards[from]?.rows[row]?.pointer ?? '');
  const widthOf = (arrow: CardArrow | undefined): string => {
    const row = arrow && cards[arrow.from]?.rows[arrow.row];
    const width = row ? marks.arrowWidth(row) : '';
    return width && `stroke-width: ${width}`;
  };
  const numbers = new Map(cards.map(({ pointer, number }) => [pointer, number]));
  return html`<div class="room" .style=${`width: ${width * scale}px; height: ${height * scale}px`}>
    <div class="sheet" .style=${`width: ${width}px; height: ${height}px; transform: scale(${scale})`}>
      <svg width=${width} height=${height}>
        <defs>
          <marker
            id="tip"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="12"
            markerHeight="12"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8Z" />
          </marker>
        </defs>
        ${paths.map((path, at) => {
          const taken = arrows[at] && isTaken(arrows[at]);
          const kind = taken === undefined ? '' : taken ? 'taken' : 'faded';
          return svg`<path class="arrow ${kind}" .style=${widthOf(arrows[at])} d=${path} marker-end="url(#tip)" />`;
        })}
      </svg>
      ${cards.map((card, index) => (places[index] ? renderCard(card, places[index], numbers, drawing) : nothing))}
      ${ghosts.map((card, index) => renderGhost(card, { x: SIZE.gap / 2 + index * (SIZE.width + SIZE.gap), y: placed.height }))}
    </div>
  </div>`;
}

function renderCard(
  card: Card,
  { x, y }: { readonly x: number; readonly y: number },
  numbers: ReadonlyMap<string, number>,
  { current, marks, onChoose, onEdit }: Drawing,
): TemplateResult {
  const says = capitalize(marks.path?.says.get(card.pointer) ?? card.words);
  return html`<div
    class="node ${marks.cardClass(card)}"
    data-card=${card.pointer}
    .style=${`left: ${x}px; top: ${y}px`}
    @dblclick=${() => onEdit(card)}
  >
    <div class="head">
      ${card.id === null ? nothing : html`<code>${card.id}</code>`}
      <strong>${card.number}. ${card.title}</strong>
      ${card.entries > 1 ? html`<small>${card.entries} ways lead here</small>` : nothing}
      <p title=${says}>${says} ${marks.renderCardNote(card)}</p>
    </div>
    ${card.rows.map(
      (row) =>
        html`<div
          class="exit ${kindOf(row)} ${row.isDefault ? 'default' : ''} ${row.pointer === current ? 'current' : ''} ${marks.rowClass(row)}"
          data-row=${row.pointer}
          title=${marks.mistakeAt(row)}
          @click=${() => onChoose(row)}
        >
          <span>${row.label}</span>${marks.renderRowNote(row)}${renderChip(card, row, numbers)}
        </div>`,
    )}
  </div>`;
}

/** A card that the rule does not have any more. */
function renderGhost(card: Card, { x, y }: { readonly x: number; readonly y: number }): TemplateResult {
  return html`<div class="ghost" .style=${`left: ${x}px; top: ${y}px`}>
    <strong>${card.title}</strong> <small class="badge">removed</small>
    <p><del>${card.words}</del></p>
  </div>`;
}

function renderChip(card: Card, row: Row, numbers: ReadonlyMap<string, number>): TemplateResult | typeof nothing {
  const { target } = row;
  const text = row.isDefault ? sayDefault(card) : sayTarget(target, numbers);
  if (text === null) return nothing;
  return html`<span class="chip" title=${text}>${row.isDefault ? '' : markOf(row)} ${text}</span>`;
}

function sayDefault({ rows }: Card): string {
  return `as ${rows.find(({ name }) => name === 'no')?.label ?? 'No'}`;
}

/** The text of the target of an exit; `null` for one that an arrow leads to. */
function sayTarget(target: Row['target'], numbers: ReadonlyMap<string, number>): string | null {
  switch (target.kind) {
    case 'card':
      return numbers.has(target.card) ? null : 'goes on';
    case 'outcome':
      return target.label;
    case 'leave':
      return `leave by “${target.exit}”`;
    case 'open':
      return 'Choose where it leads';
    case 'broken':
      return 'Leads nowhere';
  }
}
