/** How a reader closes a dialog other than by its button: Escape, a gesture, or a click beside the box. */
export class DialogController {
  readonly #dismiss: () => void;
  readonly #isOpen: () => boolean;
  /** Where a press of the pointer began: a selection that is drawn out of the box closes nothing. */
  #pressed: EventTarget | null = null;

  /**
   * @param dismiss - Closes the dialog, if the reader may close it.
   * @param isOpen - Whether the dialog is to be open.
   */
  constructor(dismiss: () => void, isOpen: () => boolean) {
    this.#dismiss = dismiss;
    this.#isOpen = isOpen;
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    // Else the browser closes it itself, the second time without asking.
    event.preventDefault();
    this.#dismiss();
  };

  // By a gesture, or by a key while nothing in it has the focus.
  readonly onCancel = (event: Event): void => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    this.#dismiss();
  };

  readonly onClose = (event: Event): void => {
    const dialog = event.currentTarget as HTMLDialogElement;
    if (event.target !== dialog || !this.#isOpen() || dialog.open) return;
    // The browser did not take no for an answer.
    dialog.showModal();
    dialog.focus();
  };

  readonly onPress = ({ target }: Event): void => {
    this.#pressed = target;
  };

  readonly onClick = ({ target, currentTarget }: Event): void => {
    if (target === currentTarget && this.#pressed === target) this.#dismiss();
  };
}
