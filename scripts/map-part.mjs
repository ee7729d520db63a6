import { parseAst } from 'rollup/parseAst';

/** By this text the script guesses before it has a config whether there is a token (src/start-script.ts). */
const USUAL_COOKIE = 'blaize_jwt=';

/**
 * Maps the places in the text of a built file that `zephr bundle` changes when it joins files, so that it need not understand
 * minified code: `dist/parts.json` holds this by file.
 *
 * @param {string} text - A chunk, or the script.
 * @param {(specifier: string) => string} toFile - The file of dist/ that a relative specifier names.
 * @param {boolean} [isScript] - Whether it is the script, which names the cookie of the token.
 * @returns {Omit<import('../src/commands/bundle/built-part.js').BuiltPart, 'path' | 'packages'>}
 * @throws {Error} Where a file cannot be joined: exports other than by one list at its end, `import.meta`, a script that does
 *   not name the cookie once.
 */
export function mapPart(text, toFile, isScript = false) {
  const { body } = parseAst(text);
  const [takes, asks, gives, cookies] = [[], [], {}, []];
  const last = body.at(-1);
  let { end } = last;
  for (const node of body) {
    if (node.type === 'ImportDeclaration') {
      const names = {};
      for (const { type, imported, local } of node.specifiers) {
        if (type !== 'ImportSpecifier') throw new Error(`It imports other than by name, at ${node.start}.`);
        names[imported.name] = local.name;
      }
      takes.push({ start: node.start, end: node.end, file: toFile(node.source.value), names });
    } else if (node.type.startsWith('Export')) {
      if (node !== last || !node.specifiers || node.source) throw new Error(`It exports otherwise, at ${node.start}.`);
      for (const { local, exported } of node.specifiers) gives[exported.name] = local.name;
      end = node.start;
    }
  }
  walk(body, (node) => {
    if (node.type === 'Literal' && node.value === USUAL_COOKIE) cookies.push({ start: node.start, end: node.end });
    if (node.type === 'MetaProperty' && node.meta.name === 'import') throw new Error('It asks for its own address.');
    if (node.type !== 'ImportExpression') return;
    // The script adds the name to the address of its own folder.
    const name = node.source.type === 'BinaryExpression' ? node.source.right : node.source;
    if (name.type !== 'Literal') throw new Error(`It imports an expression, at ${node.start}.`);
    asks.push({ start: node.start, end: node.end, file: toFile(name.value) });
  });
  if (isScript && cookies.length !== 1)
    throw new Error(`It names the cookie "${USUAL_COOKIE}" ${cookies.length} times.`);
  const [cookie] = isScript ? cookies : [];
  return { length: text.length, start: body[0].start, end, takes, asks, gives, ...(cookie && { cookie }) };
}

function walk(value, see) {
  if (typeof value !== 'object' || value === null) return;
  if (typeof value.type === 'string') see(value);
  for (const member of Object.values(value)) walk(member, see);
}
