import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { StoreElement } from '../shell/screen.js';

/** The button that saves and then writes the bundle which was named at start, and what the bundle holds. */
export class BundlePart extends StoreElement {
  @property({ attribute: false }) isBusy = false;
  /** Result of the last bundle; `null` before one. */
  @property({ attribute: false }) outcome: { readonly isWritten: boolean; readonly said: string } | null = null;

  override render(): TemplateResult {
    const { store, isBusy, outcome } = this;
    const hasMistakes = store.errors.length > 0;
    return html`<section aria-labelledby="bundle-heading">
      <h2 id="bundle-heading">Bundle</h2>
      <p>One script with the SDK and this config: ${store.bundle}.</p>
      <wa-button
        size="s"
        appearance="outlined"
        ?disabled=${isBusy || hasMistakes || store.phase !== 'ready'}
        @click=${() => void this.#saveAndBundle()}
        >Save and bundle</wa-button
      >
      ${hasMistakes ? html`<p>A config with mistakes is not bundled.</p>` : nothing}
      <div role="status">
        ${
          outcome === null
            ? nothing
            : html`<p class=${outcome.isWritten ? 'good' : 'wrong'}>
                  ${outcome.isWritten ? `${store.bundle} is written.` : `${store.bundle} is not written.`}
                </p>
                <pre>${outcome.said}</pre>`
        }
      </div>
    </section>`;
  }

  async #saveAndBundle(): Promise<void> {
    const { store } = this;
    if (!(await store.bring())) return;
    await store.judged();
    if (store.errors.length > 0) return;
    this.isBusy = true;
    await store.save();
    // A save that was refused says why.
    if (store.unsavedCount === 0 && !store.isChanged) {
      this.outcome = await store.api
        .bundle()
        .catch((error: unknown) => ({ isWritten: false, said: (error as Error).message }));
    }
    this.isBusy = false;
  }
}
