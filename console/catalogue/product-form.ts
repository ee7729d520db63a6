import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { describeSites, GROUP_PREFIX, listSiteNames } from '../../src/config/site-names.js';
import { toEngineInput } from '../../src/decision/to-engine-input.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import type { TestReader } from '../../src/model/readers-types.js';
import { renderCheckbox } from '../parts/checkbox.js';
import { findStates } from '../parts/find-states.js';
import { renderTextField } from '../parts/text-field.js';
import { replaceRoute, toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';
import { toFreeId } from '../parts/to-free-id.js';

/** The segment of the address of a product that has no id yet: no slug has a plus. */
export const NEW_PRODUCT = '+';
/** Readers that are shown as examples. */
const MAX_READERS = 24;

type Members = Readonly<Record<string, unknown>>;

/** Check boxes for ids of the config, of which a product has some. */
interface SomeIds {
  readonly legend: string;
  readonly hint: string;
  /** Says that the config has none of them. */
  readonly none: string;
  /** Says that the config does not have one that the product names. */
  readonly unknown: string;
  readonly ids: readonly string[];
  readonly chosen: readonly string[];
  readonly titleOf: (id: string) => string;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** A product: its title, features, and the Developer Interface behind its lock, as in Zephr's catalogue. */
export class ProductForm extends StoreElement {
  /** `null` for a product that is not in the config yet: its title gives it its id. */
  @property({ attribute: false }) productId: string | null = null;
  /** Members of a product that is not in the config yet. */
  @property({ attribute: false }) draft: Members = {};
  /** The Developer Interface while it is unlocked; `null` while it is locked. */
  @property({ attribute: false }) unlocked: { readonly isAssigned: boolean; readonly value: string } | null = null;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('productId');
    // Another product; one that has just got its id is the same.
    if (changed.has('productId') && before !== undefined && !(before === null && this.#isCreated())) {
      this.unlocked = null;
      this.draft = {};
    }
  }

  override render(): TemplateResult {
    const product = this.#product();
    const text = (name: string): string => (typeof product[name] === 'string' ? product[name] : '');
    const at = this.#pointer();
    return html`<section class="product" aria-label="Product">
      ${renderTextField({
        label: 'Title',
        value: text('title'),
        hint: this.productId === null ? 'Its id is made of it, once.' : `Id: ${this.productId}`,
        onInput: (title) => this.#set('title', title),
        onChange: () => this.bring(),
      })}
      ${renderTextField({
        label: 'Description',
        value: text('description'),
        hint: 'A note for people.',
        onInput: (description) => this.#set('description', description || undefined),
      })}
      ${this.#renderFeatures(product)} ${this.#renderSites(product)} ${this.#renderDeveloperInterface(product)}
      ${this.#renderReaders(product)}
      ${
        at === null
          ? nothing
          : html`<p class="row">
              <wa-button size="s" variant="danger" appearance="outlined" @click=${this.#remove}
                >Delete product</wa-button
              >
            </p>`
      }
    </section>`;
  }

  #renderFeatures(product: Members): TemplateResult {
    const features = this.store.read('/features');
    return this.#renderSome({
      legend: 'Features',
      hint: 'Holders of the product are customers of these.',
      none: 'There are no features yet.',
      unknown: 'The config has no such feature.',
      ids: isRecord(features) ? Object.keys(features) : [],
      chosen: listOf(product['features']),
      titleOf: (id) => titleOf(own(features, id), id),
      onChange: (chosen) => this.#set('features', chosen),
    });
  }

  /** The sites that the product is limited to, where the config has sites. */
  #renderSites(product: Members): TemplateResult | typeof nothing {
    const sites = this.store.read('/sites');
    const chosen = listOf(product['sites']);
    if (!isRecord(sites) && chosen.length === 0) return nothing;
    return this.#renderSome({
      legend: 'Sites',
      hint: 'The product counts on these and nowhere else. Without any of them, it counts on every site.',
      none: 'There are no sites yet.',
      unknown: 'The config has no such site.',
      ids: listSiteNames(isRecord(sites) ? sites : {}),
      chosen,
      titleOf: (id) => (id.startsWith(GROUP_PREFIX) ? describeSites([id]) : titleOf(own(sites, id), id)),
      onChange: (next) => this.#set('sites', next.length > 0 ? next : undefined),
    });
  }

  #renderSome({ legend, hint, none, unknown, ids, chosen, titleOf: title, onChange }: SomeIds): TemplateResult {
    const choose = (id: string, isChosen: boolean): void =>
      onChange(
        isChosen
          ? [...chosen, id].sort((one, other) => ids.indexOf(one) - ids.indexOf(other))
          : chosen.filter((one) => one !== id),
      );
    return html`<fieldset>
      <legend>${legend}</legend>
      <p class="hint">${hint}</p>
      ${ids.length === 0 ? html`<p>${none}</p>` : nothing}
      ${[...ids, ...chosen.filter((id) => !ids.includes(id))].map((id) =>
        renderCheckbox({
          label: title(id),
          isChecked: chosen.includes(id),
          hint: ids.includes(id) ? '' : unknown,
          onChange: (isChecked) => choose(id, isChecked),
        }),
      )}
    </fieldset>`;
  }

  #renderDeveloperInterface(product: Members): TemplateResult {
    const claim = this.store.read('/jwt/productSyncing/privateClaimName');
    const { unlocked } = this;
    const value = unlocked?.value ?? writeClaimValue(product['claimValue']);
    const isAssigned = unlocked?.isAssigned ?? product['claimValue'] !== undefined;
    const at = this.#pointer();
    return html`<fieldset class="developer">
      <legend>Developer interface</legend>
      ${
        typeof claim === 'string' && claim !== ''
          ? html`<p class="hint">Product Syncing reads the claim <code>${claim}</code>.</p>`
          : html`<p class="hint">
              Product Syncing is off, so no token grants a product.
              <a href=${toHash('settings', 'json-web-tokens')}>Enable it in the settings</a>
            </p>`
      }
      ${renderCheckbox({
        label: 'Auto-assign from JWT',
        isChecked: isAssigned,
        isDisabled: unlocked === null,
        onChange: (isChecked) => (this.unlocked = { isAssigned: isChecked, value }),
      })}
      ${renderTextField({
        label: 'Claim Value',
        value,
        isDisabled: unlocked === null,
        hint: 'Compared as a whole; upper and lower case count. Several values are written as ["gold","silver"].',
        mistakes: at === null || unlocked ? [] : this.store.mistakesAt(`${at}/claimValue`),
        onInput: (text) => (this.unlocked = { isAssigned: true, value: text }),
      })}
      ${
        at !== null && unlocked === null && product['claimValue'] === undefined
          ? html`<p class="wrong">
              The product has no Claim Value yet, so no reader can hold it: unlock this section.
            </p>`
          : nothing
      }
      <p class="row">
        ${
          unlocked === null
            ? html`<wa-button size="s" appearance="outlined" @click=${() => this.#unlock(isAssigned, value)}
                >Unlock</wa-button
              >`
            : html`<wa-button size="s" variant="brand" @click=${this.#lock}>Update &amp; Lock</wa-button>`
        }
      </p>
    </fieldset>`;
  }

  #renderReaders(product: Members): TemplateResult {
    const features = listOf(product['features']);
    const value = this.unlocked ? readClaimValue(this.unlocked.value) : product['claimValue'];
    const id = this.productId ?? NEW_PRODUCT;
    const { config } = this.store;
    const changed = { ...config, products: { ...config.products, [id]: { ...product, claimValue: value, features } } };
    const now = Date.now();
    const rows = this.#listReaders(value).map(({ name, reader }) => {
      const found = findStates(changed, toEngineInput(reader, now));
      return { name, state: features.map((feature) => own(found?.states, feature)) };
    });
    const customers = rows.filter(({ state }) => state.includes('customer')).map(({ name }) => name);
    return html`<fieldset>
      <legend>Who would be customers</legend>
      ${
        features.length === 0
          ? html`<p>Choose a feature first.</p>`
          : html`<p role="status">${customers.length > 0 ? customers.join(' · ') : 'No test reader'}</p>
              <div class="scroll" role="region" aria-label="Test readers" tabindex="0">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">Reader</th>
                      ${features.map((feature) => html`<th scope="col">${feature}</th>`)}
                    </tr>
                  </thead>
                  <tbody>
                    ${rows.map(
                      ({ name, state }) =>
                        html`<tr>
                          <th scope="row">${name}</th>
                          ${state.map((one) => html`<td>${one ?? '–'}</td>`)}
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`
      }
    </fieldset>`;
  }

  /** Test readers, or examples where the readers file has none: without a token, with an id, with the product. */
  #listReaders(value: unknown): readonly { readonly name: string; readonly reader: TestReader }[] {
    const { store } = this;
    const own = Object.entries(store.readers).map(([id, reader]) => ({ name: reader.title ?? id, reader }));
    if (own.length > 0) return own.slice(0, MAX_READERS);
    const [subject, claim] = [
      store.read('/jwt/userMapping/foreignUserIdProperty'),
      store.read('/jwt/productSyncing/privateClaimName'),
    ].map((name) => (typeof name === 'string' && name !== '' && !name.startsWith('$') ? name : null));
    const id = subject ? { [subject]: '1' } : {};
    const examples: { name: string; reader: TestReader }[] = [{ name: 'Without a token', reader: {} }];
    if (subject) examples.push({ name: JSON.stringify(id), reader: { claims: id } });
    for (const one of claim ? [value].flat() : []) {
      if (typeof one !== 'string' || one === '') continue;
      const claims = { ...id, [claim!]: one };
      examples.push({ name: JSON.stringify(claims), reader: { claims } });
    }
    return examples;
  }

  /** The product as it is edited. */
  #product(): Members {
    const at = this.#pointer();
    const product = at === null ? this.draft : this.store.read(at);
    return isRecord(product) ? product : {};
  }

  #pointer(): string | null {
    return this.productId === null ? null : `/products${toPointer(this.productId)}`;
  }

  #isCreated(): boolean {
    return this.draft['title'] === undefined && this.productId !== null;
  }

  #set(name: string, value: unknown): void {
    const at = this.#pointer();
    if (at === null) {
      this.draft = { ...this.draft, [name]: value };
      // The other fields need the product; the title is still being typed.
      if (name !== 'title' && name !== 'description') this.bring();
    } else this.store.set(`${at}/${name}`, value, typeof value === 'string' ? `type ${at}/${name}` : null);
  }

  /** Puts a new product into the config, under the slug of its title. */
  protected override readonly bring = (): void => {
    const { title } = this.draft;
    if (this.productId !== null || typeof title !== 'string' || title.trim() === '') return;
    const products = this.store.read('/products');
    const id = toFreeId(title, isRecord(products) ? Object.keys(products) : []);
    const { features = [], ...draft } = this.draft;
    const product = Object.fromEntries(
      Object.entries({ ...draft, features }).filter(([, value]) => value !== undefined),
    );
    this.store.set(`/products${toPointer(id)}`, product);
    this.draft = {};
    this.productId = id;
    replaceRoute('products', 'catalogue', id);
  };

  #unlock(isAssigned: boolean, value: string): void {
    this.bring();
    this.unlocked = { isAssigned, value };
  }

  readonly #lock = (): void => {
    const { unlocked, store } = this;
    this.bring();
    const at = this.#pointer();
    if (!unlocked || at === null) {
      store.say('warning', 'Give the product a title first.');
      return;
    }
    const value = unlocked.isAssigned ? readClaimValue(unlocked.value) : undefined;
    this.unlocked = null;
    store.set(`${at}/claimValue`, value);
    store.announce(value === undefined ? 'Locked, without a Claim Value.' : 'Updated and locked.');
  };

  readonly #remove = (): void => {
    const at = this.#pointer();
    const { store } = this;
    if (at === null) return;
    store.set(at, undefined);
    store.announce('The product was deleted. Undo brings it back.');
    location.hash = toHash('products', 'catalogue');
  };
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function titleOf(feature: unknown, id: string): string {
  const title = own(feature, 'title');
  return typeof title === 'string' && title !== '' ? title : id;
}

/** A list is written as JSON, as a value may have a comma. */
function writeClaimValue(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function readClaimValue(text: string): string | readonly string[] | undefined {
  if (text === '') return undefined;
  if (!text.startsWith('[')) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  } catch {
    // A value that begins with a bracket.
  }
  return text;
}
