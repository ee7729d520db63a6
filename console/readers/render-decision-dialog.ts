import { html, type TemplateResult } from 'lit';
import { readExport } from '../../src/replay/read-export.js';
import { toExpectation, toTestReader } from '../../src/replay/to-test-reader.js';
import type { ConsoleStore } from '../store/console-store.js';
import { addReader, setExpectation } from './test-readers.js';

/** Renders the dialog that makes a test reader of an exported decision. */
export function renderDecisionDialog(store: ConsoleStore, isOpen: boolean, close: () => void): TemplateResult {
  const onHidden = (event: Event): void => {
    if (event.target === event.currentTarget) close();
  };
  const fieldOf = (event: Event): { value: string } =>
    (event.currentTarget as HTMLElement).closest('wa-dialog')!.querySelector('wa-textarea') as unknown as {
      value: string;
    };
  const take = (event: Event): void => {
    if (addFromDecision(store, fieldOf(event).value)) close();
  };
  const load = (event: Event): void => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    const field = fieldOf(event);
    void file?.text().then((text) => (field.value = text));
  };
  return html`<wa-dialog label="Add from a decision" ?open=${isOpen} @wa-after-hide=${onHidden}>
    <p>
      A decision that was exported, in a page or by <code>zephr explain --export</code>, becomes a test reader with an
      expectation: a support case turns into a test.
    </p>
    <p>
      <label>File <input type="file" accept=".json,application/json" @change=${load} /></label>
    </p>
    <wa-textarea label="Exported decision" rows="6" class="code"></wa-textarea>
    <wa-button slot="footer" appearance="outlined" @click=${close}>Cancel</wa-button>
    <wa-button slot="footer" variant="brand" @click=${take}>Add the reader</wa-button>
  </wa-dialog>`;
}

/** Makes a test reader with an expectation of an exported decision. Returns whether the text was one. */
export function addFromDecision(store: ConsoleStore, text: string): boolean {
  try {
    const decision = readExport(text);
    const id = addReader(store, `From a decision on ${decision.feature}`, toTestReader(decision));
    setExpectation(store, id, decision.feature, toExpectation(decision, id));
    store.announce('The reader was added, with what they got as an expectation.');
    return true;
  } catch (error) {
    store.say('warning', (error as Error).message);
    return false;
  }
}
