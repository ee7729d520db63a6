import { html, type TemplateResult } from 'lit';
import type { Mistake } from '../../src/validate/mistake.js';
import { describeMistakes } from './mistake-text.js';

/** A field of text. */
export interface TextField {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly isDisabled?: boolean;
  /** Mistakes at the place of the value: they take the place of the hint. */
  readonly mistakes?: readonly Mistake[];
  readonly onInput: (value: string) => void;
  readonly onChange?: (value: string) => void;
}

/** Renders a field of one line, with its hint or what is wrong with its value. */
export function renderTextField({ label, value, onInput, onChange, ...options }: TextField): TemplateResult {
  const { hint = '', isDisabled = false, mistakes = [] } = options;
  const { text, style } = describeMistakes(mistakes);
  return html`<wa-input
    class=${style}
    label=${label}
    .value=${value}
    hint=${text || hint}
    ?disabled=${isDisabled}
    autocomplete="off"
    spellcheck="false"
    @input=${(event: Event) => onInput(readValue(event))}
    @change=${(event: Event) => onChange?.(readValue(event))}
  ></wa-input>`;
}

/** Renders a field of several lines, which grows with its text. */
export function renderTextArea({ label, value, onInput, hint = '', mistakes = [] }: TextField): TemplateResult {
  const { text, style } = describeMistakes(mistakes);
  return html`<wa-textarea
    class=${style}
    label=${label}
    rows="3"
    resize="auto"
    hint=${text || hint}
    .value=${value}
    @input=${(event: Event) => onInput(readValue(event))}
  ></wa-textarea>`;
}

function readValue(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
