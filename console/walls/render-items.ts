import { html, nothing, type TemplateResult } from 'lit';
import type { FormMember } from '../../src/schema/list-members.js';
import { own } from '../../src/lib/own.js';
import { describeMistakes } from '../parts/mistake-text.js';
import { renderSelect } from '../parts/select-field.js';
import { toHash } from '../shell/route.js';
import { listSiteOffers, titleOfSite } from './list-site-offers.js';
import { labelOf } from './member-labels.js';
import type { MemberFolder, MembersView } from './members-view.js';

/** A form that can render the members of an item. */
interface ItemsForm extends MembersView {
  readonly renderMembers: (view: MembersView, members: readonly FormMember[], folder: MemberFolder) => TemplateResult;
}

/** The name of one item of a list. */
const NOUNS: Readonly<Record<string, string>> = { offers: 'offer', fields: 'field', options: 'choice' };

/** Renders a list: each item with its members, and buttons that move, remove and add. */
export function renderItems(form: ItemsForm, member: FormMember, pointer: string, label: string): TemplateResult {
  const view = isFlat(member) ? { ...form, items: { ...form.items, onOpen: () => {} } } : form;
  const { place, items } = view;
  const list = place.read(pointer);
  const count = Array.isArray(list) ? list.length : 0;
  const noun = NOUNS[member.name] ?? 'item';
  const { text } = describeMistakes(place.mistakesAt(pointer));
  const add = (): void => {
    const at = `${pointer}/${count}`;
    const item = createItem(member.name, list);
    if (count === 0) place.set(pointer, [item]);
    else place.set(at, item);
    items.onOpen(at);
    items.onFocus(pointer, count, `${capital(noun)} ${count + 1} added.`);
  };
  return html`<fieldset class="items" data-list=${pointer}>
    <legend>${label}</legend>
    ${text ? html`<p class="wrong">${text}</p>` : nothing}
    ${count === 0 ? html`<p class="hint">${emptyWords(member)}</p>` : nothing}
    ${Array.from({ length: count }, (_, index) => renderItem(view, member, pointer, { index, count, noun }))}
    <wa-button class="add" size="s" appearance="outlined" @click=${add}>${`Add ${article(noun)} ${noun}`}</wa-button>
    ${member.name === 'offers' ? renderOffersOfSite(view, pointer, list) : nothing}
  </fieldset>`;
}

interface ItemAt {
  readonly index: number;
  readonly count: number;
  readonly noun: string;
}

function renderItem(view: ItemsForm, member: FormMember, list: string, at: ItemAt): TemplateResult {
  const { place, items } = view;
  const { index, noun } = at;
  const pointer = `${list}/${index}`;
  const name = `${capital(noun)} ${index + 1}`;
  const item = place.read(pointer);
  if (typeof item === 'string') {
    const { text } = describeMistakes(place.mistakesAt(pointer));
    return html`<div class="item flat" data-item=${index}>
      <div role="group" aria-label=${name} class="item-body">
        <p>
          ${name}:
          ${
            own(own(place.config, 'offers'), item) === undefined
              ? html`${item}`
              : html`<a href=${toHash('products', 'offers', item)}>${titleOfSite(place.config, item)}</a>, an offer of
                  the site`
          }
        </p>
        ${text ? html`<p class="wrong">${text}</p>` : nothing} ${renderItemTools(view, list, at)}
      </div>
    </div>`;
  }
  const body = html`<div role="group" aria-label=${name} class="item-body">
    ${view.renderMembers(view, member.members, { pointer, name: member.name })} ${renderItemTools(view, list, at)}
  </div>`;
  if (isFlat(member)) return html`<div class="item flat" data-item=${index}>${body}</div>`;
  const isWrong = place.mistakesAt(pointer, true).length > 0;
  const onToggle = (event: Event): void => {
    const { open } = event.currentTarget as HTMLDetailsElement;
    if (open !== (items.opened === pointer)) items.onOpen(open ? pointer : null);
  };
  return html`<details class="item" data-item=${index} ?open=${items.opened === pointer} @toggle=${onToggle}>
    <summary>
      ${name}: ${titleOf(item, member.name)} ${isWrong ? html`<strong class="wrong">has a mistake</strong>` : nothing}
    </summary>
    ${items.opened === pointer ? body : nothing}
  </details>`;
}

function renderItemTools({ place, items }: MembersView, list: string, { index, count, noun }: ItemAt): TemplateResult {
  const pointer = `${list}/${index}`;
  const name = `${noun} ${index + 1}`;
  const move = (to: number) => () => {
    place.move(pointer, `${list}/${to}`);
    items.onOpen(`${list}/${to}`);
    items.onFocus(list, to, `${capital(name)} is now ${noun} ${to + 1}.`);
  };
  const remove = (): void => {
    if (count === 1) place.set(list, undefined);
    else place.set(pointer, undefined);
    items.onOpen(null);
    items.onFocus(list, null, `${capital(name)} was removed. Undo brings it back.`);
  };
  const tool = (label: string, isDisabled: boolean, run: () => void): TemplateResult =>
    html`<wa-button size="s" appearance="plain" ?disabled=${isDisabled} @click=${run}
      >${label}<span class="hidden">${` ${name}`}</span></wa-button
    >`;
  return html`<p class="row">
    ${tool('Move up', index === 0, move(index - 1))} ${tool('Move down', index === count - 1, move(index + 1))}
    ${tool('Remove', false, remove)}
  </p>`;
}

/** Adds an offer of the site to a list, by its name. */
function renderOffersOfSite(
  { place, items }: MembersView,
  pointer: string,
  list: unknown,
): TemplateResult | typeof nothing {
  const named: readonly unknown[] = Array.isArray(list) ? list : [];
  const left = listSiteOffers(place.config).filter(({ id }) => !named.includes(id));
  if (left.length === 0)
    return named.some((one) => typeof one === 'string')
      ? nothing
      : html`<p class="hint">
          Offers that several paywalls show are written once, under
          <a href=${toHash('products', 'offers')}>Products › Offers</a>.
        </p>`;
  return renderSelect({
    label: 'Add an offer of the site',
    value: '',
    options: [{ value: '', label: 'Choose' }, ...left.map(({ id, title }) => ({ value: id, label: title }))],
    onChange: (id) => {
      if (id === '') return;
      place.set(pointer, [...named, id]);
      items.onFocus(pointer, null, `${titleOfSite(place.config, id)} added.`);
    },
  });
}

/** Whether items are never folded: a choice has two members. */
function isFlat({ members }: FormMember): boolean {
  return members.length <= 2;
}

/** A new item, as far as it can be filled in. */
function createItem(name: string, list: unknown): Readonly<Record<string, unknown>> {
  const items: readonly Readonly<Record<string, unknown>>[] = Array.isArray(list) ? list : [];
  const free = (key: string, stem: string): string => {
    let number = items.length + 1;
    while (items.some((item) => item?.[key] === `${stem}-${number}`)) number++;
    return `${stem}-${number}`;
  };
  if (name === 'offers') return { id: free('id', 'offer') };
  if (name === 'options') return { value: free('value', 'choice') };
  // Without a list the form asks for an e-mail address: the first field keeps that.
  return items.length === 0
    ? { name: 'email', type: 'email', required: true }
    : { name: free('name', 'field'), type: 'text' };
}

function titleOf(item: unknown, list: string): string {
  const { id, title, name, label, type } = Object(item) as Readonly<Record<string, unknown>>;
  const texts = list === 'offers' ? [title, id] : [label, name];
  const text = texts.find((one) => typeof one === 'string' && one !== '');
  const kind = typeof type === 'string' ? ` (${type})` : '';
  return `${typeof text === 'string' ? text : 'without a name'}${kind}`;
}

function emptyWords({ name }: FormMember): string {
  if (name === 'fields') return 'Without fields of its own, the form asks for an e-mail address.';
  return `There are no ${labelOf(name).toLowerCase()} yet.`;
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
