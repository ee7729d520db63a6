import type { FormController } from './form-controller.js';

/** Loads the controller of a form; `null` if it does not arrive, and the next call asks again. */
export async function loadFormController(): Promise<typeof FormController | null> {
  try {
    return (await import('./form-controller.js')).FormController;
  } catch {
    return null;
  }
}
