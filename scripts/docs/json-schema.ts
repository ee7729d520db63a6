/** JSON Schema as the generator of a page reads it, and the words for its types. */
import { code, inline, link } from './markdown.js';

/** The members of a JSON Schema that our schemas have. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** An object that is described under a heading of its own. */
export interface Section {
  readonly heading: string;
  /** How it is reached from the whole: `*` is any id, `[]` any position. */
  readonly path: readonly string[];
  /** Of several kinds of an object the one with this `type`. */
  readonly type?: string;
  readonly description: string;
  readonly schema: Schema;
}

/** The headings of definitions by name, and of objects in place by their schema. */
export type Headings = ReadonlyMap<string | Schema, string>;

const TYPES: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number' };

const NODE = /(?:^|[a-z])Node$/;

/** Whether a definition is a node, which the page of nodes describes. */
export const isNode = (name: string): boolean => NODE.test(name);

/** The name of the definition that a schema refers to. */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.slice('#/$defs/'.length);
}

/** Finds the alternatives that a schema allows, behind references and unions. */
export function alternativesOf(schema: Schema, root: Schema): readonly Schema[] {
  const name = nameOf(schema);
  if (name !== undefined) return isNode(name) ? [] : alternativesOf(root.$defs![name]!, root);
  const union = schema.anyOf ?? schema.oneOf;
  return union ? union.flatMap((one) => alternativesOf(one, root)) : [schema];
}

/** Puts the type of a value into words, with a link to the section of an object. */
export function describeType(schema: Schema, headings: Headings, root: Schema): string {
  const name = nameOf(schema);
  const title = headings.get(name ?? schema);
  if (name === 'RuleNode') return '[node](nodes.md)';
  if (title !== undefined) return link(title, title);
  if (name !== undefined) return describeType(root.$defs?.[name] ?? {}, headings, root);
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return [...new Set(union.map((one) => describeType(one, headings, root)))].join(' or ');
  if (schema.const !== undefined) return code(inline(schema.const));
  if (schema.items) return `list of ${describeType(schema.items, headings, root)}`;
  if (schema.type === 'object') return describeMap(schema, headings, root);
  return schema.type === undefined
    ? 'any value'
    : [schema.type]
        .flat()
        .map((type) => TYPES[type] ?? type)
        .join(' or ');
}

function describeMap({ properties, additionalProperties }: Schema, headings: Headings, root: Schema): string {
  if (properties) {
    const members = Object.entries(properties).map(
      ([name, member]) => `${JSON.stringify(name)}: ${describeType(member, headings, root)}`,
    );
    return members.length > 1 ? 'object' : code(`{ ${members.join('')} }`);
  }
  if (typeof additionalProperties !== 'object') return 'object';
  const entry = describeType(additionalProperties, headings, root);
  return `map of names to ${entry}`;
}

/** Lists the values that a schema allows, if they are few, and the bounds of a number. */
export function describeValues(schema: Schema, root: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return isNode(name) ? '' : describeValues(withoutObjects(root.$defs![name]!), root);
  const union = schema.anyOf ?? schema.oneOf;
  if (union)
    return union
      .map((one) => describeValues(one, root))
      .filter(Boolean)
      .join(', ');
  if (schema.items) return describeValues(schema.items, root);
  if (schema.enum) return schema.enum.map((value) => code(inline(value))).join(', ');
  if (schema.exclusiveMinimum !== undefined) return `above ${schema.exclusiveMinimum}`;
  if (schema.minimum !== undefined && Math.abs(schema.minimum) < Number.MAX_SAFE_INTEGER)
    return `${schema.minimum} or more`;
  return '';
}

/** A shared definition says its own values where it is described. */
function withoutObjects(schema: Schema): Schema {
  const union = schema.anyOf ?? schema.oneOf;
  return union ? { anyOf: union.filter(({ $ref, properties }) => !$ref && !properties) } : schema;
}
