import { CDN_READERS } from './cdns.js';
import { readLocationHeader } from './read-location-header.js';

/** Where a reader is, as a rule asks for it; what is not known is left out. */
export interface ReaderLocation {
  /** Two letters (ISO 3166-1). */
  readonly country?: string;
  /** The state's name where the CDN gives it, else its code without the country's. */
  readonly state?: string;
  readonly city?: string;
  readonly zip?: string;
}

/**
 * Finds out where a reader is by the headers of the CDN. All comes from one of them: the first in the order of the table
 * that says anything, as two tell of two different clients when one stands behind the other.
 *
 * Whoever reaches the endpoint past the CDN can write them himself.
 */
export function findLocation(headers: Headers): ReaderLocation {
  for (const read of CDN_READERS) {
    const place: Record<string, string> = {};
    for (const [name, raw] of Object.entries(read((header) => headers.get(header)))) {
      const value = readLocationHeader(raw);
      if (value !== null) place[name] = isCode(name, value) ? value.toUpperCase() : value;
    }
    if (Object.keys(place).length) return place;
  }
  return {};
}

/** Some write codes in small letters. */
function isCode(name: string, value: string): boolean {
  return name === 'country' || (name === 'state' && value.length <= 3);
}
