import { z } from 'zod';
import type { Kind } from '../config/check-shape.js';
import type { ConfigErrorCode } from '../model/config-error.js';

/** The maps of a config whose entries are named from elsewhere in it. */
export type Catalogue = 'features' | 'products' | 'components' | 'splitTests' | 'subRules' | 'offers' | 'sites';

/** Properties of a schema that the schema library cannot express, kept beside it. */
export interface Note {
  /** A mistake here is reported but breaks no decision: compiling accepts it. */
  readonly soft?: true;
  /** Code of a missing value. Default: `field-missing`; `null` if another check reports it. */
  readonly missing?: ConfigErrorCode | null;
  /** The text names an entry of one of the config's maps, or a claim, or something else by its own name alone. */
  readonly refers?: Catalogue | 'claims' | 'names';
  /** The check that pages use, where the schema only describes the value. */
  readonly kind?: Kind;
  /** Code of an unknown member. Default: `member-unknown`, a warning. */
  readonly unknownMember?: ConfigErrorCode;
  /** The value is checked as a whole; a mistake inside it has the pointer of the value. */
  readonly whole?: true;
  /** The value may contain values of the same schema, to any depth. */
  readonly recurs?: true;
  /** Chooses the schemas of a value by the value itself or by its siblings. */
  readonly choose?: (value: unknown, parent: unknown, at: string) => z.ZodType | readonly z.ZodType[];
}

// Typed loosely, as the library would rewrite the type of every function in a note.
const notes = z.registry<Readonly<Record<string, unknown>>>();

/** The library puts the notes of a copy together each time it is asked, and a config asks for millions. */
const known = new WeakMap<z.ZodType, Note>();

/** Returns the notes of a schema. A copy with another description keeps them. */
export function noteOf(schema: z.ZodType): Note {
  let note = known.get(schema);
  if (!note) known.set(schema, (note = notes.get(schema) ?? {}));
  return note;
}

/** Adds notes to a schema and returns it. */
export function noted<Schema extends z.ZodType>(schema: Schema, note: Note): Schema {
  notes.add(schema, { ...noteOf(schema), ...note });
  known.delete(schema);
  return schema;
}

/** Marks a schema whose mistakes are reported but break no decision. */
export function soft<Schema extends z.ZodType>(schema: Schema): Schema {
  return noted(schema, { soft: true });
}
