import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { findValue } from '../../src/lib/find-value.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { toFreeId } from '../parts/to-free-id.js';
import { renderTextField } from '../parts/text-field.js';
import { replaceRoute, toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';

/** The segment of the address of a component that has no id yet: no slug has a plus. */
export const NEW_COMPONENT = '+';

/** A member of a component that is a text. */
interface TextMember {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly isLong?: boolean;
}

const HEADING: TextMember = { name: 'heading', label: 'Heading', hint: 'The heading of the wall.' };
const TEXT: TextMember = { name: 'text', label: 'Text', hint: 'Text below the heading.', isLong: true };

/** The types of components, with the texts that each has. */
export const COMPONENT_TYPES: readonly {
  readonly value: string;
  readonly label: string;
  readonly members: readonly TextMember[];
}[] = [
  {
    value: 'registration-wall',
    label: 'Registration wall',
    members: [
      HEADING,
      TEXT,
      { name: 'button', label: 'Button', hint: 'Text of the button.' },
      { name: 'action', label: 'Form address', hint: 'Address that receives the form.' },
    ],
  },
  { value: 'paywall', label: 'Paywall', members: [HEADING, TEXT] },
  {
    value: 'custom-block',
    label: 'Custom block',
    members: [
      { name: 'html', label: 'Markup', hint: 'A Mustache template; it is sanitised in the page.', isLong: true },
    ],
  },
];

type Members = Readonly<Record<string, unknown>>;

/** A component: its type, and the texts that it shows. */
export class ComponentForm extends StoreElement {
  /** `null` for a component that is not in the config yet. */
  @property({ attribute: false }) componentId: string | null = null;
  @property({ attribute: false }) typedTitle = '';
  @property({ attribute: false }) draft: Members = { type: 'registration-wall' };

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // A form that is opened again begins empty.
    if (changed.has('componentId') && this.componentId === null) {
      this.typedTitle = '';
      this.draft = { type: 'registration-wall' };
    }
  }

  override render(): TemplateResult {
    const at = this.#pointer();
    const component = this.#component();
    const type = COMPONENT_TYPES.find(({ value }) => value === component['type']);
    const members = type?.members ?? [];
    const others = Object.keys(component).filter(
      (name) => name !== 'type' && !members.some((member) => member.name === name),
    );
    return html`<section aria-label="Component">
      ${
        at === null
          ? renderTextField({
              label: 'Title',
              value: this.typedTitle,
              hint: 'The id of the component is made of it.',
              onInput: (title) => (this.typedTitle = title),
              onChange: () => this.bring(),
            })
          : html`<h2>${this.componentId}</h2>`
      }
      <label class="select"
        >Type
        <select @change=${(event: Event) => this.#set('type', (event.target as HTMLSelectElement).value)}>
          ${COMPONENT_TYPES.map(
            ({ value, label }) =>
              html`<option value=${value} ?selected=${value === component['type']}>${label}</option>`,
          )}
        </select>
      </label>
      ${members.map((member) => this.#renderMember(member, component))}
      ${
        others.length > 0
          ? html`<p class="hint">
              Also has ${others.map((name) => html`<code>${name}</code> `)}– <a href=${toHash('text')}>edit as text</a>
            </p>`
          : nothing
      }
      ${at === null ? nothing : this.#renderUses()}
    </section>`;
  }

  #renderMember({ name, label, hint, isLong = false }: TextMember, component: Members): TemplateResult {
    const at = this.#pointer();
    const value = typeof component[name] === 'string' ? component[name] : '';
    const onInput = (text: string): void => this.#set(name, text || undefined);
    if (!isLong) {
      const mistakes = at === null ? [] : this.store.mistakesAt(`${at}/${name}`);
      return renderTextField({ label, value, hint, mistakes, onInput });
    }
    return html`<wa-textarea
      label=${label}
      rows="3"
      resize="auto"
      hint=${hint}
      .value=${value}
      @input=${(event: Event) => onInput((event.target as HTMLTextAreaElement).value)}
    ></wa-textarea>`;
  }

  /** The features whose rules show the component, and whether it can be deleted. */
  #renderUses(): TemplateResult {
    const { config } = this.store;
    const id = this.componentId;
    const shows = (value: unknown): boolean => {
      const ids = own(value, 'components');
      return Array.isArray(ids) && ids.includes(id);
    };
    const features = own(config, 'features');
    const users = isRecord(features)
      ? Object.keys(features).filter((name) => findValue(features[name], shows) !== undefined)
      : [];
    const outcomes = own(config, 'outcomes');
    const shared = isRecord(outcomes) ? Object.keys(outcomes).filter((name) => shows(outcomes[name])) : [];
    const places = [...users.map((name) => `feature ${name}`), ...shared.map((name) => `outcome ${name}`)];
    return html`<p class="hint">${places.length > 0 ? `Used in: ${places.join(', ')}` : 'No outcome shows it yet.'}</p>
      <p class="row">
        <wa-button
          size="small"
          variant="danger"
          appearance="outlined"
          ?disabled=${places.length > 0}
          @click=${this.#remove}
          >Delete component</wa-button
        >
      </p>`;
  }

  #component(): Members {
    const at = this.#pointer();
    const component = at === null ? this.draft : this.store.read(at);
    return isRecord(component) ? component : {};
  }

  #pointer(): string | null {
    return this.componentId === null ? null : `/components${toPointer(this.componentId)}`;
  }

  #set(name: string, value: unknown): void {
    const at = this.#pointer();
    if (at === null) this.draft = { ...this.draft, [name]: value };
    else this.store.set(`${at}/${name}`, value, name === 'type' ? null : `type ${at}/${name}`);
  }

  /** Puts a new component into the config, under the slug of its title. */
  protected override readonly bring = (): void => {
    if (this.componentId !== null || this.typedTitle.trim() === '') return;
    const components = this.store.read('/components');
    const id = toFreeId(this.typedTitle, isRecord(components) ? Object.keys(components) : []);
    const members = Object.entries(this.draft).filter(([, value]) => value !== undefined);
    this.store.set(`/components${toPointer(id)}`, Object.fromEntries(members));
    this.componentId = id;
    replaceRoute('components', id);
  };

  readonly #remove = (): void => {
    const at = this.#pointer();
    if (at === null) return;
    this.store.set(at, undefined);
    this.store.announce('The component was deleted. Undo brings it back.');
    location.hash = toHash('components');
  };
}
