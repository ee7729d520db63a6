/** Key in the store of a session: the preview that runs in the page (`RunningPreview`); nothing where none runs. */
export const PREVIEW = 'preview';

/** A preview that runs in a page. */
export interface RunningPreview {
  /** Name of its maker. */
  readonly by: string;
  /** When it ends, in milliseconds since 1970. */
  readonly exp: number;
  /** Name of the reader that the page is seen as; `null` for the reader's own token. */
  readonly reader: string | null;
  /** Names of the readers that it can be seen as. */
  readonly readers: readonly string[];
  /** Sentences about what differs from the preview as it was made: edits that do not apply, another live config. */
  readonly notes: readonly string[];
  /** Ends the preview in this tab; the page becomes live. */
  leave(): void;
  /**
   * Shows the page as another reader of the preview, or as the reader's own token says with `null`.
   *
   * @returns Resolves when the page shows it.
   */
  switchTo(reader: string | null): Promise<void>;
}

/** The preview that runs, as `Zephr.preview` gives it. */
export interface PreviewState {
  /** Name of its maker. */
  readonly by: string;
  /** When it ends, in milliseconds since 1970. */
  readonly exp: number;
  /** Name of the reader that the page is seen as; `null` for the reader's own token. */
  readonly reader: string | null;
}
