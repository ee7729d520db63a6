import type { ReadPath } from '../../lib/read-path.js';
import { MAX_CONTENT_VALUE_CHARACTERS } from '../limits.js';
import type { ContentFields, ContentValue } from './content-api.js';

/** Picks the fields of an article that may leave the endpoint: values that rules can compare, and no objects. */
export function pickFields(article: unknown, fields: ReadonlyMap<string, ReadPath>): ContentFields {
  const found = [...fields].map(([name, read]) => [name, read(article)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, ContentValue] => isValue(entry[1])));
}

function isValue(value: unknown): value is ContentValue {
  const isPlain = Array.isArray(value) ? value.every(isScalar) : isScalar(value);
  return isPlain && JSON.stringify(value).length <= MAX_CONTENT_VALUE_CHARACTERS;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
