import ts from 'typescript';
import { parse, type Source } from './read-imports.js';

/** Classes whose instances change. */
const MUTABLE =
  /^(?:Map|Set|WeakMap|WeakSet|Array|AbortController|CSSStyleSheet|EventTarget|BroadcastChannel|MutationObserver)$/;

/**
 * Finds what a module holds and can change: `let` and `var` at its top, and constants with an empty map, set, list or object,
 * which somebody fills. State belongs to the session or to an object that a caller makes; a cache is the exception.
 *
 * @returns One `file: name` for each.
 */
export function findHolders(source: Source): string[] {
  const tree = parse(source);
  return tree.statements.flatMap((statement) => {
    if (ts.isClassDeclaration(statement)) return staticsOf(statement, source.file, tree);
    if (!ts.isVariableStatement(statement) || isAmbient(statement)) return [];
    const { flags, declarations } = statement.declarationList;
    const isConstant = (flags & ts.NodeFlags.Const) !== 0;
    return declarations
      .filter(({ initializer, type }) => !isConstant || (initializer && isHolder(initializer, type, tree)))
      .map(({ name }) => `${source.file}: ${name.getText(tree)}`);
  });
}

function staticsOf({ members, name }: ts.ClassDeclaration, file: string, tree: ts.SourceFile): string[] {
  return members
    .filter(ts.isPropertyDeclaration)
    .filter(({ modifiers }) => {
      const kinds = modifiers?.map(({ kind }) => kind) ?? [];
      return kinds.includes(ts.SyntaxKind.StaticKeyword) && !kinds.includes(ts.SyntaxKind.ReadonlyKeyword);
    })
    .filter(({ initializer, type }) => initializer && isHolder(initializer, type, tree))
    .map((member) => `${file}: ${name?.text}.${member.name.getText(tree)}`);
}

function isAmbient({ modifiers }: ts.VariableStatement): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false;
}

/** Whether a constant holds something empty that is there to be filled. */
function isHolder(value: ts.Expression, type: ts.TypeNode | undefined, tree: ts.SourceFile): boolean {
  if (type && /^(?:readonly |Readonly)/.test(type.getText(tree))) return false;
  if (ts.isNewExpression(value) && ts.isIdentifier(value.expression) && MUTABLE.test(value.expression.text)) {
    // A set or map that is made from its members is a table.
    return /^Weak/.test(value.expression.text) || !value.arguments?.length;
  }
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  return ts.isObjectLiteralExpression(value) && value.properties.length === 0;
}
