import { html, nothing, type TemplateResult } from 'lit';
import type { RuleDesk } from './rule-desk.js';

/** Renders the dialog of the rule editor that is open. */
export function renderDialog(desk: RuleDesk): TemplateResult {
  const { dialog } = desk;
  const close = (): void => void (desk.dialog = null);
  const onHidden = (event: Event): void => {
    if (event.target !== event.currentTarget) return;
    close();
    // The dialog gives the focus back to what opened it, after this event.
    setTimeout(() => void desk.focusCurrent());
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || (event.target as HTMLElement).localName === 'wa-input')) return;
    event.preventDefault();
    dialog?.save?.(desk);
  };
  return html`<wa-dialog
    class="gesture"
    label=${dialog?.label ?? 'Node'}
    ?open=${dialog !== null}
    @wa-after-hide=${onHidden}
    @keydown=${onKey}
  >
    ${
      dialog === null
        ? nothing
        : html`${dialog.render(desk)}
            <wa-button slot="footer" appearance="outlined" @click=${close}>Cancel</wa-button>
            ${
              dialog.save
                ? html`<wa-button slot="footer" variant="brand" @click=${() => dialog.save?.(desk)}>Save</wa-button>`
                : nothing
            }`
    }
  </wa-dialog>`;
}
