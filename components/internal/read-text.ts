/**
 * Reads a text that comes from a config.
 *
 * @param otherwise - Stands in where the value is missing, empty or no text: a wall shows a mistake to nobody.
 */
export function readText(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value : otherwise;
}
