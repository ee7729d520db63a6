/** A language that the elements speak. */
export interface Language {
  /** Primary language subtag (BCP 47), and the name of its file in this folder. */
  readonly tag: string;
  /** Its English name. */
  readonly name: string;
}

/**
 * The languages of all elements. A new language is a file of words beside this one and a row here; `npm run generate` then
 * writes `language-files.ts`. The chunks, their budgets, the list in the documentation and the gallery are made from these rows
 * or checked against them.
 */
export const LANGUAGES: readonly Language[] = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'German' },
  { tag: 'fr', name: 'French' },
  { tag: 'es', name: 'Spanish' },
  { tag: 'pt', name: 'Portuguese' },
  { tag: 'ar', name: 'Arabic' },
  { tag: 'ja', name: 'Japanese' },
];

/** The language that every page has, and that is used where there is no other. */
export const DEFAULT_LANGUAGE = 'en';
