import { html, nothing, type TemplateResult } from 'lit';
import { listNodeChoices } from '../../src/cards/node-groups.js';
import { followDrag } from './follow-drag.js';

/** The filter of the palette, and the functions that it calls. */
export interface PaletteView {
  /** Words that the names of nodes are searched for; empty shows all. */
  readonly filter: string;
  /** Whether it is shown where there is little room. */
  readonly isAsked: boolean;
  readonly onFilter: (text: string) => void;
  /** Inserts a node of a type at the current row. */
  readonly onChoose: (type: string) => void;
  /** Inserts a node of a type at the row, by its JSON pointer, that it was dragged to. */
  readonly onDrop: (row: string, type: string) => void;
}

/** Renders the nodes that can be inserted, by group. */
export function renderPalette({ filter, isAsked, onFilter, onChoose, onDrop }: PaletteView): TemplateResult {
  const choices = listNodeChoices(filter);
  const groups = [...new Set(choices.map(({ group }) => group))];
  return html`<aside class="palette ${isAsked ? 'asked' : ''}" aria-label="Palette">
    <wa-input
      label="Filter nodes"
      size="small"
      autocomplete="off"
      .value=${filter}
      @input=${(event: Event) => onFilter((event.target as HTMLInputElement).value)}
    ></wa-input>
    ${groups.map(
      (group) =>
        html`<h2>${group}</h2>
          <ul>
            ${choices
              .filter((one) => one.group === group)
              .map(
                ({ type, title, help }) =>
                  html`<li>
                    <button
                      type="button"
                      title=${help}
                      @click=${() => onChoose(type)}
                      @pointerdown=${(event: PointerEvent) => followDrag(event, (row) => onDrop(row, type))}
                    >
                      ${title}
                    </button>
                  </li>`,
              )}
          </ul>`,
    )}
    ${choices.length === 0 ? html`<p class="empty">No node has these words.</p>` : nothing}
  </aside>`;
}
