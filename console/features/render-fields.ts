import { html, nothing, type TemplateResult } from 'lit';
import { findNodeMistakes } from '../../src/cards/find-node-mistakes.js';
import { listFields, type FormField } from '../../src/cards/list-fields.js';
import { readFieldText, writeFieldText, writeVariables } from '../../src/cards/read-field-text.js';
import type { Mistake } from '../../src/validate/mistake.js';
import { renderSelect } from '../parts/select-field.js';
import { renderTextArea, renderTextField } from '../parts/text-field.js';
import type { ConsoleStore } from '../store/console-store.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Suggestions that a field shows. */
const MAX_SUGGESTIONS = 6;
/** The periods that views are counted over. */
const WINDOWS = ['', 'lifetime', 'calendar-day', 'calendar-week', 'calendar-month', '7 days', '30 days'];

/** The form of a node. */
export interface NodeFields {
  readonly node: JsonObject;
  readonly store: ConsoleStore;
  /** Whether empty fields that are required are marked. */
  readonly isChecked: boolean;
  readonly onChange: (name: string, value: unknown) => void;
}

/** Renders the fields of a node, made from its schema, each with what is wrong with it. */
export function renderFields({ node, store, isChecked, onChange }: NodeFields): TemplateResult {
  const mistakes = findNodeMistakes(node);
  const fields = listFields(node, store.config).map((field) => {
    const wrong = isChecked && isMissing(field, node) ? [missing(field)] : (mistakes.get(field.name) ?? []);
    return renderField(field, node[field.name], wrong, onChange);
  });
  if (node['type'] !== 'split-test') return html`${fields}`;
  return html`${fields}
    <zephr-test-groups
      .store=${store}
      .test=${String(node['test'] ?? '')}
      .onTest=${(test: string) => onChange('test', test)}
    ></zephr-test-groups>`;
}

/** Returns the labels of fields that are empty and required, or have a mistake. */
export function listMissing(node: JsonObject, config: unknown): string[] {
  const mistakes = findNodeMistakes(node);
  const isWrong = ({ name }: FormField): boolean =>
    mistakes.get(name)?.some(({ severity }) => severity === 'error') === true;
  return listFields(node, config)
    .filter((field) => isMissing(field, node) || isWrong(field))
    .map(({ label }) => label);
}

function renderField(
  field: FormField,
  value: unknown,
  mistakes: readonly Mistake[],
  onChange: NodeFields['onChange'],
): TemplateResult {
  const { kind, label, name, suggestions } = field;
  const change = (text: string): void => onChange(name, readFieldText(kind, text));
  const hint = helpOf(field, value);
  const base = { label, value: writeFieldText(value), mistakes };
  if (kind === 'select' || kind === 'window')
    return renderSelect({ ...base, hint, options: listChoices(field), onChange: change });
  if (kind === 'list' || kind === 'dates' || kind === 'range')
    return renderTextArea({ ...base, hint: `${hint} One in each line.${listKnown(suggestions)}`, onInput: change });
  if (kind === 'variables')
    return renderTextArea({
      ...base,
      value: writeVariables(value),
      hint: `${hint} One in each line: name = value.`,
      onInput: change,
    });
  return html`${renderTextField({ ...base, hint, onInput: change })}
  ${
    suggestions.length > 0
      ? html`<p class="hint">
          In use:
          ${suggestions
            .slice(0, MAX_SUGGESTIONS)
            .map(
              (one) =>
                html`<wa-button size="s" appearance="plain" @click=${() => onChange(name, one)}>${one}</wa-button>`,
            )}
        </p>`
      : nothing
  }`;
}

/** Names the values that the lines of a list can have. */
function listKnown(names: readonly string[]): string {
  return names.length > 0 ? ` Known: ${names.slice(0, MAX_SUGGESTIONS).join(', ')}.` : '';
}

function listChoices({ kind, options, isRequired }: FormField): FormField['options'] {
  const known = kind === 'window' ? WINDOWS.map((one) => ({ value: one, label: one || 'Default' })) : options;
  const isWhole = isRequired || known.some(({ value }) => value === '');
  return isWhole ? known : [{ value: '', label: 'Default' }, ...known];
}

function isMissing({ name, isRequired }: FormField, node: JsonObject): boolean {
  return isRequired && (node[name] === undefined || node[name] === '');
}

function missing({ name, label }: FormField): Mistake {
  return { code: 'field-missing', pointer: `/${name}`, severity: 'error', message: `Fill in ${label}.` };
}

function helpOf({ help, options }: FormField, value: unknown): string {
  return (options.find((one) => one.value === value)?.help ?? help).replaceAll('`', '');
}
