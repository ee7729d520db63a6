import { html, nothing, type TemplateResult } from 'lit';
import type { FieldConfig } from '../../src/model/config.js';
import { readText } from '../internal/read-text.js';
import { safeHref } from '../internal/safe-href.js';
import { readOptions } from './read-fields.js';

/**
 * Tokens by which browsers and password managers know a field.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
 */
const AUTOCOMPLETE: Partial<Record<string, string>> = { email: 'email', password: 'new-password', name: 'name' };

const LABELS: Partial<Record<string, string>> = { email: 'Email', password: 'Password', name: 'Name' };

/**
 * A field with its label. A type that this version does not know is a line of text.
 *
 * @param id - Unique in the form. Not the field's name, which may hold anything.
 */
export function renderField(field: FieldConfig, id: string): TemplateResult {
  return field.type === 'checkbox' || field.type === 'consent' ? renderTick(field, id) : renderEntry(field, id);
}

function renderEntry(field: FieldConfig, id: string): TemplateResult {
  const token = readText(field.autocomplete, AUTOCOMPLETE[field.type] ?? '');
  const required = field.required === true;
  return html`
    <div part="field">
      <label part="label" for=${id}>${labelOf(field)}${renderMark(required)}</label>
      ${
        field.type === 'select'
          ? html`
              <select part="input" id=${id} name=${field.name} autocomplete=${token || nothing} ?required=${required}>
                <option value=""></option>
                ${readOptions(field.options).map(
                  (option) => html`<option value=${option.value}>${readText(option.label, option.value)}</option>`,
                )}
              </select>
            `
          : html`
              <input
                part="input"
                id=${id}
                name=${field.name}
                type=${field.type === 'email' || field.type === 'password' ? field.type : 'text'}
                autocomplete=${token || nothing}
                ?required=${required}
              />
            `
      }
    </div>
  `;
}

// A consent is never given in advance, and its explanation stands beside the label: a link inside would take the click
// that is meant for the box.
function renderTick(field: FieldConfig, id: string): TemplateResult {
  const required = field.required === true;
  const href = safeHref(field.href);
  return html`
    <div part="field tick">
      <input part="checkbox" id=${id} type="checkbox" name=${field.name} value="true" ?required=${required} />
      <div>
        <label part="label" id="${id}-label" for=${id}>${labelOf(field)}${renderMark(required)}</label>
        ${
          href === undefined
            ? nothing
            : html`<a part="link" id="${id}-link" href=${href} aria-labelledby="${id}-link ${id}-label">Details</a>`
        }
      </div>
    </div>
  `;
}

function labelOf(field: FieldConfig): string {
  return readText(field.label, LABELS[field.type] ?? field.name);
}

function renderMark(required: boolean): unknown {
  return required ? html`<span part="mark" aria-hidden="true">*</span>` : nothing;
}
