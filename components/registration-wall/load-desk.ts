import type { sendForm } from './send-form.js';
import type { showMistakes } from './show-mistakes.js';

/** What the chunk for forms brings. */
export interface FormDesk {
  readonly sendForm: typeof sendForm;
  readonly showMistakes: typeof showMistakes;
}

/** Loads what a form needs once a reader is at it; `null` where it does not arrive, and the next call asks again. */
export function loadDesk(): Promise<FormDesk | null> {
  return import('./form-desk.js').catch(() => null);
}
