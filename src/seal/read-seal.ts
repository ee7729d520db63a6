import { parseSeal, type Seal } from './envelope.js';
import { SealError } from './seal-error.js';

/**
 * Parses the seal of a place in a page.
 *
 * @param feature - The feature of the place.
 * @throws {SealError} `seal-broken` for a text that is not a seal; `seal-foreign` for a seal of another feature.
 */
export function readSeal(text: string, feature: string): Seal {
  const seal = parseSeal(text);
  if (!seal) throw new SealError('seal-broken', 'The text is not a seal.');
  if (seal.fields.feature !== feature)
    throw new SealError('seal-foreign', `The seal is of feature "${seal.fields.feature}".`);
  return seal;
}
