import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from './format-moment.js';
import type { InspectedPreview } from './inspected-page.js';
import { WORDS } from './inspector-words.js';

/**
 * Renders the preview that runs: who made it, until when, its readers, and the way out.
 *
 * @param onSwitch - Called when the page shows another reader.
 */
export function renderPreview(preview: InspectedPreview, onSwitch: () => void): TemplateResult {
  const { by, exp, notes, readers, reader } = preview;
  const choose = ({ target }: Event): void =>
    void preview.switchTo((target as HTMLSelectElement).value || null).then(onSwitch);
  return html`
    <div class="note">
      <p>${WORDS.preview(by, formatMoment(exp))}</p>
      ${notes.map((note) => html`<p>${note}</p>`)}
      <div class="actions">
        ${
          readers.length > 0
            ? html`<select aria-label=${WORDS.previewReader} @change=${choose}>
                ${['', ...readers].map(
                  (name) =>
                    html`<option .value=${name} ?selected=${name === (reader ?? '')}>
                      ${name || WORDS.ownReader}
                    </option>`,
                )}
              </select>`
            : nothing
        }
        <button @click=${() => preview.leave()}>${WORDS.leave}</button>
      </div>
    </div>
  `;
}
