import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One import, as a source file writes it. */
export interface Import {
  /** The importing file, from the root of the repository, with slashes. */
  readonly file: string;
  readonly line: number;
  /** The specifier between the quotes; `null` where a dynamic import is given an expression. */
  readonly specifier: string | null;
  /** The imported source file; `null` for a package. */
  readonly target: string | null;
  readonly typeOnly: boolean;
}

/** A source file and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Reads every TypeScript source under src/, components/ and console/. */
export function readSources(): Source[] {
  return readFolders(['src', 'components', 'console']);
}

/** Reads every TypeScript file under test/. */
export function readTests(): Source[] {
  return readFolders(['test']);
}

function readFolders(folders: readonly string[]): Source[] {
  return folders
    .filter((folder) => existsSync(resolve(root, folder)))
    .flatMap((folder) =>
      readdirSync(resolve(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
    )
    .sort()
    .map((file) => ({ file, text: readFileSync(resolve(root, file), 'utf8') }));
}

/**
 * Reads the imports of one source: `import`, `export … from`, `import()`, and `import('…').Type`.
 *
 * @param source - Its text is parsed, so what a comment or a string says counts for nothing.
 */
export function readImports(source: Source): Import[] {
  const tree = parse(source);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean): void => {
    const text = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : null;
    found.push({
      file: source.file,
      line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1,
      specifier: text,
      target: text?.startsWith('.') ? targetOf(source.file, text) : null,
      typeOnly,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, importsTypes(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Parses a source without looking at any other. */
export function parse({ file, text }: Source): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
}

/** Whether nothing of an import is left after compiling. */
function importsTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** The source that a relative specifier names: sources import each other by the `.js` they become. */
function targetOf(file: string, specifier: string): string {
  return posix.normalize(posix.join(dirname(file), specifier)).replace(/\.js$/, '.ts');
}
