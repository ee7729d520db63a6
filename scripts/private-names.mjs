/**
 * Shortens the names that only our own files know: members whose name begins with `_`. Files are built one by one and
 * pass objects to each other, so a name has the same short form in each of them.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseAst } from 'rollup/parseAst';
import ts from 'typescript';

/** A private name. Names that begin with `__` or `_$` belong to tools and to Lit. */
const PRIVATE = /^_[a-zA-Z]\w*$/;

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Short names in the order in which they are given away: first those of one letter. */
const SHORT = [...LETTERS, ...LETTERS.flatMap((one) => LETTERS.map((other) => one + other))];

/** Folders and files of packages whose code is bundled into files for browsers. */
const PACKAGES = [
  ...['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'jose/dist/webapi'],
  ...['dompurify/dist/purify.es.mjs', 'mustache/mustache.mjs', 'ua-parser-js/src/ua-parser.js'],
];

/**
 * Reads which members of one source are private, and which names of one or two characters its members have.
 *
 * @param {{ file: string, text: string }} source
 * @returns {{ names: Set<string>, taken: Set<string>, texts: { text: string, refuse: (why: string) => never }[] }} Private
 *   names; short names that members could have; texts in which a private name could be written.
 * @throws {Error} Where a private name is also written in a text, which is not shortened: in a template's `._name=${…}`, as
 *   an argument of a decorator, as a key.
 */
export function readNames({ file, text }) {
  const [names, texts] = [new Set(), []];
  // Any identifier of that length that could be a member: a short name too many is refused, never one too few.
  const taken = new Set(text.match(/\b[A-Za-z]{1,2}(?=[?!]?\s*[:(,}=;])|(?<=\.)[A-Za-z]{1,2}\b/g) ?? []);
  if (!/\b_[a-zA-Z]/.test(text)) return { names, taken, texts };
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const refuse = (node, why) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    throw new Error(`${file}:${line + 1}: ${node.getText(source).slice(0, 80)}: ${why}`);
  };
  const visit = (node) => {
    const name = memberNameOf(node);
    if (name && PRIVATE.test(name)) {
      names.add(name);
      if (ts.canHaveDecorators(node) && ts.getDecorators(node)) refuse(node, 'a decorated member cannot be private');
    }
    // A literal type is gone once compiled.
    if (ts.isLiteralTypeNode(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (node.text.includes('_')) texts.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { names, taken, texts: texts.map((node) => ({ text: node.text, refuse: (why) => refuse(node, why) })) };
}

/**
 * The name of the member that a node declares or reads; `undefined` for other nodes, and for names that are computed.
 */
function memberNameOf(node) {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? (node.dotDotDotToken ? undefined : node.name);
    return name && ts.isIdentifier(name) ? name.text : undefined;
  }
  const isMember =
    ts.isClassElement(node) || ts.isTypeElement(node) || ts.isObjectLiteralElement(node) || isParameterProperty(node);
  return isMember && node.name && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

function isParameterProperty(node) {
  return ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent);
}

/**
 * Finds the private names of our own sources and gives each a short one, the same for the same sources.
 *
 * @param {readonly { file: string, text: string }[]} sources
 * @param {ReadonlySet<string>} [takenElsewhere] - Names of members that packages use.
 * @returns {ReadonlyMap<string, string>} Short names by private names.
 */
export function shortenNames(sources, takenElsewhere = new Set()) {
  const read = sources.map(readNames);
  const names = new Set(read.flatMap((one) => [...one.names]));
  for (const { text, refuse } of read.flatMap(({ texts }) => texts)) {
    const word = text.match(/\w+/g)?.find((one) => names.has(one));
    if (word) refuse(`"${word}" is the name of a private member, and texts are not shortened`);
  }
  const taken = new Set([...takenElsewhere, ...read.flatMap((one) => [...one.taken])]);
  const free = SHORT.filter((short) => !taken.has(short));
  return new Map([...names].sort().map((name, index) => [name, free[index]]));
}

/**
 * Finds the names that members have in a JavaScript module: those read after a dot, declared in a class or an object,
 * or taken out of one.
 *
 * @param {string} code
 * @returns {Set<string>}
 */
export function findMembers(code) {
  const found = new Set();
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const { type, computed, property, key } = node;
    const name = type === 'MemberExpression' ? property : key;
    if (!computed && name?.type === 'Identifier') found.add(name.name);
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code));
  return found;
}

/** Every TypeScript source of our own below the root. */
export function readOwnSources(root) {
  return ['src', 'components'].flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
      .map((path) => ({ file: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') })),
  );
}

/**
 * Reads the short names of members in the packages that pages load, so that no member of the SDK gets one of them: an
 * element of ours inherits from Lit's, whose published files have short names too.
 *
 * @param {string} root - Folder of the repository.
 * @returns {Set<string>} Names of one or two characters.
 */
export function readNamesOfPackages(root) {
  const taken = new Set();
  for (const entry of PACKAGES) {
    const path = resolve(root, 'node_modules', entry);
    const files = path.endsWith('.js') || path.endsWith('.mjs') ? [path] : findModules(path);
    for (const file of files) {
      for (const name of findMembers(readFileSync(file, 'utf8'))) if (name.length < 3) taken.add(name);
    }
  }
  return taken;
}

function findModules(folder) {
  return ['.', 'directives', 'decorators']
    .map((inner) => resolve(folder, inner))
    .filter(existsSync)
    .flatMap((inner) =>
      readdirSync(inner)
        .filter((name) => name.endsWith('.js'))
        .map((name) => join(inner, name)),
    );
}
