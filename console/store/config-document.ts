import { editsBetween } from '../../src/edit/edits-between.js';
import { writeEdits } from '../../src/edit/write-edits.js';
import type { FileText } from './console-api.js';
import { EditedFile } from './edited-file.js';

/** The config as it is edited, by screens and as text. */
export class ConfigDocument extends EditedFile {
  /** The text that was typed since the file was read or saved, and the config that it holds; `null` without one. */
  typed: { readonly text: string; readonly config: unknown } | null = null;
  /** The text that was made last, of which text and config. */
  #written: { readonly base: string; readonly config: unknown; readonly text: string } | null = null;

  /** The text as it would be saved: what was typed stays as it was typed, and edits change it where they are. */
  get text(): string {
    const { file, typed } = this;
    const base = typed ?? (file && { text: file.text, config: this.saved });
    if (!base || this.isBroken) return base?.text ?? '';
    const { config } = this.history;
    if (this.#written?.base !== base.text || this.#written.config !== config) {
      const edits = base.config === config ? [] : editsBetween(base.config, config);
      this.#written = { base: base.text, config, text: writeEdits(base.text, edits) };
    }
    return this.#written.text;
  }

  /** Whether anything would be lost without a save, spaces of a text that was typed among it. */
  get isChanged(): boolean {
    return this.unsaved.length > 0 || (this.typed !== null && this.file !== null && this.text !== this.file.text);
  }

  override open(file: FileText | null): void {
    super.open(file);
    this.typed = null;
  }

  override onSaved(written: FileText, value: unknown): void {
    super.onSaved(written, value);
    // A text that was typed meanwhile is not in the file yet.
    if (this.typed?.text === written.text || this.history.config === value) this.typed = null;
  }
}
