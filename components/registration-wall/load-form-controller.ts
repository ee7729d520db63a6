import { FILE_TIMEOUT_MS } from '../../src/lib/request/limits.js';
import { within } from '../../src/lib/within.js';
import type { FormController } from './form-controller.js';

/** Loads the controller of a form; `null` if it does not arrive in time, and the next call asks again. */
export async function loadFormController(): Promise<typeof FormController | null> {
  try {
    return (await within(FILE_TIMEOUT_MS, 'form.js', import('./form-controller.js'))).FormController;
  } catch {
    return null;
  }
}
