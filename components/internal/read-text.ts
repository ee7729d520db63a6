/**
 * Reads a text that comes from a config.
 *
 * @param otherwise - Used if the value is missing, blank or not text: a wall does not show mistakes to readers.
 */
export function readText(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value : otherwise;
}
