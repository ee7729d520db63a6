import { EN } from './en.js';
import type { Texts } from './texts.js';

/** The languages that there are beside English, by their primary subtag (BCP 47). */
const FILES: Readonly<Record<string, () => Promise<{ readonly TEXTS: Texts }>>> = {
  de: () => import('./de.js'),
  fr: () => import('./fr.js'),
  es: () => import('./es.js'),
  pt: () => import('./pt.js'),
  ar: () => import('./ar.js'),
  ja: () => import('./ja.js'),
};

const known = new Map<string, Texts>();

/** The texts in the language of a tag as far as they are loaded, else English. */
export function textsOf(language = ''): Texts {
  return known.get(primary(language)) ?? EN;
}

/**
 * Loads the texts in the language of a tag.
 *
 * @returns `null` where there is nothing to wait for. Never rejects: a language that does not arrive is English.
 */
export function loadTexts(language = ''): Promise<void> | null {
  const name = primary(language);
  if (known.has(name) || !Object.hasOwn(FILES, name)) return null;
  return FILES[name]!().then(
    ({ TEXTS }) => void known.set(name, TEXTS),
    () => undefined,
  );
}

function primary(language: string): string {
  return language.split('-')[0]!.toLowerCase();
}
