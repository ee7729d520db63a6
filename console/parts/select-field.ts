import { html, nothing, type TemplateResult } from 'lit';
import type { Mistake } from '../../src/validate/mistake.js';
import { describeMistakes } from './mistake-text.js';

/** A field that chooses one of some values. */
export interface SelectField {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
  readonly mistakes?: readonly Mistake[];
  readonly onChange: (value: string) => void;
}

/** Renders a field that chooses. A value that the options lack is added to them. */
export function renderSelect({ label, value, options, ...more }: SelectField): TemplateResult {
  const { hint = '', mistakes = [], onChange } = more;
  const { text, style } = describeMistakes(mistakes);
  const isKnown = options.some((option) => option.value === value);
  const all = isKnown ? options : [{ value, label: value || 'Choose …' }, ...options];
  const help = text || hint;
  // The help is not part of the name.
  return html`<label class="select">
    <span>${label}</span>
    <select
      aria-label=${label}
      aria-description=${help || nothing}
      aria-invalid=${style === 'has-error' ? 'true' : nothing}
      @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}
    >
      ${all.map(
        (option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
      )}
    </select>
    ${help ? html`<small class=${style === 'has-error' ? 'wrong' : 'hint'}>${help}</small>` : nothing}
  </label>`;
}
