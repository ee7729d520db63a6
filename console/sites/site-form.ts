import { html, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { GROUP_PREFIX } from '../../src/config/site-names.js';
import { renameSite } from '../../src/gestures/edit-sites.js';
import { isRefusal } from '../../src/gestures/gesture.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { doGesture } from '../parts/do-gesture.js';
import { findCards, linkPlace, namePlace } from '../parts/find-cards.js';
import { renderTextField } from '../parts/text-field.js';
import { replaceRoute, toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';
import { readGroups, textsOf, writeGroups } from './site-texts.js';

/** A site: its title, hosts and groups, and the products and rules that name it. */
export class SiteForm extends StoreElement {
  @property({ attribute: false }) siteId = '';
  /** The host that is being added. */
  @property({ attribute: false }) added = '';
  /** The groups as they are typed: a comma at the end is not a name yet. */
  @property({ attribute: false }) groups: string | null = null;
  /** Another id, as far as it is typed. */
  @property({ attribute: false }) renamed: string | null = null;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('siteId')) return;
    this.added = '';
    this.groups = null;
    this.renamed = null;
  }

  override render(): TemplateResult {
    const { store } = this;
    const at = this.#pointer();
    const title = store.read(`${at}/title`);
    return html`<section aria-label="Site">
      ${renderTextField({
        label: 'Title of the site',
        value: typeof title === 'string' ? title : '',
        hint: 'A note for people.',
        mistakes: store.mistakesAt(`${at}/title`),
        onInput: (text) => store.set(`${at}/title`, text === '' ? undefined : text, `type ${at}/title`),
      })}
      ${this.#renderHosts(at)}
      ${renderTextField({
        label: 'Groups',
        value: this.groups ?? writeGroups(store.read(`${at}/group`)),
        hint: 'Separated by commas. A group stands for all of its sites.',
        mistakes: store.mistakesAt(`${at}/group`),
        onInput: (text) => this.#setGroups(text),
        onChange: () => (this.groups = null),
      })}
      ${this.#renderId()} ${this.#renderUses()}
      <p class="row">
        <wa-button size="s" variant="danger" appearance="outlined" @click=${this.#remove}>Delete site</wa-button>
      </p>
    </section>`;
  }

  #renderHosts(at: string): TemplateResult {
    const { store } = this;
    const hosts = listOf(store.read(`${at}/hosts`));
    const ofList = store.mistakesAt(`${at}/hosts`).filter(({ pointer }) => pointer === `${at}/hosts`);
    return html`<fieldset>
      <legend>Hosts</legend>
      <p class="hint">
        The hosts of its pages, without a scheme and a port. <code>*.</code> stands for the subdomains.
      </p>
      ${hosts.map(
        (host, index) =>
          html`<div class="member">
            ${renderTextField({
              label: `Host ${index + 1}`,
              value: typeof host === 'string' ? host : JSON.stringify(host),
              mistakes: store.mistakesAt(`${at}/hosts/${index}`),
              onInput: (text) => store.set(`${at}/hosts/${index}`, text.trim(), `type ${at}/hosts/${index}`),
            })}
            <wa-button size="s" appearance="plain" @click=${() => this.#removeHost(index)}
              >Remove ${nameHost(host)}</wa-button
            >
          </div>`,
      )}
      <form class="member" @submit=${this.#onSubmit}>
        ${renderTextField({
          label: 'Another host',
          value: this.added,
          hint: 'Such as www.daily.example or *.daily.example.',
          mistakes: ofList,
          onInput: (host) => (this.added = host),
        })}
        <wa-button type="submit" size="s" appearance="outlined">Add the host</wa-button>
      </form>
    </fieldset>`;
  }

  #renderId(): TemplateResult {
    const { store, siteId, renamed } = this;
    const result = renamed === null ? null : renameSite(store.config, siteId, renamed.trim());
    const rename = (event: Event): void => {
      event.preventDefault();
      this.#rename();
    };
    return html`<form class="member" @submit=${rename}>
      ${renderTextField({
        label: 'Id',
        value: renamed ?? siteId,
        hint: 'Products and rules get another id with it. Trials that count by site begin again.',
        mistakes:
          result && isRefusal(result)
            ? [{ code: 'value-invalid', pointer: '', severity: 'error', message: result.refused }]
            : [],
        onInput: (id) => (this.renamed = id),
      })}
      <wa-button type="submit" size="s" appearance="outlined" ?disabled=${renamed === null}>Rename the site</wa-button>
    </form>`;
  }

  /** The products and rules that name the site or a group of it. */
  #renderUses(): TemplateResult {
    const { store, siteId } = this;
    const names = [siteId, ...textsOf(store.read(`${this.#pointer()}/group`)).map((name) => GROUP_PREFIX + name)];
    const isNamed = (list: unknown): boolean => textsOf(list).some((name) => names.includes(name));
    const products = store.read('/products');
    const limited = Object.entries(isRecord(products) ? products : {}).filter(([, one]) => isNamed(own(one, 'sites')));
    const asking = findCards(store.config, ['site']).filter(({ card }) => isNamed(card.node['sites']));
    return html`<fieldset>
      <legend>Named by</legend>
      ${
        limited.length + asking.length === 0
          ? html`<p>No product and no rule names it.</p>`
          : html`<ul class="words" aria-label="Products and rules that name it">
              ${limited.map(
                ([id]) =>
                  html`<li>
                    <a href=${toHash('products', 'catalogue', id)}>the product ${id}</a>
                  </li>`,
              )}
              ${asking.map(({ place }) => html`<li><a href=${linkPlace(place)}>${namePlace(place)}</a></li>`)}
            </ul>`
      }
    </fieldset>`;
  }

  #pointer(): string {
    return `/sites${toPointer(this.siteId)}`;
  }

  #setGroups(text: string): void {
    this.groups = text;
    const at = `${this.#pointer()}/group`;
    this.store.set(at, readGroups(text), `type ${at}`);
  }

  #removeHost(index: number): void {
    const at = `${this.#pointer()}/hosts`;
    const hosts = listOf(this.store.read(at));
    this.store.set(
      at,
      hosts.filter((_, other) => other !== index),
    );
    this.store.announce(`The host was removed.`);
    this.#focusAdded();
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.added.trim() === '') this.store.announce('Type a host.');
    this.bring();
    this.#focusAdded();
  };

  #focusAdded(): void {
    this.querySelector<HTMLElement>('fieldset form wa-input')?.focus();
  }

  /** Adds the host that is typed. */
  protected override readonly bring = (): void => {
    const host = this.added.trim();
    if (host === '') return;
    const at = `${this.#pointer()}/hosts`;
    this.store.set(at, [...listOf(this.store.read(at)), host]);
    this.store.announce(`${host} was added.`);
    this.added = '';
  };

  #rename(): void {
    const id = this.renamed?.trim();
    if (id === undefined || !doGesture(this.store, renameSite(this.store.config, this.siteId, id))) return;
    this.renamed = null;
    replaceRoute('settings', 'sites', id);
  }

  readonly #remove = (): void => {
    this.store.set(this.#pointer(), undefined);
    this.store.announce('The site was deleted. Undo brings it back.');
    location.hash = toHash('settings', 'sites');
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function nameHost(host: unknown): string {
  return typeof host === 'string' && host !== '' ? host : 'the host';
}
