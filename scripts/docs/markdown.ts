/** The pieces of Markdown that all generated pages are made of. */
import { anchorOf } from '../anchor-of.mjs';

/** A column of a table: its head, and how a row fills it. */
export type Column<Row> = readonly [head: string, cell: (row: Row) => string];

/** Writes a table. A column that is empty in all rows is left out. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const filled = columns
    .map(([head, cell]) => ({ head, cells: rows.map((row) => toCell(cell(row))) }))
    .filter(({ cells }) => cells.some(Boolean));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(filled.map(({ head }) => head)),
    line(filled.map(() => '---')),
    ...rows.map((_, index) => line(filled.map(({ cells }) => cells[index]!))),
    '',
  ].join('\n');
}

/** Writes one cell: a line, in which a pipe ends no cell. */
function toCell(text: string): string {
  return prose(text.replace(/\s*\n\s*/g, ' '))
    .replace(/(?<!\\)\|/g, '\\|')
    .trim();
}

/** Writes text in which nothing outside of code is markup. */
export function prose(text: string): string {
  return text.replace(/(`+)[^]*?\1|<(?=[a-z!/])/gi, (found) => (found === '<' ? '\\<' : found));
}

/** Writes a heading whose anchor is `anchorOf` of its text. */
export function heading(level: number, text: string): string {
  return `${'#'.repeat(level)} ${text}\n`;
}

/** Quotes code in a line. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Quotes a block of code. */
export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}

/** Writes a value as JSON, short lists and objects in one line. */
export function json(value: unknown): string {
  return block('json', formatJson(value, ''));
}

const MAX_LINE_CHARACTERS = 100;

function formatJson(value: unknown, indent: string): string {
  const line = inline(value);
  if (indent.length + line.length <= MAX_LINE_CHARACTERS || typeof value !== 'object' || value === null) return line;
  const within = `${indent}  `;
  const isList = Array.isArray(value);
  const members = Object.entries(value).map(([name, member]) => {
    const prefix = isList ? '' : `${JSON.stringify(name)}: `;
    return `${within}${prefix}${formatJson(member, within)}`;
  });
  const [open, close] = isList ? '[]' : '{}';
  return `${open}\n${members.join(',\n')}\n${indent}${close}`;
}

/** Writes a value as JSON in one line, as people write it. */
export function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${inline(member)}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}

/** Links to an anchor of this or another generated page. */
export function link(text: string, heading: string, page = ''): string {
  return `[${text}](${page}#${anchorOf(heading)})`;
}

/** Splits a description into its text and its default, which a sentence `Default: ….` names. */
export function splitDefault(description: string): { readonly text: string; readonly fallback: string } {
  const [sentence, fallback = ''] = /\s*\bDefault: (.+?)\.(?=\s|$)/.exec(description) ?? [''];
  return { text: description.replace(sentence, '').trim(), fallback };
}
