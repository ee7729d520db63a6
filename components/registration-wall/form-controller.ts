import { findSession } from '../session/find-session.js';
import { findFieldMistakes } from './find-field-mistakes.js';
import type { FormWall, Say } from './form-wall.js';
import { sendForm } from './send-form.js';

/** Checks and sends the form of a wall. It is loaded once a reader begins to fill in the form. */
export class FormController {
  readonly #wall: FormWall;
  readonly #form: HTMLFormElement;
  readonly #say: Say;
  #isWatched = false;

  constructor(wall: FormWall, form: HTMLFormElement, say: Say) {
    this.#wall = wall;
    this.#form = form;
    this.#say = say;
  }

  /**
   * Shows at each field what is wrong with it, in the page's language, and leads to the first one. From then on a field that
   * the reader corrects is right at once.
   *
   * @see WHATWG HTML, section 4.10.20, "Constraints": https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constraints
   */
  showMistakes(): void {
    if (this.#check()) this.#leadToMistake();
    if (this.#isWatched) return;
    this.#isWatched = true;
    this.#form.addEventListener('input', () => {
      if (this.#wall.state === 'error') this.#check();
    });
  }

  /**
   * Sends the data as the browser would send the form itself, stays on the page, and has everything decided again.
   *
   * @param target - A sound address.
   */
  async send(target: string, data: Readonly<Record<string, string>>): Promise<void> {
    const hasMistakes = await sendForm(
      this.#wall,
      target,
      data,
      this.#say,
      this.#wall.session ?? findSession(this.#wall),
    );
    if (hasMistakes) this.#leadToMistake();
  }

  /** @returns Whether anything is wrong. */
  #check(): boolean {
    const mistakes = findFieldMistakes(this.#form, this.#say);
    const isWrong = Object.keys(mistakes).length > 0;
    Object.assign(this.#wall, { mistakes, message: '', state: isWrong ? 'error' : 'idle' });
    return isWrong;
  }

  /** Puts the focus on the first field that is wrong. */
  #leadToMistake(): void {
    void this.#wall.updateComplete.then(() => this.#form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  }
}
