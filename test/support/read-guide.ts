import { readFileSync } from 'node:fs';
import { readCode } from './read-readme.js';

/** The blocks of code of a language under a heading of a page in `docs/`, in order. */
export function readGuide(page: string, heading: string, language: string): readonly string[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${page} has no section "${heading}".`);
  return readCode(section, language).map((code) => code.trim());
}
