import { readConsent, type Consent } from '../../facts/read-consent.js';
import { own } from '../../lib/own.js';
import { TCF } from './read-tcf.js';
import { watchInterfaces } from './watch-interfaces.js';
import type { Session } from '../session.js';
import type { Permission } from '../ledger/ledger-store.js';

/** Purpose 1 of IAB TCF: "Store and/or access information on a device". */
const STORAGE_PURPOSE = '1';

/**
 * Watches whether the ledger may be stored. The site's own word counts first: `provideFacts({ consent: { storage: true } })`.
 * Then that of a consent manager (IAB TCF, the only interface that has a purpose for storage); without one, storage is permitted.
 *
 * @param onChange - Called when the consent manager has reported anything new, possibly before this function returns.
 * @returns Reads the permission, given the facts of the site's own code.
 */
export function watchPermission(session: Session, onChange: () => void): (provided: unknown) => Permission {
  let consent: Consent = {};
  session.own(
    watchInterfaces([TCF], (found) => {
      consent = found;
      onChange();
    }),
  );
  return (provided) => {
    const granted =
      readConsentOf(provided, 'storage') ?? readConsentOf(provided, STORAGE_PURPOSE) ?? consent[STORAGE_PURPOSE];
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
