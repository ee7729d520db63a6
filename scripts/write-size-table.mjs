import { builtFiles } from './chunks.mjs';

/**
 * Writes the table of docs/reference/files.md that says when each file loads and how large it may be: a row a file, one row for all files
 * of words.
 *
 * @returns {string} Markdown.
 */
export function writeSizeTable() {
  const rows = new Map();
  for (const { file, holds, loads, limit } of builtFiles) {
    const key = JSON.stringify([loads, limit]);
    rows.set(key, { files: [...(rows.get(key)?.files ?? []), `\`${file}\``], holds, loads, limit });
  }
  const lines = [...rows.values()].map(({ files, holds, loads, limit }) => {
    const names = files.length > 1 ? `${files.join(', ')}, each` : files[0];
    return `| ${names} | ${holds.replace(/(?<!`)<[\w-]+>(?!`)/g, '`$&`')} | ${loads} | ${limit.toLocaleString('en')} B |`;
  });
  return ['| file | content | loaded | limit |', '| --- | --- | --- | --- |', ...lines, ''].join('\n');
}

/** Replaces the table in the text of the page. */
export function replaceSizeTable(page) {
  return page.replace(/\| file \|.* loaded \| limit \|\n(\|.*\n)+/, () => writeSizeTable());
}
