/** Values that the fields of a form take, by the type of their input. */
const SAMPLES: Readonly<Record<string, string>> = { email: 'reader@example.org', password: 'correct horse battery' };

/** Fills in a form, so that it can be sent. */
export function fillForm(form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement) {
      if (field.type === 'checkbox') field.checked = true;
      else field.value = SAMPLES[field.type] ?? 'Some text that is long enough';
    } else if (field instanceof HTMLSelectElement) {
      field.value = [...field.options].find(({ value }) => value !== '')?.value ?? '';
    }
  }
}

/** Does what the browser does when a reader submits a form, up to the event. */
export function submitForm(form: HTMLFormElement): void {
  if (!form.checkValidity()) return;
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
}
