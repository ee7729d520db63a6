import { fail } from '../config/fail.js';

/** Loads what few pages need about a config: the search for secrets, and the words for mistakes. */
export function loadMistakes(): Promise<typeof import('../config/explain-mistake.js')> {
  return import('../config/explain-mistake.js').catch((cause: unknown) => fail('chunk-unreachable', '', { cause }));
}

/**
 * Puts a mistake into words, which load only now. If they do not arrive, the message has code and pointer only.
 *
 * @returns The same error.
 */
export function explain<Thrown>(error: Thrown, config: unknown): Promise<Thrown> {
  return loadMistakes().then(
    ({ explainMistake }) => explainMistake(error, config),
    () => error,
  );
}
