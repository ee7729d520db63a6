import { html, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { StoreElement } from '../shell/screen.js';
import {
  KIND_HINTS,
  kindOfMember,
  MEMBER_KINDS,
  type MemberKind,
  membersOf,
  readMember,
  writeMember,
} from './member-kinds.js';
import { renderTextField } from './text-field.js';

/** A map of values by names of one's own, such as claims: a field for each, and a form that adds one. */
export class MemberMap extends StoreElement {
  /** Heading of the group. */
  @property() heading = '';
  /** A member by its noun: `claim`. */
  @property() noun = '';
  /** JSON pointer of the map, in the file of test readers. */
  @property() at = '';
  @property({ attribute: false }) kind: MemberKind = 'text';
  /** The member that is being added. */
  @property({ attribute: false }) added = { name: '', value: '' };
  /** Texts that are not values of their kind yet, by name of the member. */
  readonly #typed = new Map<string, string>();

  override render(): TemplateResult {
    const members = membersOf(this.store.readersFile.read(this.at));
    return html`<fieldset>
      <legend>${this.heading}</legend>
      ${members.map(([name, value]) => this.#renderMember(name, value))}
      <form class="member" @submit=${this.#onSubmit}>
        ${renderTextField({
          label: `Name of the ${this.noun}`,
          value: this.added.name,
          onInput: (name) => (this.added = { ...this.added, name }),
        })}
        <label class="select"
          >Kind
          <select @change=${(event: Event) => (this.kind = (event.target as HTMLSelectElement).value as MemberKind)}>
            ${MEMBER_KINDS.map(({ kind, label }) => html`<option value=${kind} ?selected=${kind === this.kind}>${label}</option>`)}
          </select>
        </label>
        ${renderTextField({
          label: `Value of the ${this.noun}`,
          value: this.added.value,
          hint: KIND_HINTS[this.kind],
          onInput: (value) => (this.added = { ...this.added, value }),
        })}
        <wa-button type="submit" size="s" appearance="outlined">Add the ${this.noun}</wa-button>
      </form>
    </fieldset>`;
  }

  #renderMember(name: string, value: unknown): TemplateResult {
    const kind = kindOfMember(value);
    const typed = this.#typed.get(name);
    const pointer = this.at + toPointer(name);
    return html`<div class="member">
      ${renderTextField({
        label: name,
        value: typed ?? writeMember(value),
        hint: typed === undefined ? KIND_HINTS[kind] : `Not understood. ${KIND_HINTS[kind]}`,
        onInput: (text) => {
          const read = readMember(kind, text);
          if (read === undefined) this.#typed.set(name, text);
          else this.#typed.delete(name);
          if (read !== undefined) this.store.setReaders(pointer, read, `type ${pointer}`);
          this.requestUpdate();
        },
      })}
      <wa-button size="s" appearance="plain" @click=${() => this.store.setReaders(pointer, undefined)}
        >Remove ${name}</wa-button
      >
    </div>`;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.added.name.trim() === '') this.store.announce(`Give the ${this.noun} a name first.`);
    this.bring();
    this.querySelector<HTMLElement>('form wa-input')?.focus();
  };

  /** Adds what is typed into the form. */
  protected override readonly bring = (): void => {
    const name = this.added.name.trim();
    if (name === '') return;
    const value = readMember(this.kind, this.added.value);
    if (value === undefined) throw new Error(`The value of ${name} is not understood. ${KIND_HINTS[this.kind]}`);
    this.store.setReaders(this.at + toPointer(name), value);
    this.store.announce(`${name} was added.`);
    this.added = { name: '', value: '' };
  };
}
