/** A stretch of a built file's text: from the first character to before the last, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a built file asks for others and what it gives to them: an entry of `dist/parts.json`, which the build writes
 * (`scripts/map-part.mjs`). Files are named by their path below `dist/`.
 */
export interface Part {
  /** How long its text is: of another length, it is not the file that was mapped. */
  readonly length: number;
  /** Where its own code ends, before its exports and the name of its source map. */
  readonly end: number;
  /** Its imports: the local names by those of the other file. */
  readonly takes: readonly (Stretch & { readonly file: string; readonly names: Readonly<Record<string, string>> })[];
  /** Its calls of `import()`. */
  readonly asks: readonly (Stretch & { readonly file: string })[];
  /** Its exports: the local names by those that others know. */
  readonly gives: Readonly<Record<string, string>>;
}

/** A part and its text. */
export interface PartWithText extends Part {
  readonly text: string;
}

/** The parts that a bundle can be made of, by file. */
export type Parts = Readonly<Record<string, PartWithText>>;

/** The file that every bundle begins with. */
export const SCRIPT = 'zephr.js';
