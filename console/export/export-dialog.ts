import { html, nothing, type TemplateResult } from 'lit';
import type { TestReader } from '../../src/model/readers-types.js';
import { renderCopyButton } from '../parts/copy-button.js';
import type { ConsoleStore } from '../store/console-store.js';
import { createDecisionExport } from './create-decision-export.js';

/** A decision that can be exported. */
interface Exportable {
  readonly feature: string;
  readonly reader: TestReader;
  /** The moment for a reader without one of their own, in ms since 1970. Default: now. */
  readonly now?: number | undefined;
}

/** Renders the button that exports a decision. */
export function renderExportButton(store: ConsoleStore, decision: Exportable, close = (): void => {}): TemplateResult {
  const show = (): void => {
    close();
    void showExport(store, decision);
  };
  return html`<wa-button size="s" appearance="outlined" @click=${show}>Export decision</wa-button>`;
}

/** Shows the export of a decision, or says why the feature is not decided. */
async function showExport(store: ConsoleStore, { feature, reader, now = Date.now() }: Exportable): Promise<void> {
  const exported = await createDecisionExport(store, feature, reader, now);
  if (exported) store.showExport(`${JSON.stringify(exported, null, 2)}\n`);
  else store.say('warning', `${feature} has a mistake, so nothing is decided that could be exported.`);
}

/** Renders the dialog of an export. The whole text is there to be read before it goes anywhere. */
export function renderExportDialog(store: ConsoleStore): TemplateResult {
  const { exported } = store;
  const onHidden = (event: Event): void => {
    if (event.target === event.currentTarget) store.showExport(null);
  };
  return html`<wa-dialog class="export" label="Export decision" ?open=${exported !== null} @wa-after-hide=${onHidden}>
    ${
      exported === null
        ? nothing
        : html`<p>
              The decision with the data that its rule names: no token, and no id of the reader. Read it before you send
              it.
              <code>zephr replay</code> decides it again; dropped onto the console it becomes a test reader.
            </p>
            <wa-textarea label="Exported decision" readonly rows="14" class="code" .value=${exported}></wa-textarea>
            ${renderCopyButton(store, { what: 'the decision', text: exported })}
            <wa-button slot="footer" appearance="outlined" @click=${() => download(exported)}>Download</wa-button>`
    }
  </wa-dialog>`;
}

function download(text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href, download: 'decision.json' }).click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(href));
}
