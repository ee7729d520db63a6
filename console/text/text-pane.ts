import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { mapJson } from '../../src/validate/map-json.js';
import { describeMistake } from '../shell/problems.js';
import { StoreElement } from '../shell/screen.js';
import type { TextEditor, TextMark } from './editor.js';
import { changeText, toShown } from './shown-text.js';

/** How long typing rests before mistakes are marked: finding their places reads the whole text. */
const MARK_DELAY_MS = 300;
/** Marks that the text shows. */
const MAX_MARKS = 100;

/** The text of the file in an editor, with its mistakes. Typing makes edits; edits elsewhere change the text. */
export class TextPane extends StoreElement {
  /** The places that are wrong, in their order. */
  @property({ attribute: false }) marks: readonly TextMark[] = [];
  @property({ attribute: false }) trouble = '';
  #editor: TextEditor | null = null;
  #marked: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override render(): TemplateResult {
    const { store, marks, trouble } = this;
    const fault = store.phase === 'broken' ? marks[0] : undefined;
    return html`
      <p class="hint">
        Typing here makes edits like any other. Save writes the text as it is here. Ctrl+Z takes back typing.
      </p>
      <div class="text-editor"></div>
      ${trouble ? html`<p class="wrong" role="alert">${trouble}</p>` : nothing}
      <div role="status">
        ${
          fault
            ? html`<p class="wrong">
                Line ${fault.line}, column ${fault.column}: ${fault.says}. The other screens wait until this is JSON.
              </p>`
            : nothing
        }
      </div>
      ${marks.length > 0 ? this.#renderMarks() : nothing}
    `;
  }

  #renderMarks(): TemplateResult {
    return html`<ul class="problems" aria-label="Places in the text">
      ${this.marks.map(
        ({ line, column, severity, says }) =>
          html`<li class=${severity}>
            <wa-button size="s" appearance="plain" @click=${() => this.#editor?.goTo(line, column)}
              >Line ${line}, column ${column}</wa-button
            >
            <span><strong>${severity === 'error' ? 'Error' : 'Warning'}:</strong> ${says}</span>
          </li>`,
      )}
    </ul>`;
  }

  override firstUpdated(): void {
    void this.#open();
  }

  override updated(): void {
    const { store } = this;
    this.#editor?.show(toShown(store.text));
    const shown = store.phase === 'broken' ? store.text : store.mistakes;
    if (shown === this.#marked || !this.#editor) return;
    this.#marked = shown;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#mark(), store.phase === 'broken' ? 0 : MARK_DELAY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#editor?.destroy();
    this.#editor = null;
  }

  async #open(): Promise<void> {
    const { store } = this;
    try {
      const { createTextEditor } = await import('./editor.js');
      const root = this.querySelector('.text-editor')?.attachShadow({ mode: 'open' });
      if (!root || !this.isConnected) return;
      this.#editor = createTextEditor({
        root,
        label: store.name,
        text: toShown(store.text),
        onType: (text) => store.setText(changeText(store.text, text)),
      });
      this.requestUpdate();
    } catch (error) {
      this.trouble = `The editor could not be loaded: ${(error as Error).message}`;
    }
  }

  /** Finds the places of mistakes: of what is not JSON, else of what the config gets wrong. */
  #mark(): void {
    const { store } = this;
    const map = mapJson(toShown(store.text));
    this.marks =
      'says' in map
        ? [{ ...map.spot, severity: 'error', says: map.says }]
        : store.mistakes.slice(0, MAX_MARKS).map((mistake) => ({
            ...map.locate(mistake.pointer),
            severity: mistake.severity === 'error' ? 'error' : 'warning',
            says: describeMistake(mistake),
          }));
    this.#editor?.mark(this.marks);
  }
}
