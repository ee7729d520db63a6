/** A part of a text that is replaced. */
export interface PageEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Replaces parts of a text by their offsets. Everything else stays, character by character. */
export function editPage(text: string, edits: readonly PageEdit[]): string {
  let edited = '';
  let at = 0;
  for (const edit of [...edits].sort((one, other) => one.start - other.start)) {
    edited += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return edited + text.slice(at);
}
