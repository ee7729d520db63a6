/** Writes the reference of `zephr.json`, and that of `zephr.readers.json`, from their schemas. */
import { describeType, describeValues, type Headings, type Schema, type Section } from './json-schema.js';
import { code, heading, inline, json, splitDefault, table, prose } from './markdown.js';
import { findSections, type Sections } from './schema-sections.js';
import { findExamples } from './find-examples.js';

/** Longest example that is shown whole. */
const MAX_EXAMPLE_LINES = 26;

/** Longest member of a longer one that has a section, and so an example, of its own. */
const MAX_EXAMPLE_CHARACTERS = 60;

/** The page of a schema. */
export interface SchemaPage {
  /** Name of the file that the schema describes. */
  readonly file: string;
  readonly schema: Schema;
  /** A file that has every member of the schema. */
  readonly example: unknown;
  /** Guides by heading. */
  readonly guides?: Readonly<Record<string, string>>;
}

/** Writes the page: one heading an object, a table of its members, and an example. */
export function writeSchemaPage({ file, schema, example, guides = {} }: SchemaPage): string {
  const sections = findSections(schema, file);
  const parts = sections.list.map((section) => writeSection(section, sections, schema, example, guides));
  const whole = [heading(3, 'A whole file'), 'It has every member, and so more than any site needs.\n', json(example)];
  return [...parts, ...whole].join('\n');
}

function writeSection(
  section: Section,
  { headings }: Sections,
  root: Schema,
  example: unknown,
  guides: Readonly<Record<string, string>>,
): string {
  const { schema, description } = section;
  const required = schema.required ?? [];
  const members = Object.entries(schema.properties ?? {});
  const kinds = (schema.oneOf ?? schema.anyOf ?? []).map((one) => `- ${describeType(one, headings, root)}`);
  const [found] = section.path.length > 0 ? findExamples(example, section) : [];
  const guide = guides[section.heading.replaceAll('`', '')];
  return [
    heading(3, section.heading),
    ...(description ? [`${prose(description)}\n`] : []),
    ...(kinds.length > 0 && !members.length ? [`One of:\n`, `${kinds.join('\n')}\n`] : []),
    ...(members.length > 0
      ? [
          table(
            [
              ['member', ([name]) => code(name)],
              ['type', ([, member]) => describeType(member, headings, root)],
              ['default', ([name, member]) => (required.includes(name) ? '**required**' : fallbackOf(member, root))],
              ['values', ([, member]) => describeValues(member, root)],
              ['meaning', ([, member]) => splitDefault(helpOf(member, root)).text],
            ],
            members,
          ),
        ]
      : []),
    ...(found === undefined ? [] : [json(withoutSections(found, schema, headings))]),
    ...(guide === undefined ? [] : [`See also: ${guide}.\n`]),
  ].join('\n');
}

/** Leaves out of a long example members that are long and have a section of their own. */
function withoutSections(
  example: Readonly<Record<string, unknown>>,
  { properties }: Schema,
  headings: Headings,
): unknown {
  if (json(example).split('\n').length <= MAX_EXAMPLE_LINES) return example;
  const hasSection = (name: string): boolean => describeType(properties![name]!, headings, {}).includes('](#');
  const isShort = (value: unknown): boolean => inline(value).length <= MAX_EXAMPLE_CHARACTERS;
  return Object.fromEntries(Object.entries(example).filter(([name, value]) => isShort(value) || !hasSection(name)));
}

/** The help of a member: its own, else that of the definition that it refers to. */
function helpOf(schema: Schema, root: Schema): string {
  const definition = schema.$ref === undefined ? undefined : root.$defs![schema.$ref.slice('#/$defs/'.length)];
  return schema.description ?? definition?.description ?? schema.items?.description ?? '';
}

function fallbackOf(schema: Schema, root: Schema): string {
  const { fallback } = splitDefault(helpOf(schema, root));
  return fallback || (schema.default === undefined ? '' : code(JSON.stringify(schema.default)));
}
