import { isNestedDeeply } from '../lib/is-nested-deeply.js';
import { isRecord } from '../lib/is-record.js';
import { setOwn } from '../lib/set-own.js';

/**
 * Copies values of the site's own code as JSON has them. Such a value may be anything: a cycle, a function, a getter that throws.
 *
 * @returns The members that JSON can hold.
 */
export function toPlain(values: unknown): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name of tryTo(() => (isRecord(values) ? Object.keys(values) : [])) ?? []) {
    const text = tryTo(() => JSON.stringify((values as Readonly<Record<string, unknown>>)[name]) as string | undefined);
    if (text !== undefined && !isNestedDeeply(text)) setOwn(plain, name, JSON.parse(text) as unknown);
  }
  return plain;
}

function tryTo<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
