import type { Consent } from './read-consent.js';

/** The consent that Global Privacy Control expresses: the reader opts out of everything that US law lets them opt out of. */
export const OPTED_OUT: Consent = { sale: false, sharing: false, 'targeted-advertising': false };
