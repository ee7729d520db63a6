import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { parseDate } from '../../src/lib/parse-date.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import type { Config } from '../../src/model/config.js';
import { findTrackers } from '../../src/readers/find-trackers.js';
import { renderTextField } from '../parts/text-field.js';
import { toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';
import { describeCell } from './decision-words.js';
import { MatrixLoader } from './matrix-loader.js';
import { removeReader } from './test-readers.js';

/** Results of verifying a token, for people. */
const TOKENS = [
  { value: '', label: 'As the claims say: valid with claims, none without' },
  { value: 'none', label: 'None' },
  { value: 'valid', label: 'Valid' },
  { value: 'expired', label: 'Expired' },
  { value: 'invalid', label: 'Forged or malformed' },
  { value: 'unreachable', label: 'Cannot be checked' },
] as const;
/** Maps of the page, and what their members are called. */
const PAGE_MAPS = [
  { path: '/page/meta', title: 'Meta tags of the page', noun: 'meta tag' },
  { path: '/page/customData', title: 'Custom data of the page', noun: 'custom value' },
  { path: '/page/cookies', title: 'Cookies, without the token', noun: 'cookie' },
] as const;
/** Maps of the reader, beside the claims. */
const READER_MAPS = [
  { path: '/facts', title: 'Facts: country, city, segments …', noun: 'fact' },
  { path: '/user', title: 'Record in your user store', noun: 'attribute' },
] as const;
const PAGE_FIELDS = [
  { path: '/page/url', label: 'Page address', hint: 'Whole, or from the path on: /news/story.' },
  { path: '/page/referrer', label: 'Referrer', hint: 'The address that they came from; empty for a direct visit.' },
  { path: '/page/userAgent', label: 'User agent', hint: 'The name that the browser gives itself.' },
] as const;
/** Features whose decisions are shown beside the form. */
const MAX_SHOWN_FEATURES = 50;
const VIEW = { filter: '', isChangedOnly: false, maxFeatures: MAX_SHOWN_FEATURES } as const;

/** A test reader: token, page, articles read, groups of split tests; and what they get. */
export class ReaderForm extends StoreElement {
  @property({ attribute: false }) readerId = '';
  #loader: MatrixLoader | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#loader ??= new MatrixLoader(this.store, () => {
      this.requestUpdate();
      this.#load();
    });
    this.#load();
  }

  override render(): TemplateResult {
    const { store, readerId } = this;
    if (own(store.readers, readerId) === undefined) return html`<p>There is no reader “${readerId}”.</p>`;
    return html`<div class="columns">
      <section aria-label="Reader">${this.#renderFields()}</section>
      <section aria-labelledby="gets">${this.#renderDecisions()}</section>
    </div>`;
  }

  protected override onStore(): void {
    super.onStore();
    this.#load();
  }

  #renderFields(): TemplateResult {
    const at = this.#at();
    const map = (path: string, title: string, noun: string): TemplateResult =>
      html`<zephr-members .store=${this.store} .at=${at + path} .heading=${title} .noun=${noun}></zephr-members>`;
    return html`
      ${this.#renderText('/title', 'Title', `Id: ${this.readerId}. A description, such as “Reader in Texas”; not the name of a person.`)}
      <label class="select"
        >Token
        <select
          @change=${(event: Event) => this.#set('/token', (event.target as HTMLSelectElement).value || undefined)}
        >
          ${TOKENS.map(
            ({ value, label }) =>
              html`<option value=${value} ?selected=${value === this.#text('/token')}>${label}</option>`,
          )}
        </select>
      </label>
      ${map('/claims', 'Claims of the token', 'claim')} ${this.#renderRead()} ${this.#renderGroups()}
      ${this.#renderText(
        '/at',
        'Moment',
        Number.isNaN(this.#text('/at') === '' ? 0 : parseDate(this.#text('/at')))
          ? 'A moment is written as 2026-03-02 or 2026-03-02T12:00+01:00.'
          : 'Empty: now. Such as 2026-03-02 or 2026-03-02T12:00+01:00.',
      )}
      <details ?open=${this.#has('/page')}>
        <summary>The page that they open</summary>
        ${PAGE_FIELDS.map(({ path, label, hint }) => this.#renderText(path, label, hint))}
        ${PAGE_MAPS.map(({ path, title, noun }) => map(path, title, noun))}
      </details>
      <details ?open=${this.#has('/facts') || this.#has('/user')}>
        <summary>More about the reader</summary>
        ${READER_MAPS.map(({ path, title, noun }) => map(path, title, noun))}
      </details>
      <p class="row">
        <wa-button size="s" variant="danger" appearance="outlined" @click=${this.#remove}>Delete reader</wa-button>
      </p>
    `;
  }

  /** Articles that were read, by tracker of a trial. */
  #renderRead(): TemplateResult | typeof nothing {
    const known = this.store.readersFile.read(`${this.#at()}/read`);
    const trackers = [...new Set([...listTrackers(this.store.config), ...Object.keys(isRecord(known) ? known : {})])];
    if (trackers.length === 0) return nothing;
    return html`<fieldset>
      <legend>Articles read, by tracker</legend>
      ${trackers.map((tracker) => {
        const amount = own(known, tracker);
        return renderTextField({
          label: tracker,
          value: typeof amount === 'number' ? String(amount) : '',
          hint: 'A whole number; this page does not count.',
          onInput: (text) => {
            if (/^\d{0,5}$/.test(text)) this.#set(`/read${toPointer(tracker)}`, text === '' ? undefined : Number(text));
          },
        });
      })}
    </fieldset>`;
  }

  #renderGroups(): TemplateResult | typeof nothing {
    const tests = this.store.read('/splitTests');
    if (!isRecord(tests) || Object.keys(tests).length === 0) return nothing;
    return html`<fieldset>
      <legend>Groups of split tests</legend>
      ${Object.entries(tests).map(([id, test]) => {
        const title = own(test, 'title');
        const groups = own(test, 'groups');
        const names = (Array.isArray(groups) ? groups : []).map((group) => String(own(group, 'id')));
        const chosen = this.#text(`/groups${toPointer(id)}`);
        const choose = (event: Event): void =>
          this.#set(`/groups${toPointer(id)}`, (event.target as HTMLSelectElement).value || undefined);
        return html`<label class="select"
          >${typeof title === 'string' && title !== '' ? title : id}
          <select @change=${choose}>
            <option value="" ?selected=${chosen === ''}>By chance</option>
            ${names.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`)}
          </select>
        </label>`;
      })}
    </fieldset>`;
  }

  #renderDecisions(): TemplateResult {
    const { matrix, failure } = this.#loader ?? {};
    const cells = matrix?.cells.filter(({ reader }) => reader === this.readerId) ?? [];
    return html`<h2 id="gets">What they get</h2>
      ${failure ? html`<p class="wrong">${failure}</p>` : nothing}
      <ul class="words" aria-label="Decisions">
        ${cells.map((cell) => {
          const { now, was } = describeCell(cell);
          const state = cell.after ? [cell.after.userState] : [];
          return html`<li>
            <a href=${toHash('features', cell.feature, ...state)}>${cell.feature}</a>: ${now}
            ${was === null ? nothing : html`<span class="hint">(in the saved file: ${was})</span>`}
          </li>`;
        })}
      </ul>
      ${
        matrix && matrix.total > matrix.features.length
          ? html`<p class="hint">The first ${matrix.features.length} of ${matrix.total} features are shown.</p>`
          : nothing
      }`;
  }

  #renderText(path: string, label: string, hint: string): TemplateResult {
    return renderTextField({
      label,
      hint,
      value: this.#text(path),
      onInput: (text) => this.#set(path, text === '' ? undefined : text),
    });
  }

  #has(path: string): boolean {
    return this.store.readersFile.read(this.#at() + path) !== undefined;
  }

  #at(): string {
    return `/readers${toPointer(this.readerId)}`;
  }

  #text(path: string): string {
    const value = this.store.readersFile.read(this.#at() + path);
    return typeof value === 'string' ? value : '';
  }

  #set(path: string, value: unknown): void {
    const pointer = this.#at() + path;
    this.store.setReaders(pointer, value, `type ${pointer}`);
  }

  #load(): void {
    if (this.isConnected) void this.#loader?.load(VIEW, null);
  }

  readonly #remove = (): void => {
    removeReader(this.store, this.readerId);
    this.store.announce('The reader was deleted. Undo brings them back.');
    location.hash = toHash('readers');
  };
}

function listTrackers(config: Config): readonly string[] {
  try {
    return [...findTrackers(config)];
  } catch {
    // A config with mistakes.
    return [];
  }
}
