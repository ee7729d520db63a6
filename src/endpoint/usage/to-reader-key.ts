import { isStorable } from '../is-storable.js';

/**
 * Writes the key of a reader so that every store gives it back: where it holds what some cannot, as JSON, which no other
 * key looks like.
 */
export function toReaderKey(reader: string): string {
  return isStorable(reader) && !reader.startsWith('"') ? reader : JSON.stringify(reader);
}
