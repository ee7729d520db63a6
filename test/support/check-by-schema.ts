import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../src/lib/is-record.js';
import { toPointer } from '../../src/lib/to-pointer.js';

/** A JSON Schema as it was read from a file. */
export type AnySchema = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
};

const ANNOTATIONS = new Set(['$schema', '$defs', 'title', 'description', 'examples', 'default', 'then']);

/** By keyword, whether a value that it speaks of holds. Those of other types always do (JSON Schema 2020-12, section 6). */
const RULES: Readonly<Record<string, (value: unknown, limit: never) => boolean>> = {
  type: (value, types: string | string[]) => [types].flat().some((type) => TYPES[type]!(value)),
  const: isDeepStrictEqual,
  enum: (value, values: unknown[]) => values.some((one) => isDeepStrictEqual(value, one)),
  minLength: (value, limit: number) => typeof value !== 'string' || [...value].length >= limit,
  pattern: (value, pattern: string) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  minimum: (value, limit: number) => typeof value !== 'number' || value >= limit,
  exclusiveMinimum: (value, limit: number) => typeof value !== 'number' || value > limit,
  minItems: (value, limit: number) => !Array.isArray(value) || value.length >= limit,
  maxItems: (value, limit: number) => !Array.isArray(value) || value.length <= limit,
  required: (value, names: string[]) => !isRecord(value) || names.every((name) => Object.hasOwn(value, name)),
};

/**
 * Checks a value by a JSON Schema: a small reader of the keywords that ours has, and of no other, so that the file itself is
 * what is tested and not the library that wrote it.
 *
 * @returns JSON pointers to the values that the schema rejects; for alternatives that all fail, to their value.
 */
export function checkBySchema(value: unknown, schema: AnySchema, root = schema, at = ''): string[] {
  const check = (one: unknown, part: unknown, pointer = at): string[] => {
    if (typeof part === 'boolean') return part ? [] : [pointer];
    return checkBySchema(one, part as AnySchema, root, pointer);
  };
  return Object.entries(schema).flatMap(([keyword, limit]): string[] => {
    if (ANNOTATIONS.has(keyword)) return [];
    const rule = RULES[keyword];
    if (rule) return rule(value, limit as never) ? [] : [at];
    const parts = limit as AnySchema[];
    const { properties = {} } = schema as { readonly properties?: AnySchema };
    const members = isRecord(value) ? Object.keys(value) : [];
    switch (keyword) {
      case '$ref':
        return check(value, (root['$defs'] as AnySchema)[String(limit).replace('#/$defs/', '')]);
      case 'allOf':
        return parts.flatMap((part) => check(value, part));
      case 'anyOf':
        return parts.some((part) => check(value, part).length === 0) ? [] : [at];
      case 'if':
        return check(value, limit).length === 0 ? check(value, schema['then']) : [];
      case 'properties':
        return members
          .filter((name) => Object.hasOwn(properties, name))
          .flatMap((name) => check((value as AnySchema)[name], properties[name], at + toPointer(name)));
      case 'additionalProperties':
        return members
          .filter((name) => !Object.hasOwn(properties, name))
          .flatMap((name) => check((value as AnySchema)[name], limit, at + toPointer(name)));
      case 'items':
        return Array.isArray(value) ? value.flatMap((item, index) => check(item, limit, at + toPointer(index))) : [];
      default:
        throw new Error(`${at}: the keyword "${keyword}" is not known here.`);
    }
  });
}
