import ts from 'typescript';
import { parse, type Source } from './read-imports.js';

/** Members through which text becomes markup. */
const MARKUP_MEMBERS = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
]);
/** Lit's directives that do the same. */
const MARKUP_CALLS = new Set(['unsafeHTML', 'unsafeSVG']);
/** Globals through which text becomes code. */
const CODE_CALLS = new Set(['eval', 'Function']);

/**
 * Finds where a source turns text into markup or into code.
 *
 * @returns `file:line: name` for each place.
 */
export function findDangers(source: Source): string[] {
  const tree = parse(source);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = dangerOf(node);
    if (name) found.push(`${source.file}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}: ${name}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function dangerOf(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const isDocumentWrite =
      ts.isIdentifier(node.expression) && node.expression.text === 'document' && /^write(ln)?$/.test(node.name.text);
    return MARKUP_MEMBERS.has(node.name.text) || isDocumentWrite ? node.name.text : null;
  }
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return MARKUP_MEMBERS.has(node.argumentExpression.text) ? node.argumentExpression.text : null;
  }
  // A binding in a template of Lit's: html`<div .innerHTML=${text}>`.
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node))
    return /\.innerHTML\s*=\s*["']?$/.exec(node.text) ? '.innerHTML' : null;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const { expression } = node;
    const name = ts.isIdentifier(expression) ? expression.text : null;
    return name !== null && (CODE_CALLS.has(name) || MARKUP_CALLS.has(name)) ? name : null;
  }
  return null;
}
