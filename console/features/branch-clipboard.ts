import { copyBranch, cutBranch, pasteBranch } from '../../src/gestures/copy-branch.js';
import type { RuleDesk } from './rule-desk.js';

/** Branches of rules on the clipboard, as JSON text. */
export class BranchClipboard {
  /** The branch that was copied last, where the browser refuses its clipboard. */
  #copied = '';

  /** Copies what the current row leads to. Returns whether there is anything. */
  copy({ store, place, item }: RuleDesk): boolean {
    const text = copyBranch(store.config, place, item.row.pointer);
    if (text === null) {
      store.announce('The exit leads nowhere: there is no branch to copy.');
      return false;
    }
    this.#copied = text;
    void navigator.clipboard?.writeText(text).catch(() => {});
    store.announce('Branch copied.');
    return true;
  }

  /** Copies what the current row leads to, and opens the row. */
  cut(desk: RuleDesk): void {
    if (!this.copy(desk)) return;
    desk.run(cutBranch(desk.store.config, desk.place, desk.item.row.pointer));
  }

  /** Pastes a branch on the current row. */
  async paste(desk: RuleDesk): Promise<void> {
    const { pointer } = desk.item.row;
    const text = await navigator.clipboard?.readText().catch(() => this.#copied);
    desk.run(pasteBranch(desk.store.config, desk.place, pointer, text || this.#copied));
  }
}
