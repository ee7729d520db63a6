import { readCode, readSection } from './read-page.js';

/** The blocks of code of a language under a heading of a page in `docs/`, in order. */
export function readGuide(page: string, heading: string, language: string): readonly string[] {
  return readCode(readSection(page, `## ${heading}`), language).map((code) => code.trim());
}
