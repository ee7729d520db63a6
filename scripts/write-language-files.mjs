import { format } from 'prettier';

/**
 * Writes the module that names the files of all languages: bundlers need each import() in full.
 *
 * @param {readonly { readonly tag: string }[]} languages - The rows of `src/texts/languages.ts` but English.
 * @param {import('prettier').Options | null} style
 */
export function writeLanguageFiles(languages, style) {
  const tags = languages.map(({ tag }) => tag);
  const text = `// Written by \`npm run generate\` from languages.ts; changes here are lost.
    ${tags.map((tag) => `import { FAULT as ${tag} } from './${tag}.js';`).join('\n')}
    import type { Texts } from './texts.js';

    /** Loads the words of a language, by primary subtag. */
    export const FILES: Readonly<Record<string, () => Promise<{ readonly TEXTS: Texts }>>> = {
      ${tags.map((tag) => `${tag}: () => import('./${tag}.js'),`).join('\n')}
    };

    /** The line of a feature that could not be loaded, by primary subtag: every page has it, as no file may arrive then. */
    export const FAULTS: Readonly<Record<string, string>> = { ${tags.join(', ')} };
  `;
  return format(text, { ...style, parser: 'typescript' });
}
