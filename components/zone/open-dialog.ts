import { findFocused } from './find-focused.js';
import { giveFocusBack } from './give-focus-back.js';

/** A dialog that is open. */
export interface OpenDialog {
  /** Whether everything else is inert. */
  readonly isModal: () => boolean;
  /** Makes everything else inert, or usable again. */
  readonly setModal: (isModal: boolean) => void;
  /** Closes it and gives the focus back. */
  readonly close: () => void;
}

/**
 * Opens the dialog of a pop-up and moves the focus to it. Where it is not modal, the focus stays where it is: another
 * notice is to be answered.
 */
export function openDialog(dialog: HTMLDialogElement, modal: boolean): OpenDialog {
  const before = findFocused();
  let isModal = modal;
  const open = (): void => {
    if (isModal) {
      dialog.showModal();
      // Its name is read out first. The first field instead would bring up the keyboard of a phone.
      dialog.focus();
    } else {
      const focused = findFocused();
      dialog.show();
      focused?.focus({ preventScroll: true });
    }
  };
  open();
  return {
    isModal: () => isModal,
    setModal: (next) => {
      if (next === isModal) return;
      isModal = next;
      dialog.close();
      open();
    },
    close: () => {
      dialog.close();
      giveFocusBack(before, dialog);
    },
  };
}
