import { readFileSync } from 'node:fs';
import { readCode } from './read-readme.js';

const page = readFileSync(new URL('../../docs/runtimes.md', import.meta.url), 'utf8');

/** A file of a recipe: its name is in its first line. */
export interface RecipeFile {
  readonly name: string;
  readonly code: string;
}

/** Reads the file that the page about runtimes shows under a heading. */
export function readRecipe(heading: string): RecipeFile {
  const section = page.split(`\n## ${heading}\n`)[1]?.split(/^## /m)[0];
  const [code] = section === undefined ? [] : readCode(section, 'js');
  const name = /^\/\/ (\S+)\n/.exec(code ?? '')?.[1];
  if (code === undefined || name === undefined) throw new Error(`docs/runtimes.md has no file under "${heading}".`);
  return { name, code };
}
