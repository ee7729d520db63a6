import { findFocused } from './find-focused.js';
import { giveFocusBack } from './give-focus-back.js';

/**
 * Opens the dialog of a pop-up and moves the focus to it.
 *
 * @returns Closes it and gives the focus back.
 */
export function openDialog(dialog: HTMLDialogElement): () => void {
  const before = findFocused();
  dialog.showModal();
  // Its name is read out first. The first field instead would bring up the keyboard of a phone.
  dialog.focus();
  return () => {
    dialog.close();
    giveFocusBack(before, dialog);
  };
}
