import { html, nothing, type TemplateResult } from 'lit';
import { readFieldText, writeFieldText } from '../../src/cards/read-field-text.js';
import type { FormMember } from '../../src/schema/list-members.js';
import { renderCheckbox } from '../parts/checkbox.js';
import { describeMistakes } from '../parts/mistake-text.js';
import { renderSelect } from '../parts/select-field.js';
import { renderTextArea, renderTextField } from '../parts/text-field.js';
import { placeOfRecord } from './component-place.js';
import { hasMember, isLong, labelOf, labelOfValue, toPlainHelp } from './member-labels.js';
import type { MemberFolder, MembersView } from './members-view.js';
import { renderItems } from './render-items.js';

/** Renders a form for members of a folder, made from the schema. */
export function renderMembers(view: MembersView, members: readonly FormMember[], folder: MemberFolder): TemplateResult {
  const type = view.place.read(`${folder.pointer}/type`);
  const isShown = ({ name }: FormMember): boolean =>
    folder.name !== 'fields' || hasMember(type, name) || view.place.read(`${folder.pointer}/${name}`) !== undefined;
  return html`${members.filter(isShown).map((member) => renderMember(view, member, folder))}`;
}

function renderMember(view: MembersView, member: FormMember, folder: MemberFolder): TemplateResult | typeof nothing {
  const { place } = view;
  const pointer = `${folder.pointer}/${member.name}`;
  const label = labelOf(member.name, folder.name);
  const base = { label, hint: toPlainHelp(member.help), mistakes: place.mistakesAt(pointer) };
  const text = place.readText(pointer);
  switch (member.kind) {
    case 'text': {
      // A member that has to be there is empty while it is typed, and not missing.
      const onInput = (typed: string): void =>
        place.set(pointer, typed === '' && !member.isRequired ? undefined : typed, true);
      return isLong(member.name, folder.name)
        ? renderTextArea({ ...base, value: text, onInput })
        : renderTextField({ ...base, value: text, onInput });
    }
    case 'number':
      return renderTextField({
        ...base,
        value: text,
        onInput: (typed) => place.set(pointer, readFieldText('number', typed.replace(',', '.')), true),
      });
    case 'flag':
      return renderCheckbox({
        ...base,
        isChecked: place.read(pointer) === true,
        onChange: (isChecked) => place.set(pointer, isChecked || undefined),
      });
    case 'choice':
      return renderSelect({
        ...base,
        value: text,
        options: [
          ...(member.isRequired ? [] : [{ value: '', label: 'Default' }]),
          ...member.options.map((value) => ({ value, label: labelOfValue(value) })),
        ],
        onChange: (value) => place.set(pointer, value || undefined),
      });
    case 'lines':
      if (member.options.length > 0) return renderSome(view, member, pointer, base);
      return renderTextArea({
        ...base,
        value: writeFieldText(place.read(pointer)),
        onInput: (typed) => place.set(pointer, readFieldText('list', typed), true),
      });
    case 'record':
      return renderRecord(view, member, pointer, label);
    case 'list':
      return renderItems({ ...view, renderMembers }, member, pointer, label);
    default:
      return nothing;
  }
}

/** Check boxes for a list of some of a few values. Without any of them the list goes. */
function renderSome(
  { place }: MembersView,
  { options }: FormMember,
  pointer: string,
  base: SomeLabels,
): TemplateResult {
  const value = place.read(pointer);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const { text } = describeMistakes(place.mistakesAt(pointer, true));
  const change = (option: string, isChecked: boolean): void => {
    const next = options.filter((one) => (one === option ? isChecked : chosen.includes(one)));
    place.set(pointer, next.length > 0 ? next : undefined);
  };
  return html`<fieldset>
    <legend>${base.label}</legend>
    ${text ? html`<p class="wrong">${text}</p>` : nothing}
    ${options.map((option) =>
      renderCheckbox({
        label: labelOfValue(option.replaceAll('-', ' ')),
        isChecked: chosen.includes(option),
        onChange: (isChecked) => change(option, isChecked),
      }),
    )}
    <p class="hint">${base.hint}</p>
  </fieldset>`;
}

interface SomeLabels {
  readonly label: string;
  readonly hint: string;
}

/** A record of members that belong together, such as a price: it is there once one of them is. */
function renderRecord(view: MembersView, member: FormMember, pointer: string, label: string): TemplateResult {
  const { text } = describeMistakes(view.place.mistakesAt(pointer));
  return html`<fieldset class=${member.name === 'price' ? 'pair' : ''}>
    <legend>${label}</legend>
    ${text ? html`<p class="wrong">${text}</p>` : nothing}
    ${renderMembers({ ...view, place: placeOfRecord(view.place, pointer) }, member.members, { pointer, name: member.name })}
  </fieldset>`;
}
