import { html, nothing, type TemplateResult } from 'lit';
import { PREVIEW_REASONS, WORDS } from './inspector-words.js';
import type { InspectorFrame } from './inspector-frame.js';

/** The field into which somebody pastes the link to a preview, for pages whose address has no room for it. */
export class PreviewField {
  readonly #frame: InspectorFrame;
  /** Why the preview does not count. */
  #refusal = '';

  constructor(frame: InspectorFrame) {
    this.#frame = frame;
  }

  render(): TemplateResult {
    return html`
      <form class="paste" @submit=${this.#start}>
        <label for="preview-link">${WORDS.pastePreview}</label>
        <input
          id="preview-link"
          name="link"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="preview-refusal"
          aria-invalid=${this.#refusal === '' ? nothing : 'true'}
        />
        <button>${WORDS.startPreview}</button>
        <p id="preview-refusal" role="alert">${this.#refusal}</p>
      </form>
    `;
  }

  readonly #start = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { link } = Object.fromEntries(new FormData(event.target as HTMLFormElement));
    this.#say('');
    try {
      const reason =
        String(link).trim() === '' ? 'preview-malformed' : await this.#frame.page.startPreview!(String(link));
      if (reason) this.#say(`${reason}: ${PREVIEW_REASONS[reason]}`);
    } catch {
      this.#say(WORDS.failed(WORDS.startPreview));
    }
  };

  #say(refusal: string): void {
    this.#refusal = refusal;
    this.#frame.requestUpdate();
  }
}
