import { isStorable } from '../is-storable.js';

/**
 * Writes the key of a reader in a form that every store returns unchanged. A key that some stores cannot hold is written as
 * JSON; a key that looks like JSON is, too, so that no two readers share a key.
 */
export function toReaderKey(reader: string): string {
  return isStorable(reader) && !reader.startsWith('"') ? reader : JSON.stringify(reader);
}
