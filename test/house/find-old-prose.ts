import ts from 'typescript';
import { OLD_PHRASES, OLD_WORDINGS } from './old-phrases.js';
import type { Source } from './read-imports.js';

/** A piece of text that people read: a paragraph, a cell of a table, a description, a message. */
export interface Passage {
  /** Where it is, for the report: a file and a line, or a path of names. */
  readonly at: string;
  readonly text: string;
  /** Whether it names something instead of stating something, as a heading and the head of a table do. */
  readonly isTitle?: boolean;
}

/** Texts of other people, which keep their words: names of the field, quotations of Zephr. */
const ALLOWED: readonly { readonly words: RegExp; readonly reason: string }[] = [
  { words: /\bgood for you\b/gi, reason: 'an idiom of walls' },
];

/** Sentences that begin with one of these words have no subject with a name. */
const BARE_SUBJECT = OLD_PHRASES.find(({ pattern }) => pattern.source.includes('What|Who'));

/** Finds phrases of the old dialect in texts that people read. Returns a sentence for each. */
export function findOldProse(passages: readonly Passage[]): string[] {
  return passages.flatMap(({ at, text, isTitle = false }) => {
    const prose = ALLOWED.reduce((rest, { words }) => rest.replace(words, '…'), text);
    return [...OLD_PHRASES, ...OLD_WORDINGS].flatMap((phrase) => {
      if (isTitle && phrase === BARE_SUBJECT) return [];
      const match = phrase.pattern.exec(prose);
      if (!match) return [];
      const around = prose.slice(Math.max(0, match.index - 40), match.index + match[0].length + 30).trim();
      return [`${at}: "${match[0].trim()}" in “${around}” (write: ${phrase.instead})`];
    });
  });
}

/** Reads the passages of a Markdown page: no code, no addresses, no markup. */
export function readMarkdown({ file, text }: Source): Passage[] {
  const passages: Passage[] = [];
  let fence: string | null = null;
  let lines: { readonly line: number; readonly text: string }[] = [];
  const close = (): void => {
    if (lines.length > 0) add(lines[0]!.line, lines.map((one) => one.text).join(' '));
    lines = [];
  };
  const add = (line: number, words: string, isTitle = false): void => {
    passages.push({ at: `${file}:${line}`, text: plainMarkdown(words), isTitle });
  };
  const all = text.replace(/^---\n[^]*?\n---\n/, (head) => head.replace(/[^\n]/g, '')).split('\n');
  all.forEach((row, index) => {
    const line = index + 1;
    const mark = /^\s*(```+|~~~+)/.exec(row)?.[1];
    if (fence !== null || mark !== undefined) {
      close();
      if (fence === null) fence = mark!;
      else if (mark?.startsWith(fence)) fence = null;
    } else if (row.trim() === '') {
      close();
    } else if (/^#+ /.test(row)) {
      close();
      add(line, row.replace(/^#+ /, ''), true);
    } else if (/^\s*\|/.test(row)) {
      close();
      const isHead = /^\s*\|[\s:|-]+\|\s*$/.test(all[index + 1] ?? '');
      for (const cell of row.split(/(?<!\\)\|/)) if (cell.trim()) add(line, cell, isHead);
    } else {
      if (/^\s*(?:[-*+]|\d+\.) /.test(row)) close();
      lines.push({ line, text: row.replace(/^\s*(?:[-*+>]|\d+\.) /, '') });
    }
  });
  close();
  return passages;
}

function plainMarkdown(text: string): string {
  return text
    .replace(/(`+)[^]*?\1/g, '…')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\S+/g, '…')
    .replace(/<!--[^]*?-->|<[^>]+>/g, ' ')
    .replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Reads the texts of a page of HTML, an element after the other: no code, no scripts. */
export function readMarkup({ file, text }: Source): Passage[] {
  const plain = text
    .replace(/<!--[^]*?-->|<(script|style|code|pre)\b[^]*?<\/\1>/g, (part) => part.replace(/[^\n]/g, ''))
    .replace(/<\/?(?:a|b|i|em|strong|span|wbr|br)\b[^>]*>/g, '');
  const passages: Passage[] = [];
  for (const { index, 1: tag, 2: words } of plain.matchAll(/<(\/?\w+)[^<>]*>([^<>]*[^<>\s][^<>]*)(?=<)/g)) {
    const line = plain.slice(0, index).split('\n').length;
    const isTitle = /^(?:h\d|summary|th|caption)$/.test(tag!);
    passages.push({ at: `${file}:${line}`, text: words!.replace(/\s+/g, ' ').trim(), isTitle });
  }
  return passages;
}

/** Reads the texts in a source: each text and template of at least three words that is a sentence or a part of one. */
export function readLiterals({ file, text }: Source): Passage[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const passages: Passage[] = [];
  const add = (node: ts.Node, words: string): void => {
    if (!/\p{L}+ \p{L}+ \S/u.test(words)) return;
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    passages.push({
      at: `${file}:${line}`,
      text: words
        .replace(/(`+)[^`]*?\1|https?:\S+|--[\w-]+|<[^>]+>/g, '…')
        .replace(/\s+/g, ' ')
        .trim(),
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) add(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      add(node, node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join(''));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return passages;
}

/** Reads every description in a JSON Schema, by its pointer. */
export function readDescriptions(schema: unknown, at: string): Passage[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'description' && typeof value === 'string'
      ? [{ at, text: value.replace(/`[^`]*`/g, '…') }]
      : readDescriptions(value, `${at}/${key}`),
  );
}
