import { html, nothing, type TemplateResult } from 'lit';
import type { FieldConfig } from '../../src/model/config.js';
import { keyed } from 'lit/directives/keyed.js';
import { readText } from '../internal/read-text.js';
import { safeHref } from '../internal/safe-href.js';
import type { Say } from './form-wall.js';
import { readOptions } from './read-fields.js';

/**
 * Tokens by which browsers and password managers know a field.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
 */
const AUTOCOMPLETE: Partial<Record<string, string>> = { email: 'email', password: 'new-password', name: 'name' };

/** The values that each kind of field puts into its markup. */
interface FieldParts {
  readonly field: FieldConfig;
  readonly id: string;
  readonly say: Say;
  readonly label: string;
  readonly mark: unknown;
  readonly hint: unknown;
  readonly mistake: unknown;
  readonly required: boolean;
  /** Ids of the hint and the mistake. */
  readonly about: string | typeof nothing;
  readonly invalid: 'true' | typeof nothing;
}

/**
 * Renders a field with its label. A type that this version does not know becomes a line of text. Each kind has one template with
 * all of it: Lit prepares and copies each template by itself, which takes longer than their markup.
 *
 * @param id - Unique in the form. Not the field's name, which may hold any character.
 * @param mistake - Text of the field's mistake.
 */
export function renderField(field: FieldConfig, id: string, mistake: string | undefined, say: Say): TemplateResult {
  const { type } = field;
  const isKnown = type === 'email' || type === 'password' || type === 'name';
  const required = field.required === true;
  const hint = readText(field.hint, '');
  const render =
    type === 'checkbox' || type === 'consent' ? renderTick : type === 'select' ? renderSelect : renderInput;
  return render({
    field,
    id,
    say,
    label: readText(field.label, isKnown ? say(type) : field.name),
    mark: required ? html`<span part="mark" aria-hidden="true">*</span>` : nothing,
    hint: hint ? html`<p part="hint" id="${id}-hint">${hint}</p>` : nothing,
    mistake: mistake ? keyed(mistake, html`<p part="field-error" id="${id}-error">${mistake}</p>`) : nothing,
    required,
    about: [hint && `${id}-hint`, mistake && `${id}-error`].filter(Boolean).join(' ') || nothing,
    invalid: mistake ? 'true' : nothing,
  });
}

/**
 * Renders a checkbox. A consent is never given in advance, and its explanation is beside the label: a link inside would
 * take the click that is meant for the box.
 */
function renderTick(parts: FieldParts): TemplateResult {
  const { field, id, say, label, mark, hint, mistake, required, about, invalid } = parts;
  const href = safeHref(field.href);
  return html`
    <div part="field tick">
      <input
        part="checkbox"
        id=${id}
        type="checkbox"
        name=${field.name}
        value="true"
        ?required=${required}
        aria-describedby=${about}
        aria-invalid=${invalid}
      />
      <div>
        <label part="label" id="${id}-label" for=${id}>${label}${mark}</label>
        ${
          href === undefined
            ? nothing
            : html`<a part="link" id="${id}-link" href=${href} aria-labelledby="${id}-link ${id}-label"
                >${say('details')}</a
              >`
        }
        ${hint} ${mistake}
      </div>
    </div>
  `;
}

function renderSelect({ field, id, label, mark, hint, mistake, required, about, invalid }: FieldParts): TemplateResult {
  return html`
    <div part="field">
      <label part="label" for=${id}>${label}${mark}</label>
      <select
        part="input"
        id=${id}
        name=${field.name}
        autocomplete=${autocompleteOf(field)}
        ?required=${required}
        aria-describedby=${about}
        aria-invalid=${invalid}
      >
        <option value=""></option>
        ${readOptions(field.options).map(
          (option) => html`<option value=${option.value}>${readText(option.label, option.value)}</option>`,
        )}
      </select>
      ${hint} ${mistake}
    </div>
  `;
}

function renderInput({ field, id, label, mark, hint, mistake, required, about, invalid }: FieldParts): TemplateResult {
  const { type } = field;
  return html`
    <div part="field">
      <label part="label" for=${id}>${label}${mark}</label>
      <input
        part="input"
        id=${id}
        name=${field.name}
        type=${type === 'email' || type === 'password' ? type : 'text'}
        autocomplete=${autocompleteOf(field)}
        minlength=${Number(field.minLength) > 0 ? Number(field.minLength) : nothing}
        ?required=${required}
        aria-describedby=${about}
        aria-invalid=${invalid}
      />
      ${hint} ${mistake}
    </div>
  `;
}

function autocompleteOf({ autocomplete, type }: FieldConfig): string | typeof nothing {
  return readText(autocomplete, AUTOCOMPLETE[type] ?? '') || nothing;
}
