import { isRecord } from './is-record.js';
import { own } from './own.js';
import type { ReadPath } from './read-path.js';

/** Steps that a path may have: claims are not nested that deeply. */
const MAX_PATH_STEPS = 64;

/** `.name`, `.*`, `[0]`, `[-1]`, `[*]`, `['name']` and `["name"]`. */
const STEP = /\.([^.[\]'"]+)|\[(?:(\*|-?\d+)|'([^']*)'|"([^"]*)")]/g;

/** A step of a path: a name, an index, or `null` for a wildcard. */
export type PathStep = string | number | null;

/** Reads the steps of a JSONPath (RFC 9535) of names, indices and wildcards; `null` when it is not understood. */
export function parseSteps(text: string): readonly PathStep[] | null {
  const parts = [...text.matchAll(STEP)];
  if (text.slice(1).replace(STEP, '') || parts.length > MAX_PATH_STEPS) return null;
  return parts.map(([, name, index = '', single, double]) =>
    [name, index].includes('*') ? null : index ? Number(index) : (name ?? single ?? double)!,
  );
}

/**
 * Makes a reader of a JSONPath (RFC 9535) of names, indices and wildcards.
 *
 * @param text - Begins with `$`. A claim of this very name comes first.
 * @returns The reader; with a wildcard it gives an array of all that matched. `null` when the path is not understood.
 * @see Zephr documentation, "JWT user attributes": a claim name, or a JSONPath when it starts with `$`.
 */
export function parsePath(text: string): ReadPath | null {
  const steps = parseSteps(text);
  if (!steps) return null;
  return (data) => {
    const named = own(data, text);
    return named === undefined ? walk(data, steps) : named;
  };
}

function walk(data: unknown, steps: readonly PathStep[]): unknown {
  let found = [data];
  for (const step of steps) {
    found = found
      .flatMap((value) => {
        const list = Array.isArray(value) ? (value as unknown[]) : null;
        if (step === null) return list ?? (isRecord(value) ? Object.values(value) : []);
        return [typeof step === 'number' ? list?.at(step) : list ? undefined : own(value, step)];
      })
      .filter((value) => value !== undefined);
  }
  return steps.includes(null) && found.length ? found : found[0];
}
