import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { findValue } from '../../src/lib/find-value.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import {
  type ComponentForm as FormOfType,
  type FormMember,
  listComponentForms,
} from '../../src/schema/list-members.js';
import { renderCheckbox } from '../parts/checkbox.js';
import { describeMistakes } from '../parts/mistake-text.js';
import { renderSelect } from '../parts/select-field.js';
import { renderTextField } from '../parts/text-field.js';
import { toFreeId } from '../parts/to-free-id.js';
import { replaceRoute, toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';
import { ComponentPlace } from './component-place.js';
import { toPlainHelp } from './member-labels.js';
import type { MembersView } from './members-view.js';
import { renderChosenOffer } from './render-chosen-offer.js';
import { renderMembers } from './render-members.js';
import { renderOwnWords } from './render-own-words.js';
import { renderVariables } from './render-variables.js';

/** The segment of the address of a component that has no id yet: no slug has a plus. */
export const NEW_COMPONENT = '+';

/** The names of types for people. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  'registration-wall': 'Registration wall',
  paywall: 'Paywall',
  'custom-block': 'Custom block',
};

/** The name of a type of component; `null` for one that is not known. */
export function nameOfType(type: unknown): string | null {
  return typeof type === 'string' ? ((own(TYPE_NAMES, type) as string | undefined) ?? null) : null;
}

type Members = Readonly<Record<string, unknown>>;

/** A component: its type, and everything that the type has, as a form. */
export class ComponentForm extends StoreElement {
  /** `null` for a component that is not in the config yet. */
  @property({ attribute: false }) componentId: string | null = null;
  @property({ attribute: false }) typedTitle = '';
  @property({ attribute: false }) draft: unknown = { type: 'registration-wall' };
  /** JSON pointer of the item of a list that is open, from the component. */
  @property({ attribute: false }) opened: string | null = null;
  /** Language whose default texts are replaced; empty for all. */
  @property({ attribute: false }) language = '';
  readonly #forms = listComponentForms();

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('componentId')) return;
    this.opened = null;
    // A form that is opened again begins empty.
    if (this.componentId === null) {
      this.typedTitle = '';
      this.draft = { type: 'registration-wall' };
    }
  }

  override render(): TemplateResult {
    const place = this.#place;
    const component = this.#component(place);
    const form = this.#forms.find(({ type }) => type === component['type']);
    const { text } = describeMistakes(place.mistakesAt('').filter(({ severity }) => severity === 'error'));
    return html`<section aria-label="Component">
        ${
          this.componentId === null
            ? renderTextField({
                label: 'Title',
                value: this.typedTitle,
                hint: 'The id of the component is made of it.',
                onInput: (title) => (this.typedTitle = title),
                onChange: () => this.bring(),
              })
            : html`<h2>${this.componentId}</h2>`
        }
        ${text ? html`<p class="wrong">${text}</p>` : nothing} ${this.#renderType(place, component['type'])}
        ${form ? this.#renderForm(place, form) : nothing} ${this.#renderOthers(component, form)}
        ${this.componentId === null ? nothing : this.#renderUses()}
      </section>
      <zephr-component-preview
        .store=${this.store}
        .componentId=${this.componentId}
        .component=${component}
      ></zephr-component-preview>`;
  }

  #renderType(place: ComponentPlace, type: unknown): TemplateResult {
    return renderSelect({
      label: 'Type',
      value: String(type),
      options: Object.entries(TYPE_NAMES).map(([value, label]) => ({ value, label })),
      mistakes: place.mistakesAt('/type'),
      onChange: (value) => place.set('/type', value),
    });
  }

  #renderForm(place: ComponentPlace, { type, members }: FormOfType): TemplateResult {
    const view: MembersView = {
      place,
      items: { opened: this.opened, onOpen: (pointer) => (this.opened = pointer), onFocus: this.#onFocus },
    };
    const root = { pointer: '', name: '' };
    const render = (member: FormMember): TemplateResult => {
      switch (member.name) {
        case 'heading':
          return html`${renderMembers(view, [member], root)} ${this.#renderNoHeading(place)}`;
        case 'texts':
          return html``;
        case 'variables':
          return renderVariables(place, this.#onVariable);
        case 'offer':
          return renderChosenOffer(view, this.#membersOfOffer);
        case 'trial':
          return renderTrial(place, member);
        default:
          return renderMembers(view, [member], root);
      }
    };
    return html`${members.map(render)}
    ${
      members.some(({ name }) => name === 'texts')
        ? renderOwnWords(place, type, this.language, (language) => (this.language = language))
        : nothing
    }`;
  }

  /** An empty heading shows nothing; a missing one shows the default. */
  #renderNoHeading(place: ComponentPlace): TemplateResult {
    return renderCheckbox({
      label: 'No heading',
      isChecked: place.read('/heading') === '',
      onChange: (isChecked) => place.set('/heading', isChecked ? '' : undefined),
    });
  }

  get #membersOfOffer(): readonly FormMember[] {
    const paywall = this.#forms.find(({ type }) => type === 'paywall');
    return paywall?.members.find(({ name }) => name === 'offers')?.members ?? [];
  }

  /** Members that the type does not have, such as those of the type before. */
  #renderOthers(component: Members, form: FormOfType | undefined): TemplateResult | typeof nothing {
    const others = Object.keys(component).filter(
      (name) => name !== 'type' && !form?.members.some((member) => member.name === name),
    );
    if (others.length === 0) return nothing;
    return html`<p class="hint">
      Also has ${others.map((name) => html`<code>${name}</code> `)}– <a href=${toHash('text')}>edit as text</a>
    </p>`;
  }

  /** The features whose rules show the component, and whether it can be deleted. */
  #renderUses(): TemplateResult {
    const places = this.#listUses();
    return html`<p class="hint">${places.length > 0 ? `Used in: ${places.join(', ')}` : 'No outcome shows it yet.'}</p>
      <p class="row">
        <wa-button size="s" variant="danger" appearance="outlined" ?disabled=${places.length > 0} @click=${this.#remove}
          >Delete component</wa-button
        >
      </p>`;
  }

  #listUses(): string[] {
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
    return [...users.map((name) => `feature ${name}`), ...shared.map((name) => `outcome ${name}`)];
  }

  get #place(): ComponentPlace {
    return new ComponentPlace(this.store, this.#pointer(), this.draft, (draft) => (this.draft = draft));
  }

  #component(place: ComponentPlace): Members {
    const component = place.read('');
    return isRecord(component) ? component : {};
  }

  #pointer(): string | null {
    return this.componentId === null ? null : `/components${toPointer(this.componentId)}`;
  }

  /** Puts a new component into the config, under the slug of its title. */
  protected override readonly bring = (): void => {
    if (this.componentId !== null || this.typedTitle.trim() === '') return;
    const components = this.store.read('/components');
    const id = toFreeId(this.typedTitle, isRecord(components) ? Object.keys(components) : []);
    this.store.set(`/components${toPointer(id)}`, this.draft);
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

  readonly #onFocus: MembersView['items']['onFocus'] = (list, index, says) => {
    this.store.announce(says);
    void this.updateComplete.then(() => {
      const inside = `[data-list="${list}"] > ${index === null ? '.add' : `[data-item="${index}"] :is(wa-input, select)`}`;
      this.querySelector<HTMLElement>(inside)?.focus();
    });
  };

  readonly #onVariable = (): void => {
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>('[data-list="/variables"] > [data-item]:last-of-type wa-input')?.focus();
    });
  };
}

/** The text about a trial: the default, none, or one of the publisher's own. */
function renderTrial(place: ComponentPlace, { help }: FormMember): TemplateResult {
  const value = place.read('/trial');
  const kind = value === false ? 'none' : typeof value === 'string' ? 'own' : '';
  return html`${renderSelect({
    label: 'About the trial',
    value: kind,
    hint: 'Shown where a trial has led to the wall.',
    options: [
      { value: '', label: 'How many articles are left' },
      { value: 'own', label: 'A text of its own' },
      { value: 'none', label: 'Nothing' },
    ],
    onChange: (chosen) => place.set('/trial', chosen === 'none' ? false : chosen === 'own' ? '' : undefined),
  })}
  ${
    kind === 'own'
      ? renderTextField({
          label: 'Trial text',
          value: String(value),
          hint: toPlainHelp(help),
          mistakes: place.mistakesAt('/trial'),
          onInput: (text) => place.set('/trial', text, true),
        })
      : nothing
  }`;
}
