import type { TextNode } from './read-text-tree.js';

/** How a JSON text is laid out, as far as new values need it. */
export interface TextStyle {
  /** Between lines. */
  readonly lineEnd: string;
  /** Added to the indentation by each level. */
  readonly unit: string;
  /** Whether the members of the whole value are on lines of their own. */
  readonly hasLines: boolean;
  /** Between a name and its value. */
  readonly colon: string;
  /** Between two members or items on one line. */
  readonly comma: string;
  /** Inside the braces of an object on one line. */
  readonly padding: string;
}

/** Values that are looked at for the layout of one line: near the beginning is enough. */
const MAX_VALUES_LOOKED_AT = 2000;

/** Reads the layout of a JSON text. */
export function readTextStyle(text: string, root: TextNode): TextStyle {
  const [first] = root.members ?? [];
  const lead = first ? text.slice(root.at + 1, first.at) : '';
  const hasLines = first ? hasLineEnd(lead) : true;
  const colon = first && text[root.at] === '{' ? readColon(text, first.at, first.node.at) : ': ';
  const inline = findInline(text, root);
  const gap = /\s$/.test(colon) ? ' ' : '';
  return {
    lineEnd: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
    unit: first && hasLines ? readIndent(lead) : '  ',
    hasLines,
    colon,
    comma: inline.comma ?? `,${gap}`,
    padding: inline.padding ?? gap,
  };
}

/** Whether some white space has the end of a line. */
export function hasLineEnd(space: string): boolean {
  return /[\n\r]/.test(space);
}

/** The indentation that some white space ends with. */
export function readIndent(space: string): string {
  return space.slice(Math.max(space.lastIndexOf('\n'), space.lastIndexOf('\r')) + 1);
}

/** Leaves one line end of white space that has several. */
export function dropEmptyLines(space: string): string {
  const first = space.search(/[\n\r]/);
  if (first < 0) return space;
  const indent = readIndent(space);
  const rest = space.slice(0, space.length - indent.length);
  return space.slice(0, first) + (rest.endsWith('\r\n') ? '\r\n' : rest.slice(-1)) + indent;
}

/** The colon between a name and its value, and the white space around it. */
function readColon(text: string, from: number, to: number): string {
  const member = text.slice(from, to);
  return member.slice(member.lastIndexOf('"') + 1);
}

/** Finds how objects are written on one line, and what separates members there. */
function findInline(text: string, root: TextNode): { padding?: string; comma?: string } {
  const found: { padding?: string; comma?: string } = {};
  const open = [root];
  for (let looked = 0; open.length > 0 && looked < MAX_VALUES_LOOKED_AT; looked++) {
    const { at, members } = open.shift()!;
    const [first, second] = members ?? [];
    if (!first) continue;
    if (open.length < MAX_VALUES_LOOKED_AT)
      open.push(...members!.slice(0, MAX_VALUES_LOOKED_AT).map(({ node }) => node));
    const lead = text.slice(at + 1, first.at);
    if (text[at] === '{' && !hasLineEnd(lead)) found.padding ??= lead;
    const comma = second ? text.slice(first.node.end, second.at) : '\n';
    if (!hasLineEnd(comma)) found.comma ??= comma;
    if (found.padding !== undefined && found.comma !== undefined) break;
  }
  return found;
}
