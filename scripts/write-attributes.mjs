/** Writes the types of the attributes that pages set on the elements, in markup of any framework. */
import { format } from 'prettier';
import { readElements } from './read-elements.mjs';

const BANNER = `/**
 * The attributes of the elements, as markup of any framework sets them. Written by \`npm run generate\` from the comments of the
 * elements' classes: change them there.
 */

/** An attribute without a value. Frameworks differ in what they make of \`false\`; \`undefined\` leaves it out in all of them. */
export type Present = true | '';
`;

/** Attributes without which an element does nothing. */
const REQUIRED = new Set(['zephr-feature feature']);

/**
 * Writes TypeScript: one interface an element, and a map of them by tag.
 *
 * @param {object} manifest - The manifest of the elements.
 * @param {import('prettier').Options} style
 * @returns {Promise<string>}
 */
export async function writeAttributes(manifest, style) {
  const elements = readElements(manifest).map((element) => ({
    ...element,
    name: element.className.replace(/Element$/, 'Attributes'),
  }));
  const interfaces = elements.map(({ tag, name, attributes }) => {
    const members = attributes
      .filter(({ isSet }) => !isSet)
      .map((attribute) => {
        const isRequired = REQUIRED.has(`${tag} ${attribute.name}`);
        const type = `${typeOf(attribute)}${isRequired ? '' : ' | undefined'}`;
        return `/** ${attribute.description} */\n'${attribute.name}'${isRequired ? '' : '?'}: ${type};`;
      });
    return `/** Attributes of \`<${tag}>\`. */\nexport interface ${name} {\n${members.join('\n')}\n}\n`;
  });
  const map = elements.map(({ tag, name }) => `'${tag}': ${name};`).join('\n');
  const all = `/** The attributes of each element, by tag. */\nexport interface ZephrElementAttributes {\n${map}\n}\n`;
  return format([BANNER, ...interfaces, all].join('\n'), { ...style, parser: 'typescript' });
}

function typeOf({ kind, choices }) {
  if (kind === 'choice') return choices.map((choice) => `'${choice}'`).join(' | ');
  return { text: 'string', json: 'string', boolean: 'Present', number: 'number | `${number}`' }[kind];
}
