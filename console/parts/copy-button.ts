import { html, type TemplateResult } from 'lit';
import type { ConsoleStore } from '../store/console-store.js';

/** Renders a button that copies a text, and says so. */
export function renderCopyButton(
  store: ConsoleStore,
  { what, text }: { readonly what: string; readonly text: string },
): TemplateResult {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      store.announce(`Copied ${what}.`);
    } catch {
      store.announce('The browser allows no copying. Select the text in the field.');
    }
  };
  return html`<wa-button slot="footer" variant="brand" @click=${copy}>Copy</wa-button>`;
}
