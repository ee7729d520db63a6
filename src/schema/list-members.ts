import { z } from 'zod';
import { components, siteOffer } from './components.js';
import { analytics, layer } from './tools.js';

/** A kind of value: `lines` are a list of texts, a `map` has names of the publisher's choice. */
export type MemberKind = 'text' | 'flag' | 'number' | 'choice' | 'lines' | 'record' | 'list' | 'map' | 'mixed';

/** A member of an entry of the config, for a form. */
export interface FormMember {
  readonly name: string;
  /** Help, from the schema. Names of code are in backticks. */
  readonly help: string;
  readonly kind: MemberKind;
  readonly isRequired: boolean;
  /** The values of a `choice`, and of `lines` that are some of a few. */
  readonly options: readonly string[];
  /** The members of a `record`, or of each item of a `list`. */
  readonly members: readonly FormMember[];
}

/** A type of component, with the members that it has beside `type`. */
export interface ComponentForm {
  readonly type: string;
  readonly help: string;
  readonly members: readonly FormMember[];
}

/** Lists the types of components, each with its members in the order of the schema. */
export function listComponentForms(): readonly ComponentForm[] {
  return Object.entries(components).map(([type, schema]) => ({
    type,
    help: schema.description ?? '',
    members: listMembers(schema).filter(({ name }) => name !== 'type'),
  }));
}

/** Lists the members of an offer of the whole site. */
export function listOfferMembers(): readonly FormMember[] {
  return listMembers(siteOffer);
}

/** Lists the members of the data layer and of analytics. */
export function listToolMembers(): {
  readonly dataLayer: readonly FormMember[];
  readonly analytics: readonly FormMember[];
} {
  return { dataLayer: listMembers(layer), analytics: listMembers(analytics) };
}

function listMembers(schema: z.ZodObject): FormMember[] {
  return Object.entries(schema.shape).map(([name, member]) => readMember(name, member as z.ZodType));
}

function readMember(name: string, member: z.ZodType): FormMember {
  const inner = unwrap(member);
  const help = member.description ?? inner.description ?? '';
  const base = { name, help, isRequired: member === inner, options: [], members: [] };
  if (inner instanceof z.ZodString) return { ...base, kind: 'text' };
  if (inner instanceof z.ZodBoolean) return { ...base, kind: 'flag' };
  if (inner instanceof z.ZodNumber) return { ...base, kind: 'number' };
  if (inner instanceof z.ZodEnum) return { ...base, kind: 'choice', options: inner.options.map(String) };
  if (inner instanceof z.ZodObject) return { ...base, kind: 'record', members: listMembers(inner) };
  if (inner instanceof z.ZodRecord) return { ...base, kind: 'map' };
  if (inner instanceof z.ZodArray) {
    // An item that may also be the id of an entry has the members of the other kind.
    const { element } = inner;
    const kinds = element instanceof z.ZodUnion ? element.options : [element];
    const item = kinds.find((kind) => kind instanceof z.ZodObject);
    if (item) return { ...base, kind: 'list', members: listMembers(item) };
    return { ...base, kind: 'lines', options: element instanceof z.ZodEnum ? element.options.map(String) : [] };
  }
  return { ...base, kind: 'mixed' };
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}
