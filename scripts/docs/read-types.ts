/** Reads declarations and their comments from the sources. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A member of an interface, or a name that a door exports. */
export interface Described {
  readonly name: string;
  /** Its type, in one line. */
  readonly type: string;
  readonly isOptional: boolean;
  /** Names of its parameters; `null` where it is not a function. */
  readonly parameters: readonly string[] | null;
  /** The first sentence of its comment. */
  readonly summary: string;
  /** Its comment without tags, in one line. */
  readonly text: string;
}

/** A name that a door exports. */
export interface Exported extends Described {
  readonly kind: 'function' | 'class' | 'value' | 'type';
  readonly declaration: ts.Declaration;
}

/** The sources of some doors, with everything that they import. */
export class Sources {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  /** @param files - Paths from the root of the project. */
  constructor(files: readonly string[]) {
    this.#program = ts.createProgram(
      files.map((file) => root + file),
      {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        experimentalDecorators: true,
        noLib: true,
        types: [],
        skipLibCheck: true,
      },
    );
    this.#checker = this.#program.getTypeChecker();
  }

  /** Gives what a door exports, by name. */
  readExports(file: string): readonly Exported[] {
    const source = this.#program.getSourceFile(root + file)!;
    const names = this.#checker.getExportsOfModule(this.#checker.getSymbolAtLocation(source)!);
    return names
      .map((alias) => {
        const symbol = alias.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(alias) : alias;
        const declaration = symbol.declarations![0]!;
        return { ...describe(alias.name, declaration), kind: kindOf(declaration), declaration };
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Gives the comment of a constant in a file. */
  readConstant(file: string, name: string): string {
    const source = this.#program.getSourceFile(root + file)!;
    const variables = source.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations);
    const found = variables.find((one) => one.name.getText() === name);
    if (!found) throw new Error(`${file} has no constant ${name}.`);
    return readComment(found);
  }

  /** Gives the members of an interface in a file. A member of several signatures is there as often. */
  readInterface(file: string, name: string): readonly Described[] {
    const source = this.#program.getSourceFile(root + file)!;
    const found = source.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === name);
    if (!found) throw new Error(`${file} has no interface ${name}.`);
    return readMembers(found as ts.InterfaceDeclaration);
  }
}

/** Gives the members of an interface, or of a type that is written as an object. */
export function readMembers(declaration: ts.Declaration): readonly Described[] {
  const members = ts.isInterfaceDeclaration(declaration)
    ? declaration.members
    : ts.isTypeAliasDeclaration(declaration) && ts.isTypeLiteralNode(declaration.type)
      ? declaration.type.members
      : [];
  const all = [...members].filter(({ name }) => name).map((member) => describe(nameOf(member), member));
  // A further signature without a comment says nothing new.
  return all.filter(({ name, text }, index) => text || all.findIndex((one) => one.name === name) === index);
}

function nameOf({ name }: ts.TypeElement): string {
  return ts.isStringLiteral(name!) ? name.text : name!.getText();
}

function describe(name: string, node: ts.Node): Described {
  const text = readComment(node);
  return {
    name,
    type: readType(node),
    parameters: ts.isFunctionLike(node) ? node.parameters.map(nameParameter) : null,
    isOptional: Boolean((node as { questionToken?: ts.Node }).questionToken),
    summary: firstSentence(text),
    text,
  };
}

function nameParameter({ name, initializer, questionToken, dotDotDotToken }: ts.ParameterDeclaration): string {
  const plain = ts.isIdentifier(name) ? name.text : 'options';
  return `${dotDotDotToken ? '...' : ''}${plain}${(questionToken ?? initializer) ? '?' : ''}`;
}

/** The text of the last comment in front of a declaration, without its tags. */
function readComment(node: ts.Node): string {
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : ts.isBindingElement(node) ? node.parent : node;
  const comment = ts.getJSDocCommentsAndTags(holder).filter(ts.isJSDoc).at(-1);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replace(/\s*\n\s*/g, ' ').trim();
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

function readType(node: ts.Node): string {
  const text = (one: ts.Node): string =>
    one
      .getText()
      .replace(/\/\*\*?[^]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/readonly /g, '');
  const { type } = node as { type?: ts.TypeNode };
  return type ? text(type) : '';
}

function kindOf(declaration: ts.Declaration): Exported['kind'] {
  if (ts.isFunctionDeclaration(declaration)) return 'function';
  if (ts.isClassDeclaration(declaration)) return 'class';
  return ts.isVariableDeclaration(declaration) ? 'value' : 'type';
}
