import { readSection } from '../support/read-page.js';

const PAGE = 'guides/frameworks.md';

/** The part of the page that holds the recipes. */
export const RECIPES = readSection(PAGE, '## Recipes');

/** A block of code under a line that names its file, such as `app/page.jsx`: */
const FILE = /^`([^`\n]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm;

/**
 * Reads the files of a recipe from docs/guides/frameworks.md, by path.
 *
 * @param heading - The heading that its files are directly under.
 */
export function readRecipe(heading: string): Readonly<Record<string, string>> {
  const section = RECIPES.split(/^#{3,4} /m).find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/${PAGE} has no recipe "${heading}".`);
  return Object.fromEntries([...section.matchAll(FILE)].map(([, path, code]) => [path!, code!]));
}

/** Replaces text in a file of a recipe. Throws where the file does not have it exactly once. */
export function replaceIn(
  files: Readonly<Record<string, string>>,
  path: string,
  changes: readonly (readonly [pattern: RegExp, text: string])[],
): Readonly<Record<string, string>> {
  const code = files[path];
  if (code === undefined) throw new Error(`The recipe has no file "${path}".`);
  const changed = changes.reduce((now, [pattern, text]) => {
    const parts = now.split(pattern);
    if (parts.length !== 2) throw new Error(`"${path}" has ${pattern} ${parts.length - 1} times.`);
    return parts.join(text);
  }, code);
  return { ...files, [path]: changed };
}
