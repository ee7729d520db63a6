import type { Config } from '../model/config.js';
import type { TestReader } from '../model/readers-types.js';
import { findExits } from '../paths/find-exits.js';

/** A reader that conditions of a config were solved for. */
export interface GeneratedReader {
  readonly reader: TestReader;
  /** Features where they take an exit that no reader before them takes. */
  readonly features: ReadonlySet<string>;
}

/**
 * Generates test readers from the conditions of some configs: each user state of each feature is met, and each exit that a
 * reader is found for.
 *
 * @param configs - They compile.
 * @param now - The moment for readers without one of their own, in ms since 1970.
 * @returns Readers by a name that says all about them: the same name, the same reader.
 */
export function generateReaders(configs: readonly Config[], now: number): Map<string, GeneratedReader> {
  const generated = new Map<string, { reader: TestReader; features: Set<string> }>();
  const add = (reader: TestReader, features: Iterable<string>): void => {
    const name = nameReader(reader);
    const known = generated.get(name) ?? { reader, features: new Set() };
    for (const feature of features) known.features.add(feature);
    generated.set(name, known);
  };
  for (const config of configs) {
    const { states, exits } = findExits(config, { now, findsReaders: true });
    for (const { feature, reader } of states) if (reader) add(reader, [feature]);
    for (const { taken, features } of exits) if (taken) add(taken.reader, features);
    // Where no rule is written, too, someone may get something else by the other config.
    add({}, Object.keys(config.features));
  }
  return generated;
}

/** Names a reader by all that is known of them: `claims {"sub":"reader-1"}, read {"stories":3}`. */
function nameReader(reader: TestReader): string {
  const members = Object.entries(reader).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return members.join(', ') || 'without a token';
}
