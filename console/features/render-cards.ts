/* eslint-disable lit-a11y/click-events-have-key-events -- the outline beside the canvas has the keys */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Card, Row, RuleView } from '../../src/cards/card.js';
import type { CardArrow, CardGraph, PlacedCards } from '../../src/cards/place-cards.js';
import { kindOf, markOf } from './render-outline.js';

/** Sizes of a card, in pixels: the style sheet has the same. */
const SIZE = { width: 272, head: 84, row: 34, foot: 10 };

/** The cards of a rule on their canvas. */
export interface Canvas {
  readonly view: RuleView;
  readonly placed: PlacedCards;
  /** JSON pointer of the current row. */
  readonly current: string;
  readonly onChoose: (row: Row) => void;
  readonly onEdit: (card: Card) => void;
}

/** The rows of a card that have a line of their own. */
export function shownRows({ rows }: Card): readonly Row[] {
  return rows.filter(({ isDefault }) => !isDefault);
}

/** The arrows of a rule, by places in its list of cards. */
export function listArrows({ cards }: RuleView): CardArrow[] {
  const places = new Map(cards.map(({ pointer }, index) => [pointer, index]));
  return cards.flatMap((card, from) =>
    shownRows(card).flatMap(({ target }, row) => {
      const to = target.kind === 'card' ? places.get(target.card) : undefined;
      return to === undefined ? [] : [{ from, row, to }];
    }),
  );
}

/** The cards of a rule with their sizes, for the layout. */
export function measureCards(view: RuleView): CardGraph {
  const cards = view.cards.map((card) => {
    const rows = shownRows(card).map((_, index) => SIZE.head + index * SIZE.row + SIZE.row / 2);
    return { width: SIZE.width, height: SIZE.head + rows.length * SIZE.row + SIZE.foot, rows };
  });
  return { cards, arrows: listArrows(view) };
}

/**
 * Renders the cards and their arrows. The outline beside them says and does the same by keyboard, so the canvas is for pointers
 * alone.
 */
export function renderCards({ view, placed, current, onChoose, onEdit }: Canvas): TemplateResult {
  const { width, height, places, paths } = placed;
  return html`<div class="canvas" aria-hidden="true">
    <div class="sheet" .style=${`width: ${width}px; height: ${height}px`}>
      <svg width=${width} height=${height}>
        <defs>
          <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0L8 4L0 8Z" />
          </marker>
        </defs>
        ${paths.map((path) => svg`<path class="arrow" d=${path} marker-end="url(#tip)" />`)}
      </svg>
      ${view.cards.map((card, index) => {
        const place = places[index];
        return place
          ? html`<div class="node" .style=${`left: ${place.x}px; top: ${place.y}px`} @dblclick=${() => onEdit(card)}>
              <div class="head">
                <strong>${card.number}. ${card.title}</strong>
                ${card.entries > 1 ? html`<small>${card.entries} ways lead here</small>` : nothing}
                ${card.id === null ? nothing : html`<code>${card.id}</code>`}
                <p>${card.words}</p>
              </div>
              ${shownRows(card).map(
                (row) =>
                  html`<div
                    class="exit ${kindOf(row)} ${row.pointer === current ? 'current' : ''}"
                    data-row=${row.pointer}
                    @click=${() => onChoose(row)}
                  >
                    <span>${row.label}</span>${renderChip(row)}
                  </div>`,
              )}
            </div>`
          : nothing;
      })}
    </div>
  </div>`;
}

function renderChip(row: Row): TemplateResult | typeof nothing {
  const { target } = row;
  if (target.kind === 'card') return nothing;
  const says = { open: 'Choose where it leads', leave: '', outcome: '', broken: 'Leads nowhere' }[target.kind];
  const text = target.kind === 'outcome' ? target.label : target.kind === 'leave' ? `leave by “${target.exit}”` : says;
  return html`<span class="chip" title=${text}>${markOf(row)} ${text}</span>`;
}
