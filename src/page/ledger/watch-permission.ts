import { readConsent, type Consent } from '../../facts/read-consent.js';
import { own } from '../../lib/own.js';
import { watchConsent } from '../facts/watch-consent.js';
import type { Permission } from './keep-ledger.js';

/** Purpose 1 of IAB TCF: "Store and/or access information on a device". */
const STORAGE = '1';

/**
 * Watches whether the ledger may be stored. The site's own word goes first, `provideFacts({ consent: { storage: true } })`;
 * then a consent manager's; where there is none, nobody is to be asked.
 *
 * @param onChange - Called when the consent manager has told anything new, maybe before this function returns.
 * @returns Reads it as it is by now, given the facts of the site's own code.
 */
export function watchPermission(onChange: () => void): (provided: unknown) => Permission {
  let consent: Consent = {};
  watchConsent((found) => {
    consent = found;
    onChange();
  });
  return (provided) => {
    const granted = readConsentOf(provided, 'storage') ?? readConsentOf(provided, STORAGE) ?? consent[STORAGE];
    if (granted !== undefined) return granted ? 'granted' : 'denied';
    return typeof own(window, '__tcfapi') === 'function' ? 'unsettled' : 'granted';
  };
}

/** Facts of the site's own code can throw. */
function readConsentOf(provided: unknown, purpose: string): boolean | undefined {
  try {
    return readConsent([provided], purpose);
  } catch {
    return undefined;
  }
}
