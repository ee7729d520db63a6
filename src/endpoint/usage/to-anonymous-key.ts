/**
 * Writes the key under which a store keeps the usage of a reader without a mapped id.
 *
 * @param id - Random id of the browser.
 */
export function toAnonymousKey(id: string): string {
  return `anonymous:${id}`;
}
