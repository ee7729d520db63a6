import { z } from 'zod';
import { listSiteNames } from '../config/site-names.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { conditions, dates } from '../schema/conditions.js';
import { noteOf } from '../schema/notes.js';
import { nodes } from '../schema/steps.js';
import { fieldsOf } from './describer.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** A kind of value that a field takes. */
export type FieldKind =
  | 'text'
  | 'number'
  | 'select'
  | 'hours'
  | 'days'
  | 'date'
  | 'dates'
  | 'range'
  | 'list'
  | 'pattern'
  | 'window'
  | 'variables';

/** One of the values that a field chooses from. */
export interface FieldOption {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
}

/** A field of the form of a node. */
export interface FormField {
  /** Member of the node. */
  readonly name: string;
  /** Name for people, as in Zephr's console: `Property Name`. */
  readonly label: string;
  /** Help, from the schema. */
  readonly help: string;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  /** The values of a field of the kind `select`. */
  readonly options: readonly FieldOption[];
  /** Values in use elsewhere, for a field of the kind `text`. */
  readonly suggestions: readonly string[];
}

const LABELS: Readonly<Record<string, string>> = {
  property: 'Property Name',
  attribute: 'Attribute Name',
  key: 'Key',
  is: 'Is',
  test: 'Split test',
  rule: 'Sub rule',
  window: 'Counted over',
  counts: 'Counts',
  timeZone: 'Time zone',
};

/** Kinds of the value of a condition. Others compare with text. */
const KINDS: Readonly<Record<string, FieldKind | null>> = {
  matches: 'pattern',
  in: 'list',
  'greater-than': 'number',
  'at-least': 'number',
  'less-than': 'number',
  'at-most': 'number',
  before: 'date',
  after: 'date',
  between: 'range',
  'older-than': 'hours',
  'newer-than': 'hours',
  'within-days': 'days',
  'is-empty': null,
  'is-not-empty': null,
};

/**
 * Lists the fields of the form of a node, in the order of its schema. The condition decides which value there is.
 *
 * @param node - The node as far as it is filled in.
 * @param config - Names entries, and other rules whose names are proposed.
 */
export function listFields(node: JsonObject, config: unknown): FormField[] {
  const schema = own(nodes, node['type']) as z.ZodObject | undefined;
  const members = schema ? Object.entries(fieldsOf(schema.shape)) : [];
  return members.flatMap(([name, member]): FormField[] => {
    if (name === 'type') return [];
    const field = readField(name, member as z.ZodType, config);
    if (name === 'value') {
      const taken = readTaken(node);
      if (taken === null) return [];
      return [{ ...field, ...taken, isRequired: true, options: [], help: taken.help ?? field.help }];
    }
    return [field];
  });
}

/** The kind of value that the condition of a node takes, and the help for it; `null` where it takes none. */
function readTaken(node: JsonObject): { readonly kind: FieldKind; readonly help: string | undefined } | null {
  const condition = own(node, 'condition');
  const kind = typeof condition === 'string' && Object.hasOwn(KINDS, condition) ? KINDS[condition]! : 'text';
  // The time of the decision is compared with dates only.
  if (kind === 'range' && node['type'] === 'date-time') return { kind: 'dates', help: dates.description };
  const { value } = (own(conditions, condition) as { readonly value: z.ZodType } | undefined) ?? {};
  return kind && { kind, help: value?.description };
}

/** A new node of a type, with a value for each field that chooses from some. */
export function createFields(type: string, config: unknown): JsonObject {
  const node: Record<string, unknown> = { type };
  for (const { name, kind, options, isRequired, suggestions } of listFields(node, config)) {
    if (name === 'condition')
      node[name] = options.some(({ value }) => value === 'equals') ? 'equals' : options[0]?.value;
    else if (name === 'sites' && suggestions[0] !== undefined) node[name] = [suggestions[0]];
    else if (kind === 'select' && isRequired && options[0]) node[name] = options[0].value;
  }
  if (type === 'trial') node['limit'] = 3;
  return node;
}

function readField(name: string, member: z.ZodType, config: unknown): FormField {
  const inner = unwrap(member);
  const { refers } = noteOf(inner);
  const base = {
    name,
    label: LABELS[name] ?? name.charAt(0).toUpperCase() + name.slice(1),
    help: member.description ?? inner.description ?? '',
    isRequired: !(member instanceof z.ZodOptional),
    options: [],
    suggestions: [],
  };
  if (name === 'sites') return { ...base, kind: 'list', suggestions: listSiteNames(own(config, 'sites')) };
  if (name === 'variables') return { ...base, kind: 'variables' };
  if (name === 'window') return { ...base, kind: 'window' };
  if (refers === 'claims' || refers === 'names') return { ...base, kind: 'text', suggestions: findUsed(name, config) };
  if (refers !== undefined) return { ...base, kind: 'select', options: listEntries(own(config, refers)) };
  if (inner instanceof z.ZodEnum) {
    return {
      ...base,
      kind: 'select',
      options: inner.options.map((value) => ({ value: String(value), label: toWords(String(value)) })),
    };
  }
  if (name === 'condition' && inner instanceof z.ZodUnion) {
    const options = (inner.options as readonly z.ZodLiteral<string>[]).map((option) => ({
      value: [...option.values][0]!,
      label: toWords([...option.values][0]!),
      help: option.description ?? '',
    }));
    return { ...base, kind: 'select', options };
  }
  return { ...base, kind: inner instanceof z.ZodNumber ? 'number' : 'text' };
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

function listEntries(entries: unknown): FieldOption[] {
  if (!isRecord(entries)) return [];
  return Object.entries(entries).map(([id, entry]) => {
    const title = own(entry, 'title');
    return { value: id, label: typeof title === 'string' && title !== '' ? title : id };
  });
}

/** Values that nodes of any rule have in a member: names that were typed before. */
function findUsed(name: string, config: unknown): string[] {
  const found = new Set<string>();
  const open: unknown[] = [own(config, 'features'), own(config, 'subRules')];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value) || !isRecord(value)) continue;
    const used = own(value, name);
    if (Object.hasOwn(value, 'type') && typeof used === 'string') found.add(used);
    for (const member of Object.values(value)) if (isRecord(member)) open.push(member);
  }
  return [...found].sort();
}

function toWords(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
