import { readFileSync, readdirSync } from 'node:fs';

const docs = new URL('../../docs/', import.meta.url);

/** The text of a page of the documentation, named by its path under `docs/`. */
export function readPage(page: string): string {
  return readFileSync(new URL(page, docs), 'utf8');
}

/** The paths of all pages under `docs/` that are committed, in order. */
export function listPages(): string[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !path.startsWith('.') && !path.startsWith('reference/api/'))
    .sort();
}

/** The text under a heading of a page, up to the next one of its rank or a higher one. */
export function readSection(page: string, heading: string): string {
  const rank = /^#+/.exec(heading)![0].length;
  const [, after] = readPage(page).split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`docs/${page} has no section "${heading}".`);
  return after.split(new RegExp(`^#{1,${rank}} `, 'm'))[0]!;
}

/** The rows of the first table in a text whose head begins so, each with its cells. */
export function readTable(text: string, head: string): string[][] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(head));
  if (at < 0) throw new Error(`There is no table "${head}".`);
  const rows = lines.slice(at + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((row) =>
      row
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The names between backticks in a text. */
export function readNames(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}

/** The blocks of code of a language in a text. */
export function readCode(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code!);
}
