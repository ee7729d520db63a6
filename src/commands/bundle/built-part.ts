/** A range of a built file's text, in UTF-16 units. `end` is behind its last one. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a built file imports others and what it exports: an entry of `dist/parts.json`, which the build writes
 * (`scripts/map-part.mjs`). Chunks are named without the hash of the build: `chunks/walls.js`.
 */
export interface BuiltPart {
  /** Its path below `dist/`, which for a chunk has the hash of the build. */
  readonly path: string;
  /** Names of the packages whose code it holds. */
  readonly packages: readonly string[];
  /** Length of its text. A file of another length is not the one that was mapped. */
  readonly length: number;
  /** Where its own code begins, behind a comment for compilers. */
  readonly start: number;
  /** Where its own code ends, before its exports and the name of its source map. */
  readonly end: number;
  /** Its static imports: local names by the names in the other file. */
  readonly takes: readonly (TextRange & { readonly file: string; readonly names: Readonly<Record<string, string>> })[];
  /** Its dynamic imports. */
  readonly asks: readonly (TextRange & { readonly file: string })[];
  /** Its exports: local names by exported names. */
  readonly gives: Readonly<Record<string, string>>;
  /** The literal with the usual name of the token's cookie and `=`. Only the script has one. */
  readonly cookie?: TextRange;
}

/** A mapped file and its text. */
export interface PartWithText extends BuiltPart {
  readonly text: string;
}

/** The files that a bundle can be made of, by name. */
export type Parts = Readonly<Record<string, PartWithText>>;

/** The file that every bundle begins with. */
export const SCRIPT = 'zephr.js';

/** The notices of the packages whose code is in files for pages: a path below `dist/`. */
export const NOTICES = 'chunks/THIRD-PARTY-NOTICES.txt';
