import { html, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { type Screen, StoreElement } from '../shell/screen.js';
import { ComponentPlace } from './component-place.js';
import { ALL_KEYS, renderLanguage, renderWords } from './render-own-words.js';

/** Default texts: words that all components say, where a component has none of its own. */
export const textsScreen: Screen = {
  path: 'default-texts',
  group: null,
  label: 'Default texts',
  render: (store) =>
    html`<h1>Default texts</h1>
      <p>
        Words of all walls, instead of those that they come with. A text of a component itself goes before them, and one
        of a language before one of all languages.
      </p>
      <zephr-default-texts .store=${store}></zephr-default-texts>`,
};

/** The texts of the config, by the wall that says them. */
export class DefaultTexts extends StoreElement {
  /** Language whose texts are replaced; empty for all. */
  @property({ attribute: false }) language = '';

  override render(): TemplateResult {
    const { store, language } = this;
    const place = new ComponentPlace(store, '', null, () => {});
    return html`<div class="row">${renderLanguage(language, (chosen) => (this.language = chosen))}</div>
      <div class="columns">
        ${Object.entries(ALL_KEYS).map(
          ([heading, keys]) =>
            html`<section aria-label=${heading}>
              <h2>${heading}</h2>
              ${renderWords(place, keys, language)}
            </section>`,
        )}
      </div>`;
  }
}
