import ts from 'typescript';
import { parse, type Source } from './read-imports.js';

/** A regular expression as a source writes it. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** `file:line` of its first place. */
  readonly place: string;
}

/** Finds the regular expression literals of sources, each text once. */
export function findPatterns(sources: readonly Source[]): Pattern[] {
  const found = new Map<string, Pattern>();
  for (const source of sources) {
    const tree = parse(source);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node) && !found.has(node.text)) {
        const end = node.text.lastIndexOf('/');
        const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
        const [text, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
        found.set(node.text, { source: text, flags, place: `${source.file}:${line}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...found.values()];
}
