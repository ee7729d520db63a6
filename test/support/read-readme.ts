import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The text under a heading of the README, up to the next one of its rank or a higher one. */
export function readSection(heading: string): string {
  const rank = /^#+/.exec(heading)![0].length;
  const [, after] = readme.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`The README has no section "${heading}".`);
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
