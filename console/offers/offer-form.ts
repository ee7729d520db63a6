import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { findOfferUses, type OfferUse, removeOffer, renameOffer } from '../../src/gestures/edit-offers.js';
import { isRefusal } from '../../src/gestures/gesture.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { listOfferMembers } from '../../src/schema/list-members.js';
import { doGesture } from '../parts/do-gesture.js';
import { describeMistakes } from '../parts/mistake-text.js';
import { renderTextField } from '../parts/text-field.js';
import { replaceRoute, toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';
import { findHome } from '../shell/problems.js';
import { ComponentPlace } from '../walls/component-place.js';
import { renderMembers } from '../walls/render-members.js';

/** An offer of the whole site: its id, its members, and the places that name it. */
export class OfferForm extends StoreElement {
  @property({ attribute: false }) offerId = '';
  /** The new id as far as it is typed, while one is asked for. */
  @property({ attribute: false }) typedId: string | null = null;
  /** Whether the deletion of an offer that is in use is asked about. */
  @property({ attribute: false }) isAsked = false;
  readonly #members = listOfferMembers();

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('offerId')) return;
    this.typedId = null;
    this.isAsked = false;
  }

  override render(): TemplateResult {
    const { store, offerId } = this;
    const place = new ComponentPlace(store, `/offers${toPointer(offerId)}`, null, () => {});
    const { text } = describeMistakes(place.mistakesAt('').filter(({ severity }) => severity === 'error'));
    const uses = findOfferUses(store.config, offerId);
    const view = { place, items: { opened: null, onOpen: () => {}, onFocus: () => {} } };
    return html`<section aria-label="Offer">
      <h2>${offerId}</h2>
      ${text ? html`<p class="wrong">${text}</p>` : nothing}
      ${renderMembers(view, this.#members, { pointer: '', name: 'offers' })} ${renderUses(uses)}
      <p class="row">
        <wa-button size="s" appearance="outlined" @click=${() => (this.typedId = offerId)}>Change the id…</wa-button>
        <wa-button
          size="s"
          variant="danger"
          appearance="outlined"
          @click=${() => (uses.length > 0 ? (this.isAsked = true) : this.#remove())}
          >Delete offer</wa-button
        >
      </p>
      ${this.#renderRenaming()} ${this.#renderQuestion(uses)}
    </section>`;
  }

  #renderRenaming(): TemplateResult {
    const { typedId, store, offerId } = this;
    const renamed = typedId === null ? null : renameOffer(store.config, offerId, typedId.trim());
    const onHidden = (event: Event): void => {
      if (event.target === event.currentTarget) this.typedId = null;
    };
    const rename = (event: Event): void => {
      event.preventDefault();
      const id = (this.typedId ?? '').trim();
      if (!doGesture(this.store, renameOffer(store.config, offerId, id))) return;
      this.typedId = null;
      replaceRoute('products', 'offers', id);
    };
    return html`<wa-dialog label="Another id for ${offerId}" ?open=${typedId !== null} @wa-after-hide=${onHidden}>
      <form @submit=${rename}>
        ${renderTextField({
          label: 'New id',
          value: typedId ?? '',
          hint: 'For the offer and each place that names it. Events have it from then on.',
          mistakes:
            renamed !== null && isRefusal(renamed)
              ? [{ code: 'value-invalid', pointer: '', severity: 'error', message: renamed.refused }]
              : [],
          onInput: (text) => (this.typedId = text),
        })}
      </form>
      <wa-button slot="footer" appearance="outlined" @click=${() => (this.typedId = null)}>Cancel</wa-button>
      <wa-button slot="footer" variant="brand" @click=${rename}>Change it</wa-button>
    </wa-dialog>`;
  }

  #renderQuestion(uses: readonly OfferUse[]): TemplateResult {
    const onHidden = (event: Event): void => {
      if (event.target === event.currentTarget) this.isAsked = false;
    };
    return html`<wa-dialog label="Delete an offer in use?" ?open=${this.isAsked} @wa-after-hide=${onHidden}>
      <p>
        These places name the offer, and no longer do afterwards. An outcome that names no other offer shows those of
        its paywalls:
      </p>
      <ul>
        ${listPlaces(uses).map(({ name }) => html`<li>${name}</li>`)}
      </ul>
      <wa-button slot="footer" variant="brand" @click=${() => (this.isAsked = false)}>Keep the offer</wa-button>
      <wa-button slot="footer" appearance="outlined" @click=${() => this.#remove()}>Delete it</wa-button>
    </wa-dialog>`;
  }

  #remove(): void {
    this.isAsked = false;
    if (doGesture(this.store, removeOffer(this.store.config, this.offerId)))
      location.hash = toHash('products', 'offers');
  }
}

interface UsedPlace {
  readonly name: string;
  readonly href: string;
}

/** The entries that name an offer, each once, in words. */
function listPlaces(uses: readonly OfferUse[]): readonly UsedPlace[] {
  const nouns: Readonly<Record<OfferUse['map'], string>> = {
    features: 'feature',
    subRules: 'sub rule',
    outcomes: 'outcome',
    components: 'component',
  };
  const places = new Map(uses.map(({ map, entry, pointer }) => [`${nouns[map]} ${entry}`, findHome(pointer)] as const));
  return [...places].map(([name, href]) => ({ name, href }));
}

function renderUses(uses: readonly OfferUse[]): TemplateResult {
  return html`<fieldset>
    <legend>Named by</legend>
    ${
      uses.length === 0
        ? html`<p class="hint">No paywall, block or outcome names it yet.</p>`
        : html`<ul class="words" aria-label="Places that name it">
            ${listPlaces(uses).map(({ name, href }) => html`<li><a href=${href}>${name}</a></li>`)}
          </ul>`
    }
  </fieldset>`;
}
