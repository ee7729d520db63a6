import { own } from '../lib/own.js';

/** Purposes of data processing and whether the reader agrees: `{ "1": true, "sale": false }`. */
export type Consent = Readonly<Record<string, boolean>>;

/**
 * Returns whether the reader agrees to a purpose: one of IAB TCF's by its number, `sale`, `sharing` and
 * `targeted-advertising` of IAB GPP's sections for the United States, or one of the site's own.
 *
 * @param sources - Objects that may have a member `consent`: a `Consent`, or a list of the purposes that were agreed to.
 * @returns What the first source says that says anything; `undefined` where none does, as long as the reader was not asked.
 */
export function readConsent(sources: readonly unknown[], purpose: string): boolean | undefined {
  for (const source of sources) {
    const consent = own(source, 'consent');
    if (Array.isArray(consent)) return consent.some((granted) => String(granted) === purpose);
    const agreed = own(consent, purpose);
    if (typeof agreed === 'boolean') return agreed;
  }
  return undefined;
}
