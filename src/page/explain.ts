/**
 * Puts a mistake into words, which are loaded only now. Where they cannot be had, code and pointer have to do.
 *
 * @returns The same error.
 */
export function explain<Thrown>(error: Thrown, config: unknown): Promise<Thrown> {
  return import('../config/explain-mistake.js').then(
    ({ explainMistake }) => explainMistake(error, config),
    () => error,
  );
}
