import ts from 'typescript';
import { parse, type Source } from './read-imports.js';

/** A function and how many lines it takes, its own name and braces among them. */
export interface MeasuredFunction {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly lines: number;
}

/** Measures every function, method, accessor and constructor of one source. */
export function measureFunctions(source: Source): MeasuredFunction[] {
  const tree = parse(source);
  const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1;
  const found: MeasuredFunction[] = [];
  const visit = (node: ts.Node, name: string): void => {
    let inner = name;
    if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) {
      inner = node.name.getText(tree);
    }
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const own = node.name?.getText(tree) ?? inner;
      const line = lineOf(node.getStart(tree));
      found.push({ file: source.file, line, name: own, lines: lineOf(node.getEnd()) - line + 1 });
      inner = own;
    }
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(tree, '');
  return found;
}
