import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { addGroup, findGroupTargets, removeGroup } from '../../src/gestures/edit-groups.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { doGesture } from '../parts/do-gesture.js';
import { type FoundCard, findCards, linkPlace, namePlace } from '../parts/find-cards.js';
import { renameForReaders, renderNewName } from '../parts/rename-group.js';
import { renderTextField } from '../parts/text-field.js';
import { toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';
import { listGroups } from './list-groups.js';

/** A split test: its title, its groups with their weights, and the nodes that use it. */
export class SplitTestForm extends StoreElement {
  @property({ attribute: false }) testId = '';
  /** The name of the group that is being added. */
  @property({ attribute: false }) added = '';
  /** A group that leads somewhere and is to be removed: asked about first. */
  @property({ attribute: false }) removed: string | null = null;
  /** A group that gets another name, and the name as far as it is typed. */
  @property({ attribute: false }) renamed: { readonly group: string; readonly id: string } | null = null;

  override render(): TemplateResult {
    const { store, testId } = this;
    const at = `/splitTests${toPointer(testId)}`;
    const test = store.read(at);
    const title = store.read(`${at}/title`);
    const groups = listGroups(test);
    const uses = findCards(store.config, ['split-test']).filter(({ card }) => card.node['test'] === testId);
    return html`<section aria-label="Split test">
      ${renderTextField({
        label: 'Title of the test',
        value: typeof title === 'string' ? title : '',
        hint: `Id: ${testId}, by which analytics name it.`,
        onInput: (text) => store.set(`${at}/title`, text === '' ? undefined : text, `type ${at}/title`),
      })}
      <fieldset>
        <legend>Groups</legend>
        <p class="hint">A reader stays in their group. A changed weight moves some readers to other groups.</p>
        ${groups.map(
          ({ name, weight, share }, index) =>
            html`<div class="member">
              ${renderTextField({
                label: `Weight of ${name}`,
                value: typeof weight === 'number' ? String(weight) : '',
                hint: `${share} of readers.`,
                mistakes: store.mistakesAt(`${at}/groups/${index}/weight`),
                onInput: (text) => this.#setWeight(`${at}/groups/${index}/weight`, text),
              })}
              <span class="actions">
                <wa-button size="s" appearance="plain" @click=${() => (this.renamed = { group: name, id: name })}
                  >Rename ${name}…</wa-button
                >
                <wa-button size="s" appearance="plain" @click=${() => this.#askToRemove(name)}
                  >Remove ${name}</wa-button
                >
              </span>
            </div>`,
        )}
        <form class="member" @submit=${this.#add}>
          ${renderTextField({
            label: 'Name of the group',
            value: this.added,
            hint: uses.length > 0 ? 'Its exit is open in each node that uses the test.' : '',
            onInput: (name) => (this.added = name),
          })}
          <wa-button type="submit" size="s" appearance="outlined">Add a group</wa-button>
        </form>
      </fieldset>
      ${renderUses(uses)}
      <p class="row">
        <wa-button size="s" variant="danger" appearance="outlined" ?disabled=${uses.length > 0} @click=${this.#delete}
          >Delete split test</wa-button
        >
      </p>
      ${this.#renderQuestion()} ${this.#renderRenaming()}
    </section>`;
  }

  #renderQuestion(): TemplateResult {
    const { removed, store, testId } = this;
    const targets = removed === null ? [] : findGroupTargets(store.config, testId, removed);
    const onHidden = (event: Event): void => {
      if (event.target === event.currentTarget) this.removed = null;
    };
    return html`<wa-dialog label="Remove the group?" ?open=${removed !== null} @wa-after-hide=${onHidden}>
      <p>The exit ${removed} leads on in these rules. Nodes that only it leads to are removed with it:</p>
      <ul>
        ${targets.map(({ place }) => html`<li>${namePlace(place)}</li>`)}
      </ul>
      <wa-button slot="footer" variant="brand" @click=${() => (this.removed = null)}>Keep the group</wa-button>
      <wa-button slot="footer" appearance="outlined" @click=${() => this.#remove(removed!)}>Remove it</wa-button>
    </wa-dialog>`;
  }

  #renderRenaming(): TemplateResult {
    const { renamed, store, testId } = this;
    const { group = '', id = '' } = renamed ?? {};
    const onHidden = (event: Event): void => {
      if (event.target === event.currentTarget) this.renamed = null;
    };
    const rename = (event: Event): void => {
      event.preventDefault();
      if (doGesture(this.store, renameForReaders(store, testId, group, id.trim()))) this.renamed = null;
    };
    return html`<wa-dialog label="Rename the group ${group}" ?open=${renamed !== null} @wa-after-hide=${onHidden}>
      <form id="rename-group" @submit=${rename}>
        ${renderNewName(store, { test: testId, group, id }, (text) => (this.renamed = { group, id: text }))}
      </form>
      <wa-button slot="footer" appearance="outlined" @click=${() => (this.renamed = null)}>Cancel</wa-button>
      <wa-button slot="footer" variant="brand" @click=${rename}>Rename it</wa-button>
    </wa-dialog>`;
  }

  /** A text that is not a number yet is a mistake of the field, so that typing can go on. */
  #setWeight(pointer: string, text: string): void {
    const weight = Number(text);
    if (text.trim() !== '' && Number.isFinite(weight)) this.store.set(pointer, weight, `type ${pointer}`);
  }

  #askToRemove(name: string): void {
    if (findGroupTargets(this.store.config, this.testId, name).length > 0) this.removed = name;
    else this.#remove(name);
  }

  #remove(name: string): void {
    this.removed = null;
    doGesture(this.store, removeGroup(this.store.config, this.testId, name));
  }

  readonly #add = (event: Event): void => {
    event.preventDefault();
    if (doGesture(this.store, addGroup(this.store.config, this.testId, this.added.trim()))) this.added = '';
  };

  readonly #delete = (): void => {
    this.store.set(`/splitTests${toPointer(this.testId)}`, undefined);
    this.store.announce('The split test was deleted. Undo brings it back.');
    location.hash = toHash('split-tests');
  };
}

function renderUses(uses: readonly FoundCard[]): TemplateResult {
  return html`<fieldset>
    <legend>Used by</legend>
    ${
      uses.length === 0
        ? html`<p>No rule uses it.</p>`
        : html`<ul class="words" aria-label="Rules that use it">
            ${uses.map(({ place, card }) => {
              const open = card.rows.filter(({ target }) => target.kind === 'open').map(({ name }) => name);
              return html`<li>
                <a href=${linkPlace(place)}>${namePlace(place)}</a>
                ${open.length > 0 ? html`<span class="wrong">leads nowhere for ${open.join(', ')}</span>` : nothing}
              </li>`;
            })}
          </ul>`
    }
  </fieldset>`;
}
