/** Pages of docs/ that show files of examples/: a section that links an example has its files as they are. */
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);

/** A block of code under a line that names its file, such as `app/page.jsx`: */
const FILE = /^`([^`\n]+)`:\n\n```(\w+)\n[\s\S]*?^```$/gm;

/**
 * Puts the files of examples into a page.
 *
 * @param {string} page - Markdown. The sections of an example link its folder: `…/examples/next`.
 * @returns {{ text: string, shown: readonly string[] }} The page, and the paths of the files that it shows.
 */
export function showExamples(page) {
  const shown = [];
  const sections = page.split(/^(?=#{2,4} )/m).map((section) => {
    const example = /\/examples\/([\w-]+)\b/.exec(section)?.[1];
    if (example === undefined) return section;
    return section.replace(FILE, (block, name, language) => {
      const path = `examples/${example}/${name}`;
      const file = new URL(path, root);
      if (!existsSync(file)) return block;
      shown.push(path);
      return `\`${name}\`:\n\n\`\`\`${language}\n${readFileSync(file, 'utf8')}\`\`\``;
    });
  });
  return { text: sections.join(''), shown };
}
