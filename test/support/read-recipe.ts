import { readCode, readSection } from './read-page.js';

const PAGE = 'endpoint/runtimes.md';

/** A file of a recipe: its name is in its first line. */
export interface RecipeFile {
  readonly name: string;
  readonly code: string;
}

/** Reads the file that the page about runtimes shows under a heading. */
export function readRecipe(heading: string): RecipeFile {
  const [code] = readCode(readSection(PAGE, `## ${heading}`), 'js');
  const name = /^\/\/ (\S+)\n/.exec(code ?? '')?.[1];
  if (code === undefined || name === undefined) throw new Error(`docs/${PAGE} has no file under "${heading}".`);
  return { name, code };
}
