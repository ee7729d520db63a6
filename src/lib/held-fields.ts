/** Elements that are sent with a form, or keep it from being sent. */
export const FIELDS = 'input,select,textarea,button,fieldset';

interface Field {
  disabled: boolean;
}

/** Fields that are out of sight in nodes that stay in the page: their form is sent without them. */
export class HeldFields {
  readonly #fields = new Set<Field>();

  /** @param fields - Elements of `FIELDS`. */
  hold(fields: Iterable<unknown>): void {
    for (const field of fields as Iterable<Field>) {
      if (field.disabled) continue;
      field.disabled = true;
      this.#fields.add(field);
    }
  }

  /** Gives the fields back to their forms. */
  release(): void {
    for (const field of this.#fields) field.disabled = false;
    this.#fields.clear();
  }
}
