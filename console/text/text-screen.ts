import { html, nothing } from 'lit';
import { mapJson } from '../../src/validate/map-json.js';
import type { Screen } from '../shell/screen.js';

/** Text: the file as it would be saved, to be edited by hand. */
export const textScreen: Screen = {
  path: 'text',
  group: null,
  label: 'Text',
  render: (store) => {
    const text = store.text;
    const map = store.phase === 'broken' ? mapJson(text.replace(/^\uFEFF/, '')) : null;
    const fault = map && 'says' in map ? map : null;
    return html`
      <h1>Text</h1>
      <wa-textarea
        class="code ${fault ? 'has-error' : ''}"
        label=${store.name}
        rows="24"
        resize="vertical"
        spellcheck="false"
        autocomplete="off"
        hint=${
          fault
            ? `Line ${fault.spot.line}, column ${fault.spot.column}: ${fault.says}. The other screens wait until this is JSON.`
            : 'Typing here makes an edit like any other. Save writes the text as it is here.'
        }
        .value=${text}
        @input=${(event: Event) => store.setText((event.target as HTMLTextAreaElement).value)}
      ></wa-textarea>
      ${fault ? html`<p class="wrong" role="alert">Line ${fault.spot.line}, column ${fault.spot.column}</p>` : nothing}
    `;
  },
};
