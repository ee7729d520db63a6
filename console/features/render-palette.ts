import { html, nothing, type TemplateResult } from 'lit';
import { listNodeChoices } from '../../src/cards/node-groups.js';
import { RULE_TEMPLATES, type RuleTemplate } from '../../src/gestures/paste-template.js';
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
  /** Puts a template at the row that it was dragged to, else at the current one. */
  readonly onTemplate: (template: RuleTemplate, row?: string) => void;
}

/** Renders the nodes that can be inserted, by group. */
export function renderPalette(palette: PaletteView): TemplateResult {
  const { filter, isAsked, onFilter, onChoose, onDrop } = palette;
  const choices = listNodeChoices(filter);
  const groups = [...new Set(choices.map(({ group }) => group))];
  return html`<aside class="palette ${isAsked ? 'asked' : ''}" aria-label="Palette">
    <wa-input
      label="Filter nodes"
      size="s"
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
    ${renderTemplates(palette)} ${choices.length === 0 ? html`<p class="empty">No node has these words.</p>` : nothing}
  </aside>`;
}

/** Branches that many sites begin with. */
function renderTemplates({ filter, onTemplate }: PaletteView): TemplateResult | typeof nothing {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const templates = RULE_TEMPLATES.filter(({ title, help }) => {
    const text = `template ${title} ${help}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (templates.length === 0) return nothing;
  return html`<h2>Templates</h2>
    <ul>
      ${templates.map(
        (template) =>
          html`<li>
            <button
              type="button"
              title=${template.help}
              @click=${() => onTemplate(template)}
              @pointerdown=${(event: PointerEvent) => followDrag(event, (row) => onTemplate(template, row))}
            >
              ${template.title}
            </button>
          </li>`,
      )}
    </ul>`;
}
