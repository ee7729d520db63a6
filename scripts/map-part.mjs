import { parseAst } from 'rollup/parseAst';

/**
 * Tells where in the text of a built file the parts of it stand that `zephr bundle` has to change when it joins files, so
 * that it need not understand minified code: `dist/parts.json` holds this by file.
 *
 * @param {string} text - A chunk, or the script.
 * @param {(specifier: string) => string} toFile - The file of dist/ that a relative specifier names.
 * @returns {import('../src/commands/bundle/part.js').Part}
 * @throws {Error} Where a file does what cannot be joined: exports other than by one list at its end, `import.meta`.
 */
export function mapPart(text, toFile) {
  const { body } = parseAst(text);
  const [takes, asks, gives] = [[], [], {}];
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
    if (node.type === 'MetaProperty' && node.meta.name === 'import') throw new Error('It asks for its own address.');
    if (node.type !== 'ImportExpression') return;
    if (node.source.type !== 'Literal') throw new Error(`It imports an expression, at ${node.start}.`);
    asks.push({ start: node.start, end: node.end, file: toFile(node.source.value) });
  });
  return { length: text.length, end, takes, asks, gives };
}

function walk(value, see) {
  if (typeof value !== 'object' || value === null) return;
  if (typeof value.type === 'string') see(value);
  for (const member of Object.values(value)) walk(member, see);
}
