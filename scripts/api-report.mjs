/**
 * Keeps test/api/report.md: every name that a door of the package exports, with its declaration. A change of the public surface
 * shows there in a review. It reads the built declarations, which are what is published.
 *
 *   node scripts/api-report.mjs            fails where the report is not up to date
 *   node scripts/api-report.mjs --update   writes it
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = join(root, 'test/api/report.md');

/**
 * A published file of declarations.
 *
 * @typedef {object} Declared
 * @property {Map<string, string[]>} declarations - Texts without comments, by name; an interface or function may have several.
 * @property {Map<string, { name: string, from: string | null, isType: boolean }>} exports - By the name that a door exports.
 * @property {string[]} stars - Files whose exports it exports too.
 * @property {string[]} others - What it adds to the global scope and to other modules.
 */

/** Prints a declaration without comments, and without the words that say how it is exported. */
function print(node, source) {
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  return printer
    .printNode(ts.EmitHint.Unspecified, node, source)
    .replace(/^(?:export |default |declare )+/, '')
    .replaceAll(/^( +)/gm, (indent) => ' '.repeat(indent.length / 2));
}

function namesOf(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.text);
  return statement.name ? [statement.name.text] : [];
}

/** Adds the names of an export declaration: `export { a, type b as c } from './d.js'`, `export * from './d.js'`. */
function addExports({ exportClause, moduleSpecifier, isTypeOnly }, resolve, { exports, stars }) {
  const from = moduleSpecifier ? resolve(moduleSpecifier.text) : null;
  if (!exportClause) stars.push(from);
  for (const element of exportClause?.elements ?? []) {
    const name = (element.propertyName ?? element.name).text;
    exports.set(element.name.text, { name, from, isType: isTypeOnly || element.isTypeOnly });
  }
}

/**
 * Reads a file of declarations.
 *
 * @param {string} text
 * @param {(specifier: string) => string} resolve - Gives the path of a relative module.
 * @returns {Declared}
 */
export function readDeclarations(text, resolve = (specifier) => specifier) {
  const source = ts.createSourceFile('a.d.ts', text, ts.ScriptTarget.Latest, true);
  const found = { declarations: new Map(), exports: new Map(), stars: [], others: [] };
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) addExports(statement, resolve, found);
    else if (ts.isModuleDeclaration(statement)) found.others.push(print(statement, source));
    else if (!ts.isImportDeclaration(statement)) {
      for (const name of namesOf(statement)) {
        found.declarations.set(name, [...(found.declarations.get(name) ?? []), print(statement, source)]);
        const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
        if (isExported) found.exports.set(name, { name, from: null, isType: false });
      }
    }
  }
  return found;
}

/** Gives all names that a file exports, with the file that declares each. */
function listExports(path, files) {
  const { exports, stars } = files.get(path);
  const own = [...exports].map(([name, { from, isType, name: declared }]) => {
    const known = from !== null && files.has(from) ? listExports(from, files).get(declared) : null;
    return [
      name,
      known ? { ...known, isType: known.isType || isType } : { path: from ?? path, name: declared, isType },
    ];
  });
  return new Map([...stars.filter((star) => files.has(star)).flatMap((star) => [...listExports(star, files)]), ...own]);
}

/** Reads the doors that have types, and every file that they reach. */
async function readFiles(doors) {
  const files = new Map();
  const open = Object.values(doors);
  for (let path = open.shift(); path; path = open.shift()) {
    if (files.has(path)) continue;
    const resolve = (specifier) =>
      specifier.startsWith('.')
        ? relative(root, join(root, dirname(path), specifier.replace(/\.m?js$/, '.d.ts')))
            .split(sep)
            .join('/')
        : specifier;
    const text = await readFile(join(root, path), 'utf8');
    files.set(path, readDeclarations(text, resolve));
    for (const [, specifier] of text.matchAll(/\bfrom '(\.[^']+)'/g)) open.push(resolve(specifier));
  }
  return files;
}

/** Writes the names that each door exports. One that is a `type` is gone when the code runs. */
function writeDoors(doors, files) {
  return Object.entries(doors).flatMap(([door, path]) => {
    const rows = [...listExports(path, files)]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { isType, path: from, name: declared }]) => {
        const texts = files.get(from)?.declarations.get(declared) ?? [];
        const isErased = isType || (texts.length > 0 && texts.every((text) => /^(?:interface|type) /.test(text)));
        return `- ${isErased ? 'type ' : ''}\`${name}\`${texts.length > 0 ? '' : ` of \`${from}\``}`;
      });
    return [`## ${door}`, '', ...rows, ''];
  });
}

/** Writes the additions to the types of pages and frameworks, with the files that make them. */
function writeAdditions(files) {
  return [...files]
    .filter(([, { others }]) => others.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, { others }]) => [`### ${path}`, '', ...others.flatMap((text) => ['```ts', text, '```', ''])]);
}

/** Writes each declaration once, with a note where the same name has others elsewhere. */
function writeDeclarations(doors, files) {
  const all = new Map();
  const isExported = new Set(
    Object.values(doors).flatMap((path) => [...listExports(path, files).values()].map(({ name }) => name)),
  );
  for (const { declarations } of files.values()) {
    for (const [name, texts] of declarations) {
      const key = name.replace(/\$\d+$/, '');
      all.set(key, new Set([...(all.get(key) ?? []), texts.join('\n')]));
    }
  }
  return [...all]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, texts]) => [
      `### ${name}${isExported.has(name) ? '' : ' (part of others, not exported)'}`,
      '',
      ...[...texts].sort().flatMap((text) => ['```ts', text, '```', '']),
    ]);
}

/** Writes the report from the built declarations. */
export async function writeReport() {
  const { name, exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const doors = Object.fromEntries(
    Object.entries(exports)
      .filter(([, { types }]) => types)
      .map(([door, { types }]) => [door.replace(/^\./, name), types.replace('./', '')]),
  );
  const files = await readFiles(doors);
  const lines = [
    '# What the doors export',
    '',
    'Written by `npm run api -- --update` after a build; a test holds it. A change here is a change of the public surface: [Versions and support](../../docs/project/versions.md) says what it means for the version number.',
    '',
    ...writeDoors(doors, files),
    '## Additions to other types',
    '',
    ...writeAdditions(files),
    '## Declarations',
    '',
    ...writeDeclarations(doors, files),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = await writeReport();
  if (process.argv.includes('--update')) await writeFile(report, text);
  else if ((await readFile(report, 'utf8').catch(() => '')) !== text) {
    console.error(
      'The doors export something else than test/api/report.md says: npm run build && npm run api -- --update',
    );
    process.exitCode = 1;
  }
}
