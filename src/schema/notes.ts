import { z } from 'zod';
import type { Kind } from '../config/check-shape.js';
import type { ConfigErrorCode } from '../model/config-error.js';

/** The maps of a config whose entries are named from elsewhere in it. */
export type Catalogue = 'features' | 'products' | 'components' | 'splitTests' | 'subRules';

/** What the schema library has no word for, beside the schema of a place. */
export interface Note {
  /** A mistake here is seen, but breaks no decision: compiling lets it pass. */
  readonly soft?: true;
  /** Code of the mistake where the place is empty, `field-missing` unless told; `null` where another check tells it. */
  readonly missing?: ConfigErrorCode | null;
  /** The text names an entry of one of the config's maps, or a claim. */
  readonly refers?: Catalogue | 'claims';
  /** The page's own check of the place, where the schema only describes what it looks like. */
  readonly kind?: Kind;
  /** Code of a member that the object does not have. Without one it is no mistake, only a slip most likely. */
  readonly strange?: ConfigErrorCode;
  /** It is judged as a whole: what is wrong inside of it is no place of its own. */
  readonly whole?: true;
  /** What stands here may hold places of the same kind, to any depth. */
  readonly recurs?: true;
  /** Picks the schemas that a value is held against, by what it looks like or by what stands beside it. */
  readonly choose?: (value: unknown, parent: unknown, at: string) => z.ZodType | readonly z.ZodType[];
}

// Typed loosely, as the library would rewrite the type of every function in a note.
const notes = z.registry<Readonly<Record<string, unknown>>>();

/** What is noted of a schema; a copy with other help has the notes of the schema that it was made from. */
export function noteOf(schema: z.ZodType): Note {
  return notes.get(schema) ?? {};
}

/** Adds to what is noted of a schema; the schema itself is given back. */
export function noted<Schema extends z.ZodType>(schema: Schema, note: Note): Schema {
  notes.add(schema, { ...noteOf(schema), ...note });
  return schema;
}

/** Marks a place in which a mistake is seen, but breaks no decision. */
export function soft<Schema extends z.ZodType>(schema: Schema): Schema {
  return noted(schema, { soft: true });
}
