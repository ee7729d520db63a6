import { isNestedDeeply } from './is-nested-deeply.js';

/**
 * Parses JSON text from outside. Objects in it have no prototype, so no name has a meaning of its own, and
 * all of it is frozen.
 *
 * @throws {SyntaxError} When it is not JSON.
 * @throws {RangeError} When it is nested more than 200 levels deep.
 */
export function parsePlain(text: string): unknown {
  if (isNestedDeeply(text)) throw new RangeError('nested too deeply');
  return makePlain(JSON.parse(text));
}

/** By hand, as a reviver of `JSON.parse` takes many times as long, most of all for what is nested deeply. */
function makePlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const plain = (Array.isArray(value) ? value : Object.create(null)) as Record<string, unknown>;
  for (const name of Object.keys(value)) plain[name] = makePlain((value as Record<string, unknown>)[name]);
  return Object.freeze(plain);
}
