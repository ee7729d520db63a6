import { type z } from 'zod';
import { toPointer } from '../lib/to-pointer.js';
import { noteOf, type Note } from './notes.js';

/** A member of an object. */
export interface PlannedMember {
  readonly name: string;
  /** The step of a pointer that leads to it. */
  readonly step: string;
  readonly schema: z.ZodType;
  /** Of most objects most members are absent: these need no place. */
  readonly mayBeAbsent: boolean;
}

/** The facts about a schema that a walk needs. */
export interface Plan {
  readonly note: Note;
  /** The schema that this one wraps; `null` for one that is no wrapper. */
  readonly inner: z.ZodType | null;
  /** Whether the value may be missing, as the wrapper says. */
  readonly isOptional: boolean;
  /** The members of an object; `null` for others. */
  readonly members: readonly PlannedMember[] | null;
  /** The names of the members of an object that may have no others; `null` for others. */
  readonly known: ReadonlySet<string> | null;
  /** The schema of all values of a map; `null` for others. */
  readonly entry: z.ZodType | null;
  /** The schema of the items of a list; `null` for others. */
  readonly item: z.ZodType | null;
  /** Whether a value is valid, found out without the library. `false` says nothing. */
  readonly accepts: (value: unknown) => boolean;
}

/** A config has thousands of values with the same schema, and the library takes long to say what a schema consists of. */
const plans = new WeakMap<z.ZodType, Plan>();

/** Returns the plan of a schema. */
export function planOf(schema: z.ZodType): Plan {
  let plan = plans.get(schema);
  if (!plan) plans.set(schema, (plan = makePlan(schema)));
  return plan;
}

function makePlan(schema: z.ZodType): Plan {
  const isObject = is(schema, 'object');
  const isMap = is(schema, 'record');
  const isStrict = isObject && schema.def.catchall?._zod.def.type === 'never';
  const isWrapper = is(schema, 'optional') || is(schema, 'lazy');
  return {
    note: noteOf(schema),
    inner: isWrapper ? (schema.unwrap() as z.ZodType) : null,
    isOptional: is(schema, 'optional'),
    members: isObject ? listMembers(schema) : null,
    known: isStrict ? new Set(Object.keys(schema.shape)) : null,
    entry: isMap ? (schema.valueType as z.ZodType) : null,
    item: is(schema, 'array') ? (schema.element as z.ZodType) : null,
    accepts: makeTest(schema) ?? (() => false),
  };
}

function listMembers(schema: z.ZodObject): PlannedMember[] {
  return Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).map(([name, member]) => ({
    name,
    step: toPointer(name),
    schema: member,
    mayBeAbsent: is(member, 'optional') && !noteOf(member).choose,
  }));
}

/** Makes a test for values of a plain type, for a few words, and for a choice among these; `null` for any other schema. */
function makeTest(schema: z.ZodType): ((value: unknown) => boolean) | null {
  const { checks = [], ...def } = schema.def as z.core.$ZodTypeDef & { readonly checks?: readonly z.core.$ZodCheck[] };
  if ('format' in def || 'coerce' in def) return null;
  if (is(schema, 'string') && checks.length === 1 && isForLength(checks[0]!))
    return (value) => typeof value === 'string' && value !== '';
  if (checks.length > 0) return null;
  if (is(schema, 'string')) return (value) => typeof value === 'string';
  if (is(schema, 'boolean')) return (value) => typeof value === 'boolean';
  if (is(schema, 'number')) return Number.isFinite;
  if (is(schema, 'null')) return (value) => value === null;
  if (is(schema, 'literal')) return (value) => schema.values.has(value as z.core.util.Literal);
  if (is(schema, 'enum')) {
    const words = new Set<unknown>(schema.options);
    return (value) => words.has(value);
  }
  return is(schema, 'union') ? makeChoice(schema.options as readonly z.ZodType[]) : null;
}

/** Whether a check is that a text is not empty. */
function isForLength({ _zod: { def } }: z.core.$ZodCheck): boolean {
  return def.check === 'min_length' && (def as z.core.$ZodCheckMinLengthDef).minimum === 1;
}

function makeChoice(options: readonly z.ZodType[]): ((value: unknown) => boolean) | null {
  const literals = options.filter((option) => is(option, 'literal'));
  if (literals.length === options.length) {
    const words = new Set<unknown>(literals.flatMap(({ values }) => [...values]));
    return (value) => words.has(value);
  }
  const tests = options.map(makeTest).filter((test) => test !== null);
  return (value) => tests.some((test) => test(value));
}

/** The classes of schemas that are looked into, by the name that the library gives them. */
interface Kinds {
  readonly optional: z.ZodOptional;
  readonly lazy: z.ZodLazy;
  readonly object: z.ZodObject;
  readonly record: z.ZodRecord;
  readonly array: z.ZodArray;
  readonly string: z.ZodString;
  readonly boolean: z.ZodBoolean;
  readonly number: z.ZodNumber;
  readonly null: z.ZodNull;
  readonly literal: z.ZodLiteral;
  readonly enum: z.ZodEnum;
  readonly union: z.ZodUnion;
}

/** Tells the class of a schema. The library's `instanceof` looks through a set of names each time. */
function is<Kind extends keyof Kinds>(schema: z.ZodType, kind: Kind): schema is z.ZodType & Kinds[Kind] {
  return schema.def.type === kind;
}
