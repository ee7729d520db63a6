/**
 * Puts a mistake into words, which are loaded only now. Where they cannot be had, code and pointer have to do.
 *
 * @returns The same error.
 */
export async function explain<Thrown>(error: Thrown, config: unknown): Promise<Thrown> {
  const words = await import('../config/explain-mistake.js').catch(() => null);
  return words ? words.explainMistake(error, config) : error;
}
