import { html, nothing, type TemplateResult } from 'lit';
import { identifyReader } from '../../src/decision/identify-reader.js';
import { toEngineInput } from '../../src/decision/to-engine-input.js';
import { own } from '../../src/lib/own.js';
import type { Config } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';
import type { MatrixCell } from '../../src/readers/decide-matrix.js';
import { writeExplanation } from '../../src/words/write-explanation.js';
import { renderExportButton } from '../export/export-dialog.js';
import { toHash } from '../shell/route.js';
import type { ConsoleStore } from '../store/console-store.js';
import { describeExpectation, expectDecision } from './decision-words.js';
import { expectationsOf, setExpectation, titleOfReader } from './test-readers.js';

/** Renders the dialog of a cell, decided at a moment (`null` is now): both decisions explained, and what is expected. */
export function renderCellDialog(
  store: ConsoleStore,
  { cell, moment }: { readonly cell: MatrixCell | null; readonly moment: number | null },
  close: () => void,
): TemplateResult {
  const onHidden = (event: Event): void => {
    if (event.target === event.currentTarget) close();
  };
  const label = cell ? `${titleOfReader(store, cell.reader)}, ${cell.feature}` : '';
  return html`<wa-dialog
    class="decision"
    label=${label}
    light-dismiss
    ?open=${cell !== null}
    @wa-after-hide=${onHidden}
  >
    ${cell ? renderContent(store, cell, moment, close) : nothing}
  </wa-dialog>`;
}

function renderContent(
  store: ConsoleStore,
  cell: MatrixCell,
  moment: number | null,
  close: () => void,
): TemplateResult {
  const { reader, feature, before, after, differs } = cell;
  const expected = expectationsOf(store, reader, feature);
  const decide = (text: string, change: () => void) => () => {
    change();
    store.announce(text);
    close();
  };
  return html`
    ${
      after
        ? html`<h3>Now</h3>
            ${renderExplanation(store, store.config, after, reader)}`
        : html`<p>It is not decided.</p>`
    }
    ${
      before && differs.length > 0
        ? html`<h3>In the saved file</h3>
            ${renderExplanation(store, store.saved as Config, before, reader)}`
        : nothing
    }
    ${expected.map((one) => html`<p><strong>Expected:</strong> ${describeExpectation(one)}</p>`)}
    <p class="row">
      ${
        after
          ? html`<wa-button
              size="s"
              variant="brand"
              @click=${decide('Expected from now on.', () =>
                setExpectation(store, reader, feature, expectDecision(reader, after)),
              )}
              >Expect this</wa-button
            >`
          : nothing
      }
      ${
        expected.length > 0
          ? html`<wa-button
              size="s"
              appearance="outlined"
              @click=${decide('Nothing is expected any more.', () => setExpectation(store, reader, feature, null))}
              >Expect nothing</wa-button
            >`
          : nothing
      }
      ${after ? renderExportButton(store, { feature, reader: store.readers[reader] ?? {}, now: moment ?? undefined }, close) : nothing}
    </p>
    <p>
      <a href=${toHash('features', feature, ...(after ? [after.userState] : []))} @click=${close}>Open the rule</a> ·
      <a href=${toHash('readers', reader)} @click=${close}>Edit the reader</a>
    </p>
  `;
}

/** The decision in sentences, as `zephr explain` writes them. */
function renderExplanation(store: ConsoleStore, config: Config, decision: Decision, reader: string): TemplateResult {
  const described = own(store.readers, reader) as Parameters<typeof toEngineInput>[0];
  const input = toEngineInput(described, Date.now());
  try {
    const identity = identifyReader(input, config);
    const text = writeExplanation({ config, decision, reader: identity, now: input.now ?? Date.now() });
    return html`<pre class="explanation" tabindex="0">${text}</pre>`;
  } catch {
    return html`<p>The config has a mistake, so it cannot be explained.</p>`;
  }
}
