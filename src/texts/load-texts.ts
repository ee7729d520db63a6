import { EN } from './en.js';
import { findText } from './find-text.js';
import { FILES } from './language-files.js';
import type { Texts } from './texts.js';

/** Cache of the languages that are loaded, by primary subtag. The files never change, so it outlives sessions. */
const loaded = new Map<string, Texts>();

/** The default texts in the language of a tag, if they are loaded, else in English. */
export function textsOf(language = ''): Texts {
  return loaded.get(primarySubtag(language)) ?? EN;
}

/**
 * A text of an element: the publisher's own words, else the default in the language of the page.
 *
 * @param texts - The publisher's words; see `findText`.
 */
export function textFor(key: keyof Texts, language: string | undefined, texts?: unknown): string {
  return findText(texts, key, language) ?? textsOf(language)[key];
}

/**
 * Loads the default texts in the language of a tag.
 *
 * @returns `null` if there is nothing to wait for. Never rejects: a language that does not arrive is English.
 */
export function loadTexts(language = ''): Promise<void> | null {
  const tag = primarySubtag(language);
  if (loaded.has(tag) || !Object.hasOwn(FILES, tag)) return null;
  return FILES[tag]!().then(
    ({ TEXTS }) => void loaded.set(tag, TEXTS),
    () => undefined,
  );
}

function primarySubtag(language: string): string {
  return language.split('-')[0]!.toLowerCase();
}
