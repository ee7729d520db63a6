/** Reads what editors and compilers need to know of the elements from their manifest, `dist/custom-elements.json`. */

/**
 * An attribute of an element.
 *
 * @typedef {object} Attribute
 * @property {string} name
 * @property {string} description
 * @property {'text' | 'json' | 'number' | 'boolean' | 'choice'} kind
 * @property {readonly string[]} choices - The values of a `choice`.
 * @property {string} [fallback] - Its default.
 * @property {boolean} isSet - The element sets it: pages read it.
 */

/**
 * An element.
 *
 * @typedef {object} ElementDescription
 * @property {string} tag
 * @property {string} className
 * @property {string} summary
 * @property {readonly Attribute[]} attributes
 * @property {readonly { name: string, description: string }[]} slots
 * @property {readonly { name: string, description: string, type: string }[]} events
 * @property {readonly { name: string, description: string }[]} parts
 * @property {readonly { name: string, description: string, fallback?: string }[]} properties - CSS custom properties.
 */

/**
 * Gives the elements of a manifest, by tag.
 *
 * @param {{ modules: readonly { declarations: readonly object[] }[] }} manifest - Of the schema "custom elements manifest".
 * @returns {ElementDescription[]}
 * @throws {Error} Where an attribute has a type that markup cannot hold.
 */
export function readElements(manifest) {
  return manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ customElement, tagName }) => customElement && tagName)
    .map((declaration) => ({
      tag: declaration.tagName,
      className: declaration.name,
      summary: oneLine(declaration.summary),
      attributes: (declaration.attributes ?? []).map((attribute) => readAttribute(declaration.tagName, attribute)),
      slots: describe(declaration.slots),
      // The events of a base class have no names.
      events: (declaration.events ?? [])
        .filter(({ name }) => name)
        .map(({ name, description, type }) => ({ name, description: oneLine(description), type: type.text })),
      parts: describe(declaration.cssParts),
      properties: (declaration.cssProperties ?? []).map(({ name, description, default: fallback }) => ({
        name,
        description: oneLine(description),
        ...(fallback && { fallback }),
      })),
    }))
    .sort((one, other) => (one.tag < other.tag ? -1 : 1));
}

function readAttribute(tag, { name, description, type, default: fallback }) {
  const text = oneLine(description);
  const types = type.text.split('|').map((part) => part.trim());
  const choices = types.filter((part) => /^'.*'$/.test(part)).map((part) => part.slice(1, -1));
  const kind = text.includes('As an attribute: JSON.')
    ? 'json'
    : choices.length > 0
      ? 'choice'
      : { string: 'text', number: 'number', boolean: 'boolean' }[types[0]];
  if (!kind) throw new Error(`<${tag} ${name}>: markup cannot hold ${type.text}. Say "As an attribute: JSON."`);
  const value = /^'(.+)'$/.exec(fallback ?? '')?.[1] ?? (/^[1-9]\d*$/.test(fallback ?? '') ? fallback : undefined);
  return {
    name,
    description: text,
    kind,
    choices,
    ...(value && { fallback: value }),
    isSet: /; set by the \w+\.$/.test(text),
  };
}

function describe(rows = []) {
  return rows.map(({ name, description }) => ({ name, description: oneLine(description) }));
}

function oneLine(text = '') {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
