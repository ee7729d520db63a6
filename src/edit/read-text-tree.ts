/** Where a value is in a JSON text. */
export interface TextNode {
  /** Offset of its first character. */
  readonly at: number;
  /** Offset behind its last character. */
  readonly end: number;
  /** Its members or items in the order of the text; `null` for texts, numbers and words. */
  readonly members: readonly TextMember[] | null;
}

/** A member with its name, or an item of a list. */
export interface TextMember {
  /** Offset of the name, or of the item. */
  readonly at: number;
  /** The name; empty in lists. */
  readonly name: string;
  readonly node: TextNode;
}

/** An object or a list while it is read. */
interface OpenNode {
  at: number;
  end: number;
  readonly members: TextMember[];
  readonly isList: boolean;
}

/**
 * Reads where each value of a JSON text is, in the order of the text: members that are there twice are twice in the tree.
 * Works with a list instead of recursion, so the text may be nested to any depth.
 *
 * @param text - A text that `JSON.parse` accepts.
 */
export function readTextTree(text: string): TextNode {
  const root: OpenNode = { at: 0, end: text.length, members: [], isList: true };
  const open = [root];
  let name: { readonly at: number; readonly name: string } | null = null;
  for (let at = 0; at < text.length;) {
    const sign = text[at]!;
    const parent: OpenNode = open.at(-1)!;
    if (' \n\r\t,:'.includes(sign)) {
      at++;
    } else if (sign === '}' || sign === ']') {
      parent.end = ++at;
      open.pop();
    } else if (sign === '"' && !parent.isList && !name) {
      const end = findQuote(text, at);
      name = { at, name: JSON.parse(text.slice(at, end)) as string };
      at = end;
    } else {
      const isOpening = sign === '{' || sign === '[';
      const end = isOpening ? at + 1 : sign === '"' ? findQuote(text, at) : findEnd(text, at);
      const node = { at, end, members: isOpening ? [] : null, isList: sign === '[' };
      parent.members.push({ at: name?.at ?? at, name: name?.name ?? '', node });
      name = null;
      if (isOpening) open.push(node as OpenNode);
      at = end;
    }
  }
  return root.members[0]!.node;
}

/** The offset behind the quote that closes the text at this offset. */
function findQuote(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); ; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
}

/** The offset behind a number or a word. */
function findEnd(text: string, at: number): number {
  const end = /[ \n\r\t,\]}]|$/g;
  end.lastIndex = at;
  return end.exec(text)!.index;
}
