/** Writes what editors complete and explain the elements by, in two forms: of VS Code, and of JetBrains' editors. */
import { readElements } from './read-elements.mjs';

const WEB_TYPES = 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json';

/**
 * Writes custom data of HTML for VS Code, which `html.customData` in its settings names.
 *
 * @param {object} manifest - The manifest of the elements.
 * @returns {string} JSON.
 * @see https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.schema.json
 */
export function writeHtmlData(manifest) {
  const tags = readElements(manifest).map(({ tag, summary, attributes, slots, parts, properties }) => ({
    name: tag,
    description: [
      summary,
      ...list('Slots', slots),
      ...list('Parts', parts),
      ...list('Custom properties', properties),
    ].join('\n\n'),
    attributes: attributes.map(({ name, description, kind, choices }) => ({
      name,
      description,
      ...(kind === 'boolean' && { valueSet: 'v' }),
      ...(choices.length > 0 && { values: choices.map((choice) => ({ name: choice })) }),
    })),
  }));
  return `${JSON.stringify({ version: 1.1, tags })}\n`;
}

function list(title, rows) {
  const named = rows.map(({ name, description }) => `- ${name ? `\`${name}\`` : '(no name)'}: ${description}`);
  return named.length > 0 ? [`${title}:\n${named.join('\n')}`] : [];
}

/**
 * Writes web types, which the field `web-types` of package.json names.
 *
 * @param {object} manifest - The manifest of the elements.
 * @param {{ name: string, version: string }} info - Of the package.
 * @returns {string} JSON.
 * @see https://github.com/JetBrains/web-types
 */
export function writeWebTypes(manifest, { name, version }) {
  const elements = readElements(manifest).map((element) => ({
    name: element.tag,
    description: element.summary,
    attributes: element.attributes.map((attribute) => ({
      name: attribute.name,
      description: attribute.description,
      ...(attribute.fallback && { default: attribute.fallback }),
      value: { type: typeOf(attribute), ...(attribute.kind === 'boolean' && { kind: 'no-value' }) },
    })),
    slots: element.slots,
    js: { events: element.events.map(({ type, ...event }) => ({ ...event, value: { type } })) },
    css: {
      properties: element.properties.map(({ fallback, ...property }) => ({
        ...property,
        ...(fallback && { default: fallback }),
      })),
      parts: element.parts,
    },
  }));
  const types = {
    $schema: WEB_TYPES,
    name,
    version,
    'description-markup': 'markdown',
    contributions: { html: { elements } },
  };
  return `${JSON.stringify(types)}\n`;
}

function typeOf({ kind, choices }) {
  if (kind === 'choice') return choices.map((choice) => `'${choice}'`).join(' | ');
  return kind === 'boolean' || kind === 'number' ? kind : 'string';
}
