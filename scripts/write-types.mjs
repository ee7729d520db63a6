/** Writes the types of a config and of test readers from their schemas. */
import { compile } from 'json-schema-to-typescript';
import { format } from 'prettier';
import ts from 'typescript';

const BANNER = `/**
 * The config, \`zephr.json\`: what Zephr's console holds. Written by \`npm run generate\` from the schema in \`src/schema/\`:
 * change it there. These types describe a sound config; what arrives is checked by \`src/config/\` and, inside features, by
 * \`src/rules/\`.
 */

`;

const READERS_BANNER = `/**
 * The file of test readers, \`zephr.readers.json\`. Written by \`npm run generate\` from the schema in \`src/schema/\`: change
 * it there. These types describe a sound file; what arrives is checked by \`src/readers/\`.
 */
import type { ContentRule } from './config-types.js';

`;

/**
 * Writes TypeScript of the schema of test readers. What is part of a config has its type there.
 *
 * @param {object} schema - As \`writeReadersSchema\` gives it.
 * @param {import('prettier').Options} style
 * @returns {Promise<string>}
 */
export function writeReadersTypes(schema, style) {
  const $defs = { ...schema.$defs };
  delete $defs.ContentRule;
  return writeTypes({ ...schema, $defs }, 'ReadersFile', style, READERS_BANNER);
}

/**
 * Writes TypeScript of a JSON Schema: a name for each of its definitions, help as comments, everything readonly.
 *
 * @param {object} schema - As \`describeConfig\` gives it.
 * @param {string} name - Of the type of the whole.
 * @param {import('prettier').Options} style
 * @param {string} [banner] - What the file begins with.
 * @returns {Promise<string>}
 */
export async function writeTypes(schema, name, style, banner = BANNER) {
  const prepared = JSON.parse(JSON.stringify({ ...schema, $schema: undefined, title: name }, prepare));
  const code = await compile(prepared, name, {
    additionalProperties: false,
    bannerComment: '',
    format: false,
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    unreachableDefinitions: true,
  });
  return format(banner + makeReadonly(tidyComments(code)), { ...style, parser: 'typescript' });
}

/** Names what is referred to, as the compiler would write it out where it has help of its own. */
function prepare(key, value) {
  if (typeof value?.$ref === 'string')
    return { description: value.description, tsType: value.$ref.replace('#/$defs/', '') };
  // Nothing but help is any value.
  if (typeof value?.description === 'string' && Object.keys(value).length === 1) return { ...value, tsType: 'unknown' };
  if (key === 'items') return { ...value, description: undefined };
  // A few words and any text is any text.
  if (key === 'anyOf' && value.some(({ type, ...more }) => type === 'string' && Object.keys(more).length === 0)) {
    return value.filter((one) => one.const === undefined);
  }
  return value;
}

/** Leaves out of comments where a type is used, and writes those of one line in one. */
function tidyComments(code) {
  return code
    .replace(/\n\s*\*?\s*\n\s*\* This interface was referenced by .*\n\s*\* via the `definition` ".*"\./g, '')
    .replace(/\/\*\*\n\s*\* (.*)\n\s*\*\//g, '/** $1 */')
    .replace(/\n(?=\/\*\* .*\nexport )/g, '\n\n')
    .replaceAll('[k: string]', '[name: string]');
}

function makeReadonly(code) {
  const source = ts.createSourceFile('types.ts', code, ts.ScriptTarget.Latest, true);
  const places = [];
  const visit = (node) => {
    if (ts.isPropertySignature(node) || ts.isIndexSignatureDeclaration(node) || ts.isArrayTypeNode(node)) {
      places.push(node.getStart(source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return places
    .sort((one, other) => other - one)
    .reduce((text, at) => `${text.slice(0, at)}readonly ${text.slice(at)}`, code);
}
