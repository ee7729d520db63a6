import { own } from '../lib/own.js';

/**
 * Other names of some facts, after the node's own: camel and snake case as JavaScript and databases have it, and what
 * user stores call the moment at which an account was made.
 */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['session-count', ['sessionCount', 'session_count']],
  ['session-start', ['sessionStart', 'session_start']],
  ['registered-date', ['registeredDate', 'registered_date', 'created_at', 'createdAt']],
  ['segment', ['segments']],
]);

/** Names under which a fact is looked for, in order. */
export function namesOfFact(name: string): readonly string[] {
  return [name, ...(OTHER_NAMES.get(name) ?? [])];
}

/**
 * Finds what a node asks for (`country`, `session-count`, `segment` …) among what is known of the reader.
 *
 * @param name - The node's type.
 * @param sources - Where to look, in order. A source that is not an object has no facts.
 * @returns The first own member of that name, or of another spelling of it: `sessionCount` and `session_count` for
 *   `session-count`, `segments` for `segment`, and for `registered-date` also `created_at` and `createdAt`.
 */
export function readFact(name: string, sources: readonly unknown[]): unknown {
  const others = OTHER_NAMES.get(name) ?? [];
  for (const source of sources) {
    let value = own(source, name);
    for (let i = 0; value === undefined && i < others.length; i++) value = own(source, others[i]);
    if (value !== undefined) return value;
  }
  return undefined;
}
