import { isRecord } from '../../src/lib/is-record.js';
import type { Section } from './json-schema.js';

/** Finds the values in a whole file that a section describes. */
export function findExamples(
  whole: unknown,
  { path, type, schema }: Section,
): readonly Readonly<Record<string, unknown>>[] {
  const members = Object.keys(schema.properties ?? {});
  return follow(whole, path)
    .filter(isRecord)
    .filter((value) =>
      type === undefined
        ? (schema.additionalProperties !== undefined && schema.additionalProperties !== false) ||
          Object.keys(value).every((name) => members.includes(name))
        : value['type'] === type,
    );
}

function follow(value: unknown, [name, ...rest]: readonly string[]): readonly unknown[] {
  if (name === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (name === '*' || name === '[]') return Object.values(value).flatMap((entry) => follow(entry, rest));
  return isRecord(value) && Object.hasOwn(value, name) ? follow(value[name], rest) : [];
}
