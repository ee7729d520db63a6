import { html, nothing } from 'lit';
import { describeEdits } from '../../src/edit/describe-edits.js';
import { describeReaders } from '../readers/describe-readers.js';
import { count } from '../parts/count.js';
import type { Screen } from '../shell/screen.js';

/** Changes: the unsaved edits in words. */
export const changesScreen: Screen = {
  path: 'changes',
  group: null,
  label: 'Changes',
  render: (store) => {
    const { unsaved, saved } = store;
    const words = [...describeEdits(saved, unsaved), ...describeReaders(store.readersFile)];
    const copy = (): void => {
      void navigator.clipboard.writeText(`${words.join('\n')}\n`).then(
        () => store.announce('Copied.'),
        () => store.say('warning', 'The browser did not allow to copy. Select the text instead.'),
      );
    };
    return html`
      <h1>Changes</h1>
      ${
        words.length === 0
          ? html`<p class="empty">Nothing differs from the file.</p>`
          : html`<p>${count(store.unsavedCount, 'edit')} since the last save:</p>
              <ul class="words" aria-label="Edits">
                ${words.map((sentence) => html`<li>${sentence}</li>`)}
              </ul>
              <p class="row">
                <wa-button size="s" appearance="outlined" @click=${copy}>Copy as commit message</wa-button>
                <wa-button size="s" appearance="outlined" variant="danger" @click=${() => store.discard()}
                  >Discard all</wa-button
                >
              </p>`
      }
      ${
        store.errors.length > 0
          ? html`<p class="wrong">${count(store.errors.length, 'mistake')} would be saved with them.</p>`
          : nothing
      }
      ${store.bundle === null ? nothing : html`<zephr-bundle .store=${store}></zephr-bundle>`}
    `;
  },
};
