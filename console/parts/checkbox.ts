import { html, type TemplateResult } from 'lit';

/** A checkbox with its label. */
export interface Checkbox {
  readonly label: string;
  readonly isChecked: boolean;
  readonly hint?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** Renders a checkbox. */
export function renderCheckbox({
  label,
  isChecked,
  hint = '',
  isDisabled = false,
  onChange,
}: Checkbox): TemplateResult {
  return html`<wa-checkbox
    .checked=${isChecked}
    ?disabled=${isDisabled}
    hint=${hint}
    @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    >${label}</wa-checkbox
  >`;
}
