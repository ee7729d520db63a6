/** Walks a JSON Schema and gives each of its objects a heading. */
import { alternativesOf, isNode, nameOf, type Headings, type Schema, type Section } from './json-schema.js';

/** Titles of definitions that are reached from many places. */
const TITLES: Readonly<Record<string, string>> = {
  Rule: 'Rule',
  RuleGraph: 'Rule graph',
  Step: 'Step',
  SubRuleExit: 'Exit of a sub rule',
  ContentRule: 'Content',
};

/** The sections of a schema, and the heading of each definition. */
export interface Sections {
  readonly list: readonly Section[];
  readonly headings: Headings;
}

/** Finds all objects of a schema, each once, in the order of its members. */
export function findSections(root: Schema, title: string): Sections {
  const list: Section[] = [];
  const headings = new Map<string | Schema, string>();

  const visit = (schema: Schema, path: readonly string[], help = schema.description): void => {
    const name = nameOf(schema);
    if (name !== undefined) {
      if (isNode(name) || headings.has(name)) return;
      const definition = root.$defs![name]!;
      const union = definition.anyOf ?? definition.oneOf;
      if (
        definition.properties ||
        (union && alternativesOf(definition, root).some((one) => one.properties)) ||
        TITLES[name]
      )
        headings.set(name, TITLES[name] ?? toHeading(path, title));
      return visitDefinition(definition, path, headings.get(name));
    }
    if (schema.items) return visit(schema.items, [...path, '[]']);
    if (typeof schema.additionalProperties === 'object' && !schema.properties)
      return visit(schema.additionalProperties, [...path, '*']);
    const union = schema.anyOf ?? schema.oneOf;
    if (union?.some(({ properties }) => properties)) return addInPlace(schema, merge(union), path, help);
    if (union) return union.forEach((one) => visit(one, path));
    if (schema.properties) addInPlace(schema, schema, path, help);
  };

  const visitDefinition = (schema: Schema, path: readonly string[], heading = toHeading(path, title)): void => {
    if (schema.oneOf) {
      list.push({ heading, path, description: schema.description ?? '', schema });
      for (const one of schema.oneOf) addKind(one, path, heading);
    } else if (schema.anyOf && !schema.anyOf.some(({ properties }) => properties)) {
      if (schema.anyOf.some(({ $ref }) => $ref))
        list.push({ heading, path, description: schema.description ?? '', schema });
      schema.anyOf.forEach((one) => visit(one, path));
    } else if (schema.anyOf) add({ ...merge(schema.anyOf), anyOf: schema.anyOf }, path, heading, schema.description);
    else if (schema.properties) add(schema, path, heading, schema.description);
    else visit(schema, path);
  };

  const addKind = (reference: Schema, path: readonly string[], heading: string): void => {
    const name = nameOf(reference)!;
    const schema = root.$defs![name]!;
    const type = schema.properties!['type']!.const as string;
    headings.set(name, `${heading}, ${type}`);
    add(schema, path, `${heading}, ${type}`, schema.description, type);
  };

  const addInPlace = (key: Schema, schema: Schema, path: readonly string[], help = ''): void => {
    headings.set(key, toHeading(path, title));
    add(schema, path, toHeading(path, title), help);
  };

  const add = (schema: Schema, path: readonly string[], heading: string, description = '', type?: string): void => {
    list.push({ heading, path, description, schema, ...(type !== undefined && { type }) });
    for (const [name, member] of Object.entries(schema.properties ?? {})) visit(member, [...path, name]);
  };

  visitDefinition(root, []);
  return { list, headings };
}

/** Lays alternatives that are objects over each other: a value has the members of one of them. */
function merge(union: readonly Schema[]): Schema {
  const properties = Object.assign({}, ...union.map((one) => one.properties ?? {})) as Schema['properties'];
  return { type: 'object', properties: properties! };
}

function toHeading(path: readonly string[], title: string): string {
  const shown = path.map((part) => (part === '*' ? '.<id>' : part === '[]' ? '[]' : `.${part}`));
  const text = shown.join('').slice(1);
  return `\`${text || title}\``;
}
