import { z } from 'zod';
import type { ConfigErrorCode } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { noteOf, type Catalogue, type Note } from './notes.js';

/** A part of a config that differs from its schema. */
export interface Finding {
  readonly code: ConfigErrorCode | 'member-unknown';
  readonly pointer: string;
  /** It breaks no decision. */
  readonly soft: boolean;
  /** The schema that the value differs from. */
  readonly schema: z.ZodType;
  /** Values that the schema allows, if there are only a few. */
  readonly known?: readonly string[] | undefined;
}

/** A text that names an entry of one of the config's maps, or a claim. */
export interface Reference {
  readonly refers: Catalogue | 'claims' | 'names';
  readonly id: string;
  readonly pointer: string;
}

/** The result of checking a value against a schema. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly references: readonly Reference[];
}

/** Remembers judgements of parts of a value between calls. */
export interface JudgementMemo {
  /** Whether judgements of the part at a pointer are remembered. */
  isPart(at: string): boolean;
  /** Gives the judgement of a part: the one that is remembered for the same value, or the one that `judge` makes. */
  recall(at: string, value: unknown, judge: () => Judgement): Judgement;
}

/** A value, its location and its schema. */
interface Place {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly parent: unknown;
  readonly at: string;
  readonly soft: boolean;
}

/** A value whose schema is chosen. */
interface Settled extends Place {
  readonly optional: boolean;
}

/**
 * Checks a config against its schema and finds all differences. Objects, lists and maps are walked here, with a list instead
 * of recursion, because a rule may be ten thousand nodes deep; the schema library checks all other values.
 *
 * @param value - Anything at all.
 */
export function holdAgainst(schema: z.ZodType, value: unknown, memo?: JudgementMemo): Judgement {
  return judgePlace({ schema, value, parent: undefined, at: '', soft: false }, memo);
}

function judgePlace(first: Place, memo?: JudgementMemo): Judgement {
  const findings: Finding[] = [];
  const references: Reference[] = [];
  const seen = new Set<unknown>();
  const open: Place[] = [first];
  for (let place = open.pop(); place; place = open.pop()) {
    if (memo?.isPart(place.at)) {
      const part = place;
      const kept = memo.recall(part.at, part.value, () => judgePlace(part));
      for (const finding of kept.findings) findings.push(finding);
      for (const reference of kept.references) references.push(reference);
      continue;
    }
    for (const settled of settle(place)) {
      if (settled.value === undefined) findings.push(...findGap(settled, noteOf(place.schema)));
      else if (!wasSeen(seen, settled)) {
        const members = membersOf(settled);
        const finding = members ? null : judge(settled);
        const { refers } = noteOf(settled.schema);
        for (const member of (members ?? []).reverse()) open.push(member);
        for (const finding of findUnknownMembers(settled)) findings.push(finding);
        if (finding) findings.push(finding);
        else if (refers) references.push({ refers, id: settled.value as string, pointer: settled.at });
      }
    }
  }
  return { findings, references };
}

/** Resolves wrappers and choices to the schemas of a value. */
function settle(place: Place, optional = false): Settled[] {
  const { schema, value, parent, at } = place;
  const { choose, soft = place.soft } = noteOf(schema);
  if (choose) {
    const chosen = choose(value, parent, at);
    const settleAs = (one: z.ZodType): Settled[] => settle({ schema: one, value, parent, at, soft }, optional);
    return Array.isArray(chosen) ? chosen.flatMap(settleAs) : settleAs(chosen as z.ZodType);
  }
  if (!is(schema, 'optional') && !is(schema, 'lazy')) return [{ schema, value, parent, at, soft, optional }];
  const inner = schema.unwrap() as z.ZodType;
  return settle({ schema: inner, value, parent, at, soft }, optional || is(schema, 'optional'));
}

/** Whether a node was checked before: one object may be in several places, and even inside itself. */
function wasSeen(seen: Set<unknown>, { schema, value }: Place): boolean {
  return noteOf(schema).recurs === true && (seen.has(value) || !seen.add(value));
}

/** The members of an object, a list or a map; `null` for a value that is checked as a whole. */
function membersOf({ schema, value, at, soft }: Place): Place[] | null {
  const place = (name: string, member: z.ZodType): Place => ({
    schema: member,
    value: own(value, name),
    parent: value,
    at: at + toPointer(name),
    soft,
  });
  if (noteOf(schema).whole) return null;
  if (is(schema, 'object') && isRecord(value)) {
    return Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>)
      .filter(([name, member]) => !mayBeAbsent(member) || own(value, name) !== undefined)
      .map(([name, member]) => place(name, member));
  }
  if (is(schema, 'record') && isRecord(value)) {
    return Object.keys(value).map((name) => place(name, schema.valueType as z.ZodType));
  }
  // The library knows whether a list may be empty.
  if (is(schema, 'array') && Array.isArray(value) && value.length > 0) {
    return Object.keys(value).map((name) => place(name, schema.element as z.ZodType));
  }
  return null;
}

/** Of most objects most members are absent: these need no place. */
function mayBeAbsent(member: z.ZodType): boolean {
  return is(member, 'optional') && !noteOf(member).choose;
}

/** The classes of schemas that are looked into, by the name that the library gives them. */
interface Kinds {
  readonly optional: z.ZodOptional;
  readonly lazy: z.ZodLazy;
  readonly object: z.ZodObject;
  readonly record: z.ZodRecord;
  readonly array: z.ZodArray;
}

/** Tells the class of a schema. The library's `instanceof` looks through a set of names each time. */
function is<Kind extends keyof Kinds>(schema: z.ZodType, kind: Kind): schema is z.ZodType & Kinds[Kind] {
  return schema.def.type === kind;
}

/** Finds that a required value is missing. */
function findGap({ schema, at, soft, optional }: Settled, { missing = 'field-missing' }: Note): Finding[] {
  return optional || missing === null ? [] : [{ code: missing, pointer: at, soft, schema }];
}

/** Checks a value as a whole. */
function judge({ schema, value, at, soft }: Place): Finding | null {
  const code = codeOf(schema, value);
  return code && { code, pointer: at, soft, schema, known: wordsOf(schema) };
}

function codeOf(schema: z.ZodType, value: unknown): ConfigErrorCode | null {
  const { kind } = noteOf(schema);
  if (kind) {
    const result = kind(value, {});
    return result === true ? null : result || 'type-wrong';
  }
  // Schemas name the code of their own mistakes in place of a message.
  const result = schema.safeParse(value, { error: () => 'type-wrong' });
  return result.success ? null : (result.error.issues[0]!.message as ConfigErrorCode);
}

/** Finds the members of an object that its schema does not have. */
function findUnknownMembers({ schema, value, at, soft }: Place): Finding[] {
  if (!(is(schema, 'object') && schema.def.catchall?._zod.def.type === 'never' && isRecord(value))) return [];
  const { unknownMember } = noteOf(schema);
  const known = Object.keys(schema.shape);
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: unknownMember ?? 'member-unknown',
      pointer: at + toPointer(name),
      soft: soft || unknownMember === undefined,
      schema,
      known,
    }));
}

/** The values that a schema allows, if there are only a few. */
function wordsOf(schema: z.ZodType): string[] | undefined {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  const literals = schema instanceof z.ZodUnion ? schema.options : [];
  const words = literals.flatMap((literal) => (literal instanceof z.ZodLiteral ? [...literal.values].map(String) : []));
  return words.length > 0 ? words : undefined;
}
