import { html, type TemplateResult } from 'lit';
import type { Mistake } from '../../src/validate/mistake.js';
import { describeMistake } from '../shell/problems.js';

/** A field of one line. */
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
  const read = (event: Event): string => (event.target as HTMLInputElement).value;
  const error = mistakes.map(describeMistake).join(' ');
  return html`<wa-input
    class=${mistakes.some(({ severity }) => severity === 'error') ? 'has-error' : mistakes.length ? 'has-warning' : ''}
    label=${label}
    .value=${value}
    hint=${error || hint}
    ?disabled=${isDisabled}
    autocomplete="off"
    spellcheck="false"
    @input=${(event: Event) => onInput(read(event))}
    @change=${(event: Event) => onChange?.(read(event))}
  ></wa-input>`;
}
