import ts from 'typescript';
import { OLD_PHRASES } from './old-phrases.js';
import type { Source } from './read-imports.js';

/** Identifiers that LANGUAGE gave another word, by that word. Members and types count alike. */
export const OLD_NAMES: Readonly<Record<string, string>> = {
  Pass: 'EvaluationContext',
  Workshop: 'CompileContext',
  SharedWorkshop: 'SharedCompileContext',
  workshop: 'context',
  Datum: 'Operand',
  datum: 'operand',
  Ending: 'Terminal',
  Told: 'DecisionExtras',
  told: 'a name for what it holds',
  tells: 'extend, report',
  Visited: 'PathEntry',
  describeWay: 'describePath',
  way: 'path',
  Palette: 'NodeRegistry',
  LACKING: 'an incomplete registry as a value',
  lack: 'lookup',
  createRepeater: 'createMemoisedEngine',
  Repeater: 'MemoisedEngine',
  lend: 'copyAnswers',
  rememberDecision: 'decision cache',
  createAsker: 'createEndpointVerifier',
  Carriers: 'TokenSources',
  carriers: 'tokenSources',
  walkIn: 'run',
  whenBack: 'onReconnect',
  Keeper: 'LedgerStore',
  keeper: 'store',
  Sighting: 'CountedView',
  sighting: 'view',
  Slip: 'Warning',
  slip: 'warning',
  twins: 'duplicates',
  Knot: 'GraphNode',
  Net: 'Graph',
  tieNet: 'a name of graphs',
  stranger: 'unknown member',
  deskFor: 'form controller',
  putAside: 'detached content',
  PutAside: 'DetachedContent',
  Hiding: 'HiddenNodes',
  hearer: 'subscriber',
  hearers: 'subscribers',
  createAlarm: 'createDeadlineTimer',
  MOST: 'MAX_… with a unit',
  LONGEST: 'MAX_… with a unit',
  LARGEST: 'MAX_… with a unit',
  PATIENCE: '…_TIMEOUT_MS',
  PAUSE: '…_MS',
  GRACE: '…_MS',
};

/** Keys that a config of a test may have: names of its own nodes and rules. */
const FREE_IN_TESTS = /^(?:way|palette|slip|twins|stranger|told|tells)$/;

/** Makers of values in src/ and components/ are `create…`; `a…` and `an…` build what tests need. */
const BUILDER = /^an?[A-Z]\w*$/;

/**
 * Finds words of the old dialect in one source: in comments, in test names, and among the names that it declares or uses.
 *
 * @returns One sentence for each, as `file:line: "found" (write: instead)`.
 */
export function findOldWords({ file, text }: Source): string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: string[] = [];
  const add = (at: number, what: string, instead: string): void => {
    const line = tree.getLineAndCharacterOfPosition(at).line + 1;
    found.push(`${file}:${line}: "${what}" (write: ${instead})`);
  };
  for (const { start, prose } of readProse(tree, text)) {
    for (const { pattern, instead } of OLD_PHRASES) {
      const match = pattern.exec(prose);
      if (match) add(start, match[0].trim(), instead);
    }
  }
  const isTest = file.startsWith('test/');
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const instead = Object.hasOwn(OLD_NAMES, node.text) ? OLD_NAMES[node.text] : undefined;
      if (instead !== undefined && !(isTest && FREE_IN_TESTS.test(node.text) && isMemberName(node)))
        add(node.getStart(tree), node.text, instead);
      if (!isTest && ts.isFunctionLike(node.parent) && node.parent.name === node && BUILDER.test(node.text)) {
        add(node.getStart(tree), node.text, 'create…');
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...new Set(found)];
}

/** Whether a name is a key of an object, which may be data. */
function isMemberName({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent);
}

/** Comments, one after the other, and the first argument of `test`, `it` and `describe`. */
function readProse(tree: ts.SourceFile, text: string): { readonly start: number; readonly prose: string }[] {
  const prose = new Map<number, string>();
  const addComments = (position: number): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, position) ?? []),
      ...(ts.getTrailingCommentRanges(text, position) ?? []),
    ];
    for (const { pos, end } of ranges) prose.set(pos, plain(text.slice(pos, end)));
  };
  const visit = (node: ts.Node): void => {
    addComments(node.getFullStart());
    addComments(node.getEnd());
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^(test|it|describe)$/.test(node.expression.text)
    ) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteralLike(name)) prose.set(name.getStart(tree), name.text);
    }
    node.getChildren(tree).forEach(visit);
  };
  visit(tree);
  return [...prose].map(([start, words]) => ({ start, prose: words }));
}

/** Turns a comment into one line of prose, without the code that it quotes. */
function plain(comment: string): string {
  return comment
    .replace(/^\/\*\*?|\*\/$|^\/\//g, '')
    .replace(/^\s*\* ?/gm, ' ')
    .replace(/`[^`]*`|"[^"]*"|https?:\S+/g, '…')
    .replace(/@\w+\s+[\w.[\]=]+\s+-/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
