import { fail } from '../config/fail.js';
import { FILE_TIMEOUT_MS } from '../lib/request/limits.js';
import { within } from '../lib/within.js';

/**
 * Loads what few pages need about a config: the search for secrets, and the words for mistakes.
 *
 * @throws {ConfigError} (rejects) `chunk-unreachable`.
 */
export function loadMistakes(): Promise<typeof import('../config/explain-mistake.js')> {
  return within(FILE_TIMEOUT_MS, 'mistakes.js', import('../config/explain-mistake.js')).catch((cause: unknown) =>
    fail('chunk-unreachable', '', { cause }),
  );
}

/**
 * Puts a mistake into words, which load only now. If they do not arrive in time, the message has code and pointer only.
 *
 * @returns The same error.
 */
export function explain<Thrown>(error: Thrown, config: unknown): Promise<Thrown> {
  return loadMistakes().then(
    ({ explainMistake }) => explainMistake(error, config),
    () => error,
  );
}
