import { z } from 'zod';
import type { ConfigErrorCode } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { noteOf, type Catalogue, type Note } from './notes.js';
import { planOf } from './plan-of.js';

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

/** A value, its location and its schema: at first the one that the place has, in the end the one that is chosen for the value. */
interface Place {
  schema: z.ZodType;
  readonly value: unknown;
  readonly parent: unknown;
  readonly at: string;
  soft: boolean;
  /** Whether the value may be missing. */
  isOptional: boolean;
}

/**
 * Checks a config against its schema and finds all differences. Objects, lists and maps are walked here, with a list instead
 * of recursion, because a rule may be ten thousand nodes deep; the schema library checks all other values.
 *
 * @param value - Anything at all.
 */
export function holdAgainst(schema: z.ZodType, value: unknown, memo?: JudgementMemo): Judgement {
  return judgePlace({ schema, value, parent: undefined, at: '', soft: false, isOptional: false }, memo);
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
    const given = place.schema;
    for (const settled of settle(place)) {
      if (settled.value === undefined) findings.push(...findGap(settled, noteOf(given)));
      else if (!wasSeen(seen, settled)) {
        const { note, known } = planOf(settled.schema);
        const finding = enterMembers(settled, open) ? null : judge(settled);
        if (known && isRecord(settled.value)) for (const one of findUnknownMembers(settled, known)) findings.push(one);
        if (finding) findings.push(finding);
        else if (note.refers) {
          references.push({ refers: note.refers, id: settled.value as string, pointer: settled.at });
        }
      }
    }
  }
  return { findings, references };
}

/** Resolves wrappers and choices to the schemas of a value. */
function settle(place: Place): readonly Place[] {
  for (;;) {
    const { note, inner, isOptional } = planOf(place.schema);
    place.soft = note.soft ?? place.soft;
    if (note.choose) {
      const chosen = note.choose(place.value, place.parent, place.at);
      if (Array.isArray(chosen)) return chosen.flatMap((schema: z.ZodType) => settle({ ...place, schema }));
      place.schema = chosen as z.ZodType;
    } else {
      if (!inner) return [place];
      place.isOptional ||= isOptional;
      place.schema = inner;
    }
  }
}

/** Whether a node was checked before: one object may be in several places, and even inside itself. */
function wasSeen(seen: Set<unknown>, { schema, value }: Place): boolean {
  return planOf(schema).note.recurs === true && (seen.has(value) || !seen.add(value));
}

/**
 * Adds the members of an object, a list or a map to the places that are open, the first one last.
 *
 * @returns Whether the value has members; else it is checked as a whole.
 */
function enterMembers({ schema, value, at, soft }: Place, open: Place[]): boolean {
  const { note, members, entry, item } = planOf(schema);
  const enter = (name: string, step: string, member: z.ZodType): void => {
    open.push({ schema: member, value: own(value, name), parent: value, at: at + step, soft, isOptional: false });
  };
  if (note.whole) return false;
  if (members && isRecord(value)) {
    for (let index = members.length; index--;) {
      const { name, step, schema: member, mayBeAbsent } = members[index]!;
      if (!mayBeAbsent || own(value, name) !== undefined) enter(name, step, member);
    }
    return true;
  }
  // The library knows whether a list may be empty.
  const inside = entry && isRecord(value) ? entry : item && Array.isArray(value) && value.length > 0 ? item : null;
  if (inside) for (const name of Object.keys(value as object).reverse()) enter(name, toPointer(name), inside);
  return inside !== null;
}

/** Finds that a required value is missing. */
function findGap({ schema, at, soft, isOptional }: Place, { missing = 'field-missing' }: Note): Finding[] {
  return isOptional || missing === null ? [] : [{ code: missing, pointer: at, soft, schema }];
}

/** Checks a value as a whole. */
function judge({ schema, value, at, soft }: Place): Finding | null {
  const code = codeOf(schema, value);
  return code && { code, pointer: at, soft, schema, known: wordsOf(schema) };
}

function codeOf(schema: z.ZodType, value: unknown): ConfigErrorCode | null {
  const { note, accepts } = planOf(schema);
  if (note.kind) {
    const result = note.kind(value, {});
    return result === true ? null : result || 'type-wrong';
  }
  if (accepts(value)) return null;
  // Schemas name the code of their own mistakes in place of a message.
  const result = schema.safeParse(value, { error: () => 'type-wrong' });
  return result.success ? null : (result.error.issues[0]!.message as ConfigErrorCode);
}

/** Finds the members of an object that its schema does not have. */
function findUnknownMembers({ schema, value, at, soft }: Place, known: ReadonlySet<string>): Finding[] {
  const unknown = Object.keys(value as object).filter((name) => !known.has(name));
  if (unknown.length === 0) return [];
  const { unknownMember } = noteOf(schema);
  return unknown.map((name) => ({
    code: unknownMember ?? 'member-unknown',
    pointer: at + toPointer(name),
    soft: soft || unknownMember === undefined,
    schema,
    known: [...known],
  }));
}

/** The values that a schema allows, if there are only a few. */
function wordsOf(schema: z.ZodType): string[] | undefined {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  const literals = schema instanceof z.ZodUnion ? schema.options : [];
  const words = literals.flatMap((literal) => (literal instanceof z.ZodLiteral ? [...literal.values].map(String) : []));
  return words.length > 0 ? words : undefined;
}
