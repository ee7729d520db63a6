import { html, nothing, type TemplateResult } from 'lit';
import { listFields, type FormField } from '../../src/cards/list-fields.js';
import { readFieldText, writeFieldText } from '../../src/cards/read-field-text.js';
import { renderTextField } from '../parts/text-field.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Suggestions that a field shows. */
const MAX_SUGGESTIONS = 6;
/** The periods that views are counted over. */
const WINDOWS = ['', 'lifetime', 'calendar-day', 'calendar-week', 'calendar-month', '7 days', '30 days'];

/** The form of a node. */
export interface NodeFields {
  readonly node: JsonObject;
  readonly config: unknown;
  /** Whether empty fields that are required are marked. */
  readonly isChecked: boolean;
  readonly onChange: (name: string, value: unknown) => void;
}

/** Renders the fields of a node, made from its schema. */
export function renderFields({ node, config, isChecked, onChange }: NodeFields): TemplateResult {
  return html`${listFields(node, config).map((field) => {
    const value = node[field.name];
    const isMissing = isChecked && field.isRequired && (value === undefined || value === '');
    const hint = isMissing ? `Fill in ${field.label}.` : helpOf(field, value);
    if (field.kind === 'select' || field.kind === 'window') return renderSelect(field, value, hint, onChange);
    const change = (text: string): void => onChange(field.name, readFieldText(field.kind, text));
    if (field.kind === 'list' || field.kind === 'dates') {
      return html`<wa-textarea
        label=${field.label}
        hint="${hint} One in each line."
        .value=${writeFieldText(value)}
        @input=${(event: Event) => change((event.target as HTMLTextAreaElement).value)}
      ></wa-textarea>`;
    }
    return html`${renderTextField({ label: field.label, value: writeFieldText(value), hint, onInput: change })}
    ${
      field.suggestions.length > 0
        ? html`<p class="hint">
            In use:
            ${field.suggestions
              .slice(0, MAX_SUGGESTIONS)
              .map(
                (one) =>
                  html`<wa-button size="small" appearance="plain" @click=${() => onChange(field.name, one)}
                    >${one}</wa-button
                  >`,
              )}
          </p>`
        : nothing
    }`;
  })}`;
}

/** Returns the names of fields that are required and empty. */
export function listMissing(node: JsonObject, config: unknown): string[] {
  return listFields(node, config)
    .filter(({ name, isRequired }) => isRequired && (node[name] === undefined || node[name] === ''))
    .map(({ label }) => label);
}

function renderSelect(
  { name, label, options, isRequired, kind }: FormField,
  value: unknown,
  hint: string,
  onChange: NodeFields['onChange'],
): TemplateResult {
  const text = writeFieldText(value);
  const known = kind === 'window' ? WINDOWS.map((one) => ({ value: one, label: one || 'Default' })) : options;
  const all = known.some((one) => one.value === text) ? known : [{ value: text, label: text || 'Choose …' }, ...known];
  const choices = isRequired || all.some((one) => one.value === '') ? all : [{ value: '', label: 'Default' }, ...all];
  return html`<label class="choice">
    <span>${label}</span>
    <select @change=${(event: Event) => onChange(name, readFieldText(kind, (event.target as HTMLSelectElement).value))}>
      ${choices.map((one) => html`<option value=${one.value} ?selected=${one.value === text}>${one.label}</option>`)}
    </select>
    <small class="hint">${hint}</small>
  </label>`;
}

function helpOf({ help, options }: FormField, value: unknown): string {
  return options.find((one) => one.value === value)?.help ?? help;
}
