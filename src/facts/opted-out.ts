import type { Consent } from './read-consent.js';

/** What Global Privacy Control says: opted out of all that the laws of the United States let a reader opt out of. */
export const OPTED_OUT: Consent = { sale: false, sharing: false, 'targeted-advertising': false };
