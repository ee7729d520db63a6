import { MAX_INLINE_CHARACTERS, MAX_INLINE_LEVELS } from './limits.js';
import type { TextStyle } from './text-style.js';

/** A piece of text, or a value that is still to be written. */
type Piece = string | { readonly value: unknown; readonly indent: string };

/**
 * Writes a value as the text around it is written: on one line where it is short and flat, else on lines.
 *
 * @param indent - Indentation of the line that the value begins on.
 * @param onLines - Writes the members of the value itself on lines, short or not.
 */
export function formatValue(value: unknown, indent: string, style: TextStyle, onLines = false): string {
  const written: string[] = [];
  const open: Piece[] = [{ value, indent }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') {
      written.push(next);
      continue;
    }
    const isForced = onLines && next.value === value && style.hasLines && isFull(value);
    const inline = isForced ? null : writeInline(next.value, style, style.hasLines ? MAX_INLINE_LEVELS : Infinity);
    if (inline !== null) written.push(inline);
    else open.push(...layOut(next.value as object, next.indent, style).reverse());
  }
  return written.join('');
}

function isFull(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The members of an object or a list, each on a line of its own; on one line where the text has no lines. */
function layOut(value: object, indent: string, style: TextStyle): Piece[] {
  const isList = Array.isArray(value);
  const { hasLines, padding } = style;
  const inner = indent + style.unit;
  const gap = hasLines ? `${style.lineEnd}${inner}` : isList ? '' : padding;
  const comma = hasLines ? `,${gap}` : style.comma;
  const end = hasLines ? `${style.lineEnd}${indent}` : gap;
  const members = Object.entries(value).flatMap(([name, member], at): Piece[] => [
    (at === 0 ? gap : comma) + (isList ? '' : JSON.stringify(name) + style.colon),
    { value: member, indent: inner },
  ]);
  return [isList ? '[' : '{', ...members, `${end}${isList ? ']' : '}'}`];
}

/** Writes a value on one line; `null` where it is too long or too deep for that. */
function writeInline(value: unknown, style: TextStyle, levels: number): string | null {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return isList ? '[]' : '{}';
  if (levels === Infinity || levels === 0 || entries.length > MAX_INLINE_CHARACTERS) return null;
  const members: string[] = [];
  for (const [name, member] of entries) {
    const written = writeInline(member, style, levels - 1);
    if (written === null) return null;
    members.push(isList ? written : `${JSON.stringify(name)}${style.colon}${written}`);
  }
  const padding = isList ? '' : style.padding;
  const text = `${isList ? '[' : '{'}${padding}${members.join(style.comma)}${padding}${isList ? ']' : '}'}`;
  return text.length > MAX_INLINE_CHARACTERS ? null : text;
}
