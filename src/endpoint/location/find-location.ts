import { CDN_READERS } from './cdns.js';
import type { HeaderReader } from '../header-reader.js';
import { readLocationHeader } from './read-location-header.js';

/** The reader's location, by the names that rules use; unknown members are left out. */
export interface ReaderLocation {
  /** Two letters (ISO 3166-1). */
  readonly country?: string;
  /** Name of the state if the CDN sends it, else its code without the country's. */
  readonly state?: string;
  readonly city?: string;
  readonly zip?: string;
}

/**
 * Finds the reader's location in the headers of a CDN. All members come from one CDN, the first of the table with a value:
 * of two CDNs behind each other, the second one sees the first as its client.
 *
 * **Limitation.** A client that reaches the endpoint past the CDN can send any headers.
 */
export function findLocation(headers: HeaderReader): ReaderLocation {
  for (const read of CDN_READERS) {
    const location: Record<string, string> = {};
    for (const [name, raw] of Object.entries(read((header) => headers.get(header)))) {
      const value = readLocationHeader(raw);
      if (value !== null) location[name] = isCode(name, value) ? value.toUpperCase() : value;
    }
    if (Object.keys(location).length) return location;
  }
  return {};
}

/** Some CDNs send codes in lower case. */
function isCode(name: string, value: string): boolean {
  return name === 'country' || (name === 'state' && value.length <= 3);
}
